import { COOKIE_FILE } from '../beam/release-variables';
import { at, newList } from '../inventory/at';
import { mayBring } from '../inventory/environment-sources';
import type { Inventory } from '../inventory/inventory';
import type { Workload } from '../inventory/workload';
import type { Dictionary } from '../json/dictionary';
import { asText } from '../json/read';
import { sortedEntries } from '../json/sorted';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import { orElsewhere } from './elsewhere';
import type { Rule } from './rule';

/** Members of one cluster that take the cookie from different places, or of which one takes the image's own. */
export const clusterCookie: Rule = {
  id: 'beam/cluster-cookie',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    const clusters = new Map<string, Workload[]>();
    for (const member of inventory.members) {
      const cluster = asText(member.podLabels[CLUSTER_LABEL]);
      if (cluster === undefined || member.release === undefined || mayComeFromElsewhere(member, inventory)) continue;
      at(clusters, `${member.namespace}|${cluster}`, newList<Workload>).push(member);
    }
    for (const members of clusters.values()) {
      if (members.length < 2) continue;
      const sources = members.map(sourceOf);
      const first = sources.find((source) => source !== undefined);
      const other = sources.findIndex((source) => source !== first);
      if (other < 0) continue;
      report({
        about: members[other],
        involved: members.filter((_, index) => index !== other),
        property: 'RELEASE_COOKIE',
        ...(sources[other] === undefined ? { value: undefined } : {}),
        why: 'other members of the cluster take it from elsewhere, and nodes with different cookies refuse each other',
        allowed: 'one key of one Secret for every member',
        fix: orElsewhere('remove the override; set `cookie` on the ErlangCluster', 'name one Secret and key in all'),
      });
    }
  },
};

function mayComeFromElsewhere(member: Workload, inventory: Inventory): boolean {
  const { release } = member;
  if (release === undefined || release.variables.has(COOKIE) || release.variables.has(COOKIE_FILE)) return false;
  return release.envFrom.some((source) => mayBring(source, COOKIE, member, inventory));
}

const COOKIE = 'RELEASE_COOKIE';

/** Place that a member takes the cookie from, in words that are equal for equal ones. */
function sourceOf({ release }: Workload): string | undefined {
  const variable = release?.variables.get(COOKIE) ?? release?.variables.get(COOKIE_FILE);
  return variable && JSON.stringify([variable.value, variable.valueFrom], sorted);
}

/** Members of an object in one order. */
function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(sortedEntries(value as Dictionary));
}
