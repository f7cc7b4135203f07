import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import { textsOf, textsOfConfigMap } from '../inventory/texts';
import type { Workload } from '../inventory/workload';
import { type Dictionary, valueAt } from '../json/dictionary';
import { asObject } from '../json/read';
import { waiverKey } from '../risks/accepted-risks';
import { literalSecret as literal, looksSecret } from '../risks/literals';
import { holdsSecret } from '../sensitive/secret-values';
import type { Finding, Report, Rule } from './rule';

/**
 * Secret written out: in any container (a sidecar's too), in a ConfigMap, in a label or an annotation of any object. A
 * Secret is where a secret belongs: its data are not read.
 */
export const literalSecret: Rule = {
  id: 'beam/literal-secret',
  severity: 'error',
  run: (inventory, report) => {
    inWorkloads(inventory, report);
    for (const about of inventory.ofKind('ConfigMap')) {
      textsOfConfigMap(about.manifest, (place, name, text) => {
        if (looksSecret(name, text)) report(found(about, place, name));
      });
    }
    for (const about of inventory.all) inMetadata(about, 'metadata', about, report);
  },
};

function inWorkloads({ workloads }: Inventory, report: Report): void {
  for (const about of workloads) {
    for (const container of about.containers) {
      textsOf(container, (place, name, text) => {
        if (!looksSecret(name, text)) return;
        const property = `container ${container.name}`;
        report(found(about, place === '' ? property : `${property}, ${place}`, name));
      });
    }
    if (about.kind === 'CronJob') inMetadata(about, 'metadata of Jobs', jobMetadata(about), report);
    if (about.kind !== 'Pod')
      inMetadata(about, 'metadata of pods', { labels: about.podLabels, annotations: about.podAnnotations }, report);
  }
}

/** Labels and annotations of the Jobs that a CronJob makes. */
function jobMetadata({ spec }: Workload): Metadata {
  const { labels, annotations } = asObject(valueAt(spec, 'jobTemplate', 'metadata'));
  return { labels: asObject(labels), annotations: asObject(annotations) };
}

/** Labels and annotations of an object. */
interface Metadata {
  readonly labels: Dictionary;
  readonly annotations: Dictionary;
}

/** The shortest label that a form tells to be a secret: labels have no `:` and no `@`, so it is a token. */
const SHORTEST_LABEL = 24;

/** Names of labels and annotations are often about Secrets (`auth-secret`), so that only the form of a value counts. */
function inMetadata(about: Subject, place: string, { labels, annotations }: Metadata, report: Report): void {
  for (const name in labels) {
    const text = labels[name];
    if (typeof text !== 'string' || text.length < SHORTEST_LABEL || !holdsSecret(text)) continue;
    report(found(about, `${place}.labels`, name));
  }
  for (const name in annotations) {
    const text = annotations[name];
    if (typeof text === 'string' && holdsSecret(text)) report(found(about, `${place}.annotations`, name));
  }
}

function found(about: Subject, property: string, name: string): Finding {
  const risk = `plain-value.${name}` as const;
  const { why = '', fix, ...refusal } = literal(property, name);
  const yaml = `take it from a Secret: valueFrom.secretKeyRef; if it is none, say why in the annotation ${waiverKey(risk)}`;
  return { ...refusal, about, why, fix: { construct: fix, yaml }, risk };
}
