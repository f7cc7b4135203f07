import { orElsewhere } from './elsewhere';
import { distributionPorts } from './member-ports';
import { admitsMembers, type Direction, isolating } from './members-rule';
import type { Rule } from './rule';

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

/** Members that a NetworkPolicy keeps apart: none of its rules lets them reach each other's distribution ports. */
export const memberPolicy: Rule = {
  id: 'beam/member-policy',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const member of inventory.members) {
      const { told, ranges } = distributionPorts(member, inventory);
      if (!told) continue;
      for (const direction of DIRECTIONS) {
        if (admitsMembers(member, direction, ranges)) continue;
        const [about, ...others] = isolating(member, direction);
        report({
          about,
          involved: [...others, member],
          property: `NetworkPolicy "${about.name}", ${direction.toLowerCase()}`,
          value: 'no rule for members',
          why: `members of the cluster cannot reach each other on ${[...new Set(ranges.map(({ first }) => first))].join(' and ')}`,
          allowed: 'a rule for the pods of the cluster with the ports of the distribution',
          fix: orElsewhere(
            direction === 'Egress'
              ? 'name the connections of the release, `egress: [Egress.dns(), …]`: members are always among them; or remove the override of `networkPolicy`'
              : 'remove the override of `networkPolicy`, or keep the rule for members in it',
            "add a rule whose peer is a podSelector of the cluster's label, with these ports",
          ),
        });
      }
    }
  },
};
