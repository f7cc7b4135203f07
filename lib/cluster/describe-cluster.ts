import { Distribution } from '../beam/distribution';
import { checkBasename } from '../beam/node-name';
import { Discovery } from '../discovery/discovery';
import type { DiscoveryTarget } from '../discovery/i-discovery';
import { within } from '../errors/refusal';
import { CLUSTER_LABEL, objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import type { Place } from '../manifests/place';
import { acceptedRisks } from '../risks/accepted-risks';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import { NODES_SUFFIX } from '../workload/headless-service';
import type { ClusterDescription } from './cluster-description';
import { type ClusterObjects, clusterObjects } from './cluster-objects';
import type { ErlangClusterProps } from './erlang-cluster-props';

/** Cluster that was described and checked, before any object of it is made. */
export interface DescribedCluster {
  readonly description: ClusterDescription;
  readonly objects: ClusterObjects;
}

/**
 * Describes a cluster from its props.
 *
 * @throws where the cookie is no reference, a name is none that the VM or Kubernetes takes, or an override does not fit
 */
export function describeCluster(place: Place, props: ErlangClusterProps): DescribedCluster {
  return within(place.path, () => {
    checkOverrides(props.overrides);
    const description = describe(place, props);
    return { description, objects: applyOverrides(clusterObjects(description), props.overrides) };
  });
}

function describe({ id, target: { clusterDomain } }: Place, props: ErlangClusterProps): ClusterDescription {
  const name = checkName('service', 'name', props.name ?? id, NODES_SUFFIX.length);
  const { discovery = Discovery.dnsCluster(), distribution = Distribution.singlePort(), ipv6 = false } = props;
  const target: DiscoveryTarget = {
    clusterName: name,
    nodeBasename: checkBasename('nodeBasename', props.nodeBasename ?? name),
    serviceName: `${name}${NODES_SUFFIX}`,
    namespace: '$(POD_NAMESPACE)',
    clusterDomain,
    selector: `${CLUSTER_LABEL}=${name}`,
    ipv6,
  };
  const { strategy, nodeHost, reads, looksUpNames = true, nodeListVariable } = discovery;
  const property = `discovery.environment (${strategy})`;
  return {
    ...target,
    strategy,
    nodeHost,
    reads,
    looksUpNames,
    nodeListVariable,
    cookie: secretVariable('RELEASE_COOKIE', SecretKey._from('cookie', props.cookie)),
    variables: [
      ...Object.entries(discovery.environment(target)).map(([variable, value]) => ({
        name: checkName('environmentVariable', property, variable),
        value,
      })),
      ...Object.entries(discovery.secrets ?? {}).map(([variable, key]) =>
        secretVariable(variable, SecretKey._from(`discovery.secrets.${variable}`, key)),
      ),
    ],
    ports: distribution._ports,
    argumentLines: distribution._lines(ipv6),
    labels: objectLabels(name),
    annotations: acceptedRisks(props.allow),
  };
}
