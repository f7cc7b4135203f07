import type { RefusalProps } from '../errors/refusal';
import type { Check } from '../inventory/inventory';
import type { PodContainer, Workload } from '../inventory/workloads';
import type { EnvVar } from '../kubernetes/api';
import { references, refers } from '../kubernetes/environment';
import { looksSecret } from '../risks/literals';
import type { Report } from './finding';

/** Every `$(VAR)` stands after the variable that it needs, and no name is set twice. */
export const environment: Check = ({ workloads }, report) => {
  for (const about of workloads) for (const container of about.containers) inContainer(about, container, report);
};

function inContainer(about: Workload, container: PodContainer, report: Report): void {
  const declared = new Set<string>();
  for (const variable of container.env) {
    const { name, value } = variable;
    if (refers(value)) {
      for (const reference of references(value)) {
        if (!declared.has(reference)) report({ about, ...tooEarly(container.name, variable, reference) });
      }
    }
    if (declared.has(name)) report({ about, ...twice(container.name, name) });
    declared.add(name);
  }
}

function tooEarly(container: string, { name, value }: EnvVar, reference: string): RefusalProps {
  return {
    property: `container ${container}, env ${name}`,
    ...(looksSecret(name, value) ? {} : { value }),
    why: `$(${reference}) is not declared before ${name}: the pod would get the text "$(${reference})" itself`,
    allowed: '$(VAR) of a variable that stands earlier in the list',
    fix: `declare ${reference} before ${name}, or write $$(${reference}) for the text itself`,
  };
}

function twice(container: string, name: string): RefusalProps {
  return {
    property: `container ${container}, env ${name}`,
    value: name,
    why: 'it is set twice, and the last one would win in silence',
    allowed: 'each name once',
    fix: 'remove one of them',
  };
}
