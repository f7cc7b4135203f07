import { shownStrategy } from '../beam/discovery-variables';
import { variableOf } from '../inventory/workload';
import type { Rule } from './rule';

/** Node whose name the strategy cannot find: it is alone, though its pod is Ready. */
export const nodeName: Rule = {
  id: 'beam/node-name',
  severity: 'error',
  run: ({ members }, report) => {
    for (const about of members) {
      const node = variableOf(about, 'RELEASE_NODE');
      if (node === undefined || !node.includes('@$(POD_NAME)')) continue;
      const strategy = shownStrategy((variable) => variableOf(about, variable));
      const byAddress = strategy?.finds === 'addresses';
      if (about.kind === 'StatefulSet' && !byAddress) continue;
      report({
        about,
        property: 'RELEASE_NODE',
        value: node,
        why: byAddress
          ? `${strategy.variable} says that discovery looks up addresses, and a node of that name is not found by its address`
          : `the pods of a ${about.kind} have no names in DNS`,
        allowed: 'BASENAME@$(POD_IP)',
        fix: {
          construct: 'remove the override; for stable names: stableNames: true with Discovery.kubernetesDnsSrv()',
          yaml: 'write BASENAME@$(POD_IP); for stable names use a StatefulSet with libcluster Kubernetes.DNSSRV',
        },
      });
    }
  },
};
