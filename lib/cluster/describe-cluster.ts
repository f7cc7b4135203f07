import { Distribution } from '../beam/distribution';
import { checkBasename } from '../beam/node-name';
import { Discovery } from '../discovery/discovery';
import type { DiscoveryTarget, IDiscovery } from '../discovery/i-discovery';
import { Refusal, within } from '../errors/refusal';
import { isData } from '../json/dictionary';
import type { EnvVar } from '../kubernetes/api';
import { CLUSTER_LABEL, objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import type { Place } from '../manifests/place';
import { checkProps } from '../props/check-props';
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
  return within(place, () => {
    checkProps('ErlangClusterProps', props);
    checkOverrides(props.overrides);
    const description = describe(place, props);
    return { description, objects: applyOverrides(clusterObjects(description), props.overrides, place.target) };
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
  if (nodeListVariable !== undefined) checkName('environmentVariable', 'discovery.nodeListVariable', nodeListVariable);
  return {
    ...target,
    strategy,
    nodeHost,
    reads,
    looksUpNames,
    nodeListVariable,
    cookie: secretVariable('RELEASE_COOKIE', SecretKey._from('cookie', props.cookie)),
    variables: strategyVariables(discovery, target),
    ports: distribution._ports,
    argumentLines: distribution._lines(ipv6),
    labels: objectLabels(name),
    annotations: acceptedRisks(props.allow),
  };
}

/** Variables that a strategy reads. */
function strategyVariables(discovery: IDiscovery, target: DiscoveryTarget): EnvVar[] {
  const { strategy, secrets } = discovery;
  const property = `discovery.environment (${strategy})`;
  const given = checkEnvironment(property, discovery.environment(target));
  const variables: EnvVar[] = Object.keys(given).map((name) => ({
    name: checkName('environmentVariable', property, name),
    value: given[name],
  }));
  for (const [name, key] of Object.entries(secrets ?? {})) {
    variables.push(secretVariable(name, SecretKey._from(`discovery.secrets.${name}`, key)));
  }
  return variables;
}

/** Refuses what a strategy of the user's gives where it is no map of text. */
function checkEnvironment(property: string, given: unknown): { readonly [name: string]: string } {
  if (isData(given) && Object.values(given).every((value) => typeof value === 'string')) {
    return given as { [name: string]: string };
  }
  throw new Refusal({
    property,
    allowed: 'an object, each member text',
    fix: 'for example { CLUSTER_SERVICE: target.serviceName }',
  });
}
