import { Distribution } from '../beam/distribution';
import { checkBasename } from '../beam/node-name';
import { COOKIE_FILE } from '../beam/release-variables';
import { Discovery } from '../discovery/discovery';
import type { DiscoveryTarget, IDiscovery } from '../discovery/i-discovery';
import { Refusal, within } from '../errors/refusal';
import { isData } from '../json/dictionary';
import type { EnvVar, Manifest } from '../kubernetes/api';
import { CLUSTER_LABEL, clusterSelector, objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import type { Place } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { acceptedRisks, accepts } from '../risks/accepted-risks';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import { SecretFile } from '../secrets/secret-file';
import { NODES_SUFFIX } from '../workload/headless-service';
import type { ClusterDescription } from './cluster-description';
import { type ClusterObjects, clusterObjects } from './cluster-objects';
import type { ErlangClusterProps } from './erlang-cluster-props';
import { checkCertificate } from './members-certificate';

/** Cluster that was described and checked, before any object of it is made. */
export interface DescribedCluster {
  readonly description: ClusterDescription;
  readonly objects: ClusterObjects;
  /** Objects of the mesh that keep others from the distribution. */
  readonly guards: readonly Manifest[];
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
    const { mesh, clusterName: name, labels, ports } = description;
    return {
      description,
      objects: applyOverrides(clusterObjects(description), props.overrides, place.target),
      guards:
        mesh === undefined || accepts(acceptedRisks(props.allow), 'open-distribution')
          ? []
          : mesh.guards({ name, labels, ports, selector: clusterSelector(name) }),
    };
  });
}

function describe({ id, target: kubernetes }: Place, props: ErlangClusterProps): ClusterDescription {
  const name = checkName('service', 'name', props.name ?? id, NODES_SUFFIX.length);
  const { discovery = Discovery.dnsCluster(), distribution = Distribution.singlePort(), ipv6 = false } = props;
  const target: DiscoveryTarget = {
    clusterName: name,
    nodeBasename: checkBasename('nodeBasename', props.nodeBasename ?? name),
    serviceName: `${name}${NODES_SUFFIX}`,
    namespace: '$(POD_NAMESPACE)',
    clusterDomain: kubernetes.clusterDomain,
    selector: `${CLUSTER_LABEL}=${name}`,
    ipv6,
  };
  const { strategy, nodeHost, reads, looksUpNames = true, nodeListVariable } = discovery;
  if (nodeListVariable !== undefined) checkName('environmentVariable', 'discovery.nodeListVariable', nodeListVariable);
  const risks = acceptedRisks(props.allow);
  const mesh = props.mesh?._description;
  if (mesh?.proxiesDistribution && mesh.inboundPort !== undefined && !accepts(risks, 'open-distribution')) {
    throw behindOnePort(mesh.name, mesh.inboundPort);
  }
  return {
    ...target,
    strategy,
    nodeHost,
    reads,
    looksUpNames,
    nodeListVariable,
    cookie: cookieVariable(props.cookie),
    variables: strategyVariables(discovery, target),
    ports: distribution._ports,
    argumentLines: distribution._lines(ipv6),
    certificate: checkCertificate(distribution._certificate?._source, kubernetes),
    labels: objectLabels(name),
    mesh,
    annotations: { ...risks, ...mesh?.nodesAnnotations(distribution._ports) },
  };
}

/**
 * Variable of the cookie, or of the file that it stands in.
 *
 * Source: `mix help release`, "bin/RELEASE_NAME": env.sh is read before RELEASE_COOKIE is set.
 */
function cookieVariable(cookie: ErlangClusterProps['cookie']): EnvVar {
  if (SecretFile._isSecretFile(cookie)) return { name: COOKIE_FILE, value: cookie.path };
  return secretVariable('RELEASE_COOKIE', SecretKey._from('cookie', cookie));
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

function behindOnePort(name: string, port: number): Refusal {
  return new Refusal({
    property: 'mesh',
    value: `ServiceMesh.${name.toLowerCase()}({ proxyDistribution: true })`,
    why: `the proxies of ${name} connect to each other on port ${port} alone, so that no NetworkPolicy can tell members from others: with the cookie each meshed pod runs any code in the node`,
    allowed: 'the distribution outside of the mesh, or an accepted risk',
    fix: "remove proxyDistribution; where policies of the mesh keep others out: allow: [Waiver.openDistribution('why')]",
  });
}
