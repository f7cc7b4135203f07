import { asObject } from '../inventory/read';
import type { Subject } from '../inventory/subject';
import { waiverKey } from '../risks/accepted-risks';
import { literalSecret as literal, looksSecret } from '../risks/literals';
import type { Report, Rule } from './rule';

/** Secret written out: in the environment of any container, a sidecar's too, or in a ConfigMap. */
export const literalSecret: Rule = {
  id: 'beam/literal-secret',
  severity: 'error',
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      for (const { name: container, env } of about.containers) {
        for (const { name = '', value } of env) inspect(about, `container ${container}, env`, name, value, report);
      }
    }
    for (const about of inventory.ofKind('ConfigMap')) {
      const data = asObject(about.manifest.data);
      for (const key of Object.keys(data)) inspect(about, 'data', key, data[key], report);
    }
  },
};

function inspect(about: Subject, property: string, name: string, value: unknown, report: Report): void {
  if (typeof value !== 'string' || !looksSecret(name, value)) return;
  const risk = `plain-value.${name}` as const;
  const { why = '', fix, ...refusal } = literal(property, name);
  const yaml = `take it from a Secret: valueFrom.secretKeyRef; if it is none, say why in the annotation ${waiverKey(risk)}`;
  report({ ...refusal, about, why, fix: { construct: fix, yaml }, risk });
}
