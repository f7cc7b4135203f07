import type { PodContainer, Variable } from '../inventory/container';
import { mayBring } from '../inventory/environment-sources';
import type { Inventory } from '../inventory/inventory';
import type { Workload } from '../inventory/workload';
import { isServiceVariable, references, refers } from '../kubernetes/environment';
import { looksSecret } from '../risks/literals';
import type { Report, Rule } from './rule';

/** `$(VAR)` of a variable that the kubelet does not know where it expands it: the container gets the text itself. */
export const environmentOrder: Rule = {
  id: 'kubernetes/environment-order',
  severity: 'error',
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      for (const container of about.containers) inContainer(about, container, inventory, report);
    }
  },
};

function inContainer(about: Workload, container: PodContainer, inventory: Inventory, report: Report): void {
  const { env } = container;
  for (let index = 0; index < env.length; index++) {
    const variable = env[index];
    if (!refers(variable.value)) continue;
    for (const reference of references(variable.value)) {
      const at = env.findIndex(({ name }) => name === reference);
      const isKnown = at < 0 ? mayCome(about, container, inventory, reference) : at < index;
      if (!isKnown) report({ about, ...tooEarly(container, variable, reference) });
    }
  }
}

/** Whether `envFrom` or the kubelet may bring a variable. */
function mayCome(about: Workload, { envFrom }: PodContainer, inventory: Inventory, name: string): boolean {
  if (isServiceVariable(name, about.pod.enableServiceLinks !== false)) return true;
  return envFrom.some((source) => mayBring(source, name, about, inventory));
}

function tooEarly({ name: container }: PodContainer, { name, value }: Variable, reference: string) {
  return {
    property: `container ${container}, env ${name}`,
    ...(looksSecret(String(name), value) ? {} : { value }),
    why: `$(${reference}) is not known where ${name} is expanded: the pod would get the text "$(${reference})" itself`,
    allowed: '$(VAR) of a variable that stands earlier in the list, or that `envFrom` brings',
    fix: `declare ${reference} before ${name}, or write $$(${reference}) for the text itself`,
  };
}
