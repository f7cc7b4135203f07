import { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import { accepts } from '../risks/accepted-risks';
import type { Finding, Rule } from './rule';
import { RULES } from './rules';

/** Finding with the rule that made it. */
export interface Found extends Finding {
  readonly rule: Rule;
}

/** Runs rules over manifests; a finding whose risk is accepted is dropped. */
export function check(subjects: readonly Subject[], rules: readonly Rule[] = RULES): Found[] {
  const inventory = new Inventory(subjects);
  const found: Found[] = [];
  for (const rule of rules) {
    rule.run(inventory, (finding) => {
      if (!isAccepted(finding, rule)) found.push({ ...finding, rule });
    });
  }
  return found;
}

function isAccepted({ about, involved = [], risk }: Finding, rule: Rule): boolean {
  const accepted = risk ?? rule.risk;
  return accepted !== undefined && [about, ...involved].some(({ annotations }) => accepts(annotations, accepted));
}
