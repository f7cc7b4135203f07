import type { EnvVar } from '../kubernetes/api';
import { references } from '../kubernetes/environment';
import { looksSecret } from '../secrets/literals';
import type { Finding, Rendered } from './finding';
import type { Check } from './inventory';

/** Every `$(VAR)` stands after the variable that it needs, and no name is set twice. */
export const environment: Check = ({ workloads }) =>
  workloads.flatMap((about) =>
    about.containers.flatMap((container) => variables(about, `container ${container.name}, env`, container.env)),
  );

function variables(about: Rendered, property: string, env: readonly EnvVar[]): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { name, value } of env) {
    for (const reference of references(value)) {
      if (seen.has(reference)) continue;
      findings.push({
        about,
        property: `${property} ${name}`,
        ...(looksSecret(name, value) ? {} : { value }),
        why: `$(${reference}) is not declared before ${name}: the pod would get the text "$(${reference})" itself`,
        allowed: '$(VAR) of a variable that stands earlier in the list',
        fix: `declare ${reference} before ${name}, or write $$(${reference}) for the text itself`,
      });
    }
    if (seen.has(name)) {
      findings.push({
        about,
        property: `${property} ${name}`,
        value: name,
        why: 'it is set twice, and the last one would win in silence',
        allowed: 'each name once',
        fix: 'remove one of them',
      });
    }
    seen.add(name);
  }
  return findings;
}
