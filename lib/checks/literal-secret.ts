import type { Subject } from '../inventory/subject';
import { asObject } from '../json/read';
import { waiverKey } from '../risks/accepted-risks';
import { literalSecret as literal, looksSecret } from '../risks/literals';
import type { Finding, Rule } from './rule';

/** Secret written out: in the environment of any container, a sidecar's too, or in a ConfigMap. */
export const literalSecret: Rule = {
  id: 'beam/literal-secret',
  severity: 'error',
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      for (const { name: container, env } of about.containers) {
        for (const { name, value } of env) {
          if (typeof name === 'string' && isLiteral(name, value))
            report(found(about, `container ${container}, env`, name));
        }
      }
    }
    for (const about of inventory.ofKind('ConfigMap')) {
      const data = asObject(about.manifest.data);
      for (const key of Object.keys(data)) if (isLiteral(key, data[key])) report(found(about, 'data', key));
    }
  },
};

function isLiteral(name: string, value: unknown): boolean {
  return typeof value === 'string' && looksSecret(name, value);
}

function found(about: Subject, property: string, name: string): Finding {
  const risk = `plain-value.${name}` as const;
  const { why = '', fix, ...refusal } = literal(property, name);
  const yaml = `take it from a Secret: valueFrom.secretKeyRef; if it is none, say why in the annotation ${waiverKey(risk)}`;
  return { ...refusal, about, why, fix: { construct: fix, yaml }, risk };
}
