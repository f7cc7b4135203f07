import type { Check } from '../inventory/inventory';
import type { Workload } from '../inventory/workloads';
import { isFixed } from '../kubernetes/images';
import { waiverKey } from '../risks/waiver';
import { isWaived, type Report } from './finding';

const WAIVER = waiverKey('latest-tag');

/** Images of sidecars, init containers and overrides: what runs must not change without a change of the manifests. */
export const images: Check = ({ workloads }, report) => {
  for (const about of workloads) if (!isWaived(about, WAIVER)) inWorkload(about, report);
};

function inWorkload(about: Workload, report: Report): void {
  for (const { name, image } of about.containers) {
    if (typeof image !== 'string' || isFixed(image)) continue;
    report({
      about,
      property: `container ${name}, image`,
      value: image,
      why: 'it names another image tomorrow, and a rollback finds nothing to go back to',
      allowed: 'an image with a fixed tag or a digest',
      fix: "give it a version; or accept it: allow: [Waiver.latestTag('why')]",
    });
  }
}
