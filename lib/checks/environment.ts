import { references } from '../kubernetes/environment';
import { looksSecret } from '../secrets/literals';
import type { Report } from './finding';
import type { Check } from './inventory';
import type { PodContainer, Workload } from './pods';

/** Every `$(VAR)` stands after the variable that it needs, and no name is set twice. */
export const environment: Check = ({ workloads }, report) => {
  for (const about of workloads) for (const container of about.containers) inContainer(about, container, report);
};

function inContainer(about: Workload, container: PodContainer, report: Report): void {
  const declared = new Set<string>();
  const property = (name: string) => `container ${container.name}, env ${name}`;
  for (const { name, value } of container.env) {
    for (const reference of references(value)) {
      if (declared.has(reference)) continue;
      report({
        about,
        property: property(name),
        ...(looksSecret(name, value) ? {} : { value }),
        why: `$(${reference}) is not declared before ${name}: the pod would get the text "$(${reference})" itself`,
        allowed: '$(VAR) of a variable that stands earlier in the list',
        fix: `declare ${reference} before ${name}, or write $$(${reference}) for the text itself`,
      });
    }
    if (declared.has(name)) {
      report({
        about,
        property: property(name),
        value: name,
        why: 'it is set twice, and the last one would win in silence',
        allowed: 'each name once',
        fix: 'remove one of them',
      });
    }
    declared.add(name);
  }
}
