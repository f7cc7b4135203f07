import { selects } from '../inventory/selectors';
import type { Workload } from '../inventory/workload';
import { asObjects } from '../json/read';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import type { Rule } from './rule';

/**
 * Members without a headless Service that selects them and publishes them before they are ready. libcluster's look-up
 * of endpoints goes by the Service's own label, and there are no SRV records without a port.
 */
export const headlessService: Rule = {
  id: 'beam/headless-service',
  severity: 'error',
  holdsAsMade: true,
  run: ({ members }, report) => {
    for (const about of members) {
      if (isFound(about)) continue;
      report({
        about,
        property: `label ${CLUSTER_LABEL}`,
        value: about.podLabels[CLUSTER_LABEL],
        why: 'no headless Service with `publishNotReadyAddresses: true`, this label and a port selects these pods, so the nodes cannot find each other',
        allowed: "the cluster's headless Service in the same namespace",
        fix: {
          construct: 'remove the override of the Service, or put cluster and release into one namespace',
          yaml: 'add a Service with clusterIP: None, publishNotReadyAddresses: true, this label, a selector of it and a port',
        },
      });
    }
  },
};

function isFound({ services, podLabels }: Workload): boolean {
  const cluster = podLabels[CLUSTER_LABEL];
  return services.some(({ spec, labels }) => {
    const headless = spec.clusterIP === 'None' && spec.publishNotReadyAddresses === true;
    const chosen = labels[CLUSTER_LABEL] === cluster && selects(spec.selector, { [CLUSTER_LABEL]: cluster });
    return headless && chosen && asObjects(spec.ports).length > 0;
  });
}
