import { Lazy } from 'cdk8s';
import type { ErlangCluster } from '../cluster/erlang-cluster';
import type { Deployment, StatefulSet } from '../kubernetes/api';
import { isGiven, markGiven } from '../manifests/given';

/**
 * Workload whose node list is filled in when it is rendered, because only then all members are in the tree. An override
 * of the variable stays.
 */
export function withNodeList<T extends Deployment | StatefulSet>(workload: T, name: string, cluster: ErlangCluster): T {
  const { nodeListVariable } = cluster._description;
  const pod = workload.spec?.template?.spec; // an override may have removed any of it
  if (nodeListVariable === undefined || !Array.isArray(pod?.containers)) return workload;
  const containers = pod.containers.map((container) => {
    if (container.name !== name) return container;
    const env = container.env?.map((variable) =>
      variable.name === nodeListVariable && variable.value === ''
        ? { ...variable, value: Lazy.any({ produce: () => cluster._nodeNames() }) }
        : variable,
    );
    return { ...container, env };
  });
  const template = { ...workload.spec?.template, spec: { ...pod, containers } };
  const filled = { ...workload, spec: { ...workload.spec, template } };
  return isGiven(workload) ? markGiven(filled) : filled;
}
