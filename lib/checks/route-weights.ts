import { asObjects } from '../json/read';
import type { Rule } from './rule';

/**
 * Rule of a route whose backends all have the weight 0: every request is answered with 500.
 *
 * Source: https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref
 */
export const routeWeights: Rule = {
  id: 'kubernetes/route-weights',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const { subject: about } of inventory.routes) {
      for (const { backendRefs } of asObjects(about.spec.rules)) {
        const backends = asObjects(backendRefs);
        if (backends.length === 0 || backends.some(({ weight }) => weight !== 0)) continue;
        report({
          about,
          property: `${about.kind} "${about.name}", weights`,
          value: backends.map(({ name, weight }) => `${name}: ${weight}`),
          why: 'with no weight at all every request is answered with 500',
          allowed: 'one weight above 0 at least',
          fix: {
            construct: 'remove the override of the weights; `shares` sets them',
            yaml: 'raise one of the weights',
          },
        });
      }
    }
  },
};
