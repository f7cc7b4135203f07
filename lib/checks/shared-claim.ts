import { at, newList } from '../inventory/at';
import type { Inventory } from '../inventory/inventory';
import { podsAtMost } from '../inventory/pods-at-most';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { asObject, asObjects, asText, asTexts } from '../json/read';
import type { Rule } from './rule';

/** Claim for one pod or node that several pods mount: on another node they never start, and a rollout stands still. */
export const sharedClaim: Rule = {
  id: 'kubernetes/shared-claim',
  severity: 'error',
  run: (inventory, report) => {
    for (const [claim, mounting] of mountedClaims(inventory)) {
      const modes = asTexts(claim.spec.accessModes);
      const shares = mounting.map((one) => ({ name: one.name, ...podsAtMost(one, inventory) }));
      const pods = shares.reduce((sum, { kept, surge }) => sum + kept + surge, 0);
      if (pods < 2 || modes.length === 0 || modes.some((mode) => MANY.includes(mode))) continue;
      report({
        about: claim,
        involved: mounting,
        property: 'spec.accessModes',
        value: modes,
        why: `${shares.map(({ name, kept, surge }) => `${name} ${surge > 0 ? `(${kept} + ${surge})` : kept}`).join(' + ')}: ${pods} pods may mount it at once, and a pod on another node waits for ever`,
        allowed: 'ReadWriteMany, or one pod at a time',
        fix: {
          construct:
            'leave accessMode out for ReadWriteMany; with one replica: rollout: Rollout.recreate() or singleton: true',
          yaml: 'ask for ReadWriteMany; with one replica write strategy: { type: Recreate }',
        },
      });
    }
  },
};

const MANY: readonly string[] = ['ReadWriteMany', 'ReadOnlyMany'];

/** Claims among the manifests, each with the workloads whose pods mount it. */
function mountedClaims(inventory: Inventory): ReadonlyMap<Subject, readonly Workload[]> {
  const mounted = new Map<Subject, Workload[]>();
  if (inventory.ofKind('PersistentVolumeClaim').length === 0) return mounted;
  for (const workload of inventory.workloads) {
    for (const { persistentVolumeClaim } of asObjects(workload.pod.volumes)) {
      const name = asText(asObject(persistentVolumeClaim).claimName);
      const claim = name === undefined ? undefined : inventory.named('PersistentVolumeClaim', name, workload);
      if (claim !== undefined) at(mounted, claim, newList<Workload>).push(workload);
    }
  }
  return mounted;
}
