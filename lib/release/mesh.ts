import { Refusal } from '../errors/refusal';
import type { NetworkPolicyEgressRule } from '../kubernetes/api';
import { admitsDns } from '../kubernetes/egress';
import { NATIVE_SIDECARS } from '../kubernetes/feature-gates';
import type { KubernetesTarget } from '../kubernetes/target';
import type { MeshDescription } from '../mesh/mesh-description';
import type { Contribution, PodPort } from '../pod/contribution';
import type { PodParts } from '../pod/merge-contributions';
import type { Probes } from '../pod/pod-description';
import type { SharedReleaseProps } from './shared-release-props';

/**
 * Mesh of a release: that of its cluster, or its own in no cluster.
 *
 * @throws where a member of a cluster names one
 */
export function meshOf({ cluster, mesh }: SharedReleaseProps): MeshDescription | undefined {
  if (cluster === undefined) return mesh?._description;
  if (mesh !== undefined) throw clusterDecides(mesh._description);
  return cluster._description.mesh;
}

/** What a mesh needs to know of a pod. */
interface Meshed {
  readonly target: KubernetesTarget;
  /** Ports of the distribution that the pod has or dials. */
  readonly distribution: readonly PodPort[];
  /** Rules of egress of the user's; undefined where egress is not isolated. */
  readonly egress?: readonly { readonly _rule: NetworkPolicyEgressRule }[];
}

/**
 * Contribution of a mesh to a pod; none without one.
 *
 * @throws where its proxies would be plain sidecars, or could not look up the mesh's own names
 */
export function meshContributions(
  mesh: MeshDescription | undefined,
  { target, distribution, egress }: Meshed,
): Contribution[] {
  if (mesh === undefined) return [];
  if (!target.atLeast(NATIVE_SIDECARS)) throw plainSidecars(mesh, target.version);
  if (egress && !admitsDns(egress.map(({ _rule }) => _rule))) throw noDns(mesh);
  return [
    {
      by: `the ServiceMesh (${mesh.name})`,
      podLabels: mesh.podLabels,
      podAnnotations: mesh.podAnnotations(distribution),
      ...(egress ? { egress: [mesh.controlPlane] } : {}),
    },
  ];
}

/** Refuses TCP probes of ports that a proxy opens before the application does. */
export function checkMeshProbes(
  mesh: MeshDescription | undefined,
  probes: Probes,
  { ports: open, memberPorts }: Pick<PodParts, 'ports' | 'memberPorts'>,
): void {
  if (mesh === undefined || mesh.tcpProbesPass) return;
  const ports = mesh.proxiesDistribution ? [...open, ...memberPorts] : open;
  for (const [property, probe] of Object.entries(probes)) {
    const port = ports.find(({ name }) => name === probe?.tcpSocket?.port);
    if (port !== undefined) throw asksProxy(mesh, property, port);
  }
}

function clusterDecides({ name }: MeshDescription): Refusal {
  return new Refusal({
    property: 'mesh',
    value: name,
    why: 'members of a cluster reach each other past the proxies or through them, and so all in one way: the cluster says how',
    allowed: 'only in no cluster',
    fix: 'remove it, and set mesh on the ErlangCluster',
  });
}

function plainSidecars({ name }: MeshDescription, version: string): Refusal {
  return new Refusal({
    property: 'mesh',
    value: `${name} with Kubernetes ${version}`,
    why: 'as a plain sidecar the proxy is not there for init containers, may stop before the release has drained, and keeps a job from ending',
    allowed: `Kubernetes ${NATIVE_SIDECARS} or newer, which has native sidecars`,
    fix: `KubernetesTarget.set(app, { version: '${NATIVE_SIDECARS}' })`,
  });
}

function noDns({ name }: MeshDescription): Refusal {
  return new Refusal({
    property: 'egress',
    value: 'nothing for DNS',
    why: `the proxy of ${name} looks up its control plane by name, and without it no connection is let through`,
    allowed: 'a rule that lets the pods reach DNS',
    fix: 'add Egress.dns()',
  });
}

function asksProxy({ name }: MeshDescription, property: string, { name: portName, port }: PodPort): Refusal {
  return new Refusal({
    property,
    value: `TCP on ${portName} ${port}`,
    why: `the proxy of ${name} takes connections to every port, so that the probe passes before the release listens, and when it hangs`,
    allowed: 'Probe.fromHttpGet, Probe.fromGrpc, or Probe.none() where nothing answers them',
    fix: "for example startupProbe: Probe.fromHttpGet('/health')",
  });
}
