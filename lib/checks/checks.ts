import { type Check, Inventory } from '../inventory/inventory';
import { distributionExposure } from './distribution-exposure';
import { duplicateObjects } from './duplicate-objects';
import { environment } from './environment';
import type { Finding, Rendered } from './finding';
import { images } from './images';
import { literalSecrets } from './literal-secrets';
import { names } from './names';
import { podSecurity } from './pod-security';
import { wiring } from './wiring';

/** Every check there is. To add one: write it in a file of its own, and name it here. */
const CHECKS: readonly Check[] = [
  duplicateObjects,
  environment,
  literalSecrets,
  wiring,
  distributionExposure,
  podSecurity,
  names,
  images,
];

/** Runs every check over rendered manifests, wherever they come from. */
export function check(all: readonly Rendered[]): Finding[] {
  const inventory = new Inventory(all);
  const found: Finding[] = [];
  for (const one of CHECKS) one(inventory, (finding) => found.push(finding));
  return found;
}
