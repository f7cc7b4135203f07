import type {
  Deployment,
  NetworkPolicy,
  NetworkPolicyIngressRule,
  ObjectMeta,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
  StatefulSet,
} from '../kubernetes/api';
import type { ReleaseDescription } from './description';
import { podTemplate } from './pod-template';

/** Old ReplicaSets that are kept for `kubectl rollout undo`. */
const REVISIONS = 5;

/** The workload: a StatefulSet where pods have storage or names of their own, else a Deployment. */
export function workload(release: ReleaseDescription): Deployment | StatefulSet {
  return release.statefulSet ? statefulSet(release, release.statefulSet) : deployment(release);
}

/** One pod more while rolling and none less: capacity is held, and readiness decides how fast it goes. */
function deployment(release: ReleaseDescription): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(release, release.name, true),
    spec: {
      replicas: release.replicas,
      revisionHistoryLimit: REVISIONS,
      selector: { matchLabels: release.selector },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: podTemplate(release),
    },
  };
}

/**
 * All pods start at once: with ordered starts a cluster that is down as a whole does not come back where readiness waits
 * for other nodes.
 */
function statefulSet(release: ReleaseDescription, own: NonNullable<ReleaseDescription['statefulSet']>): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata(release, release.name, true),
    spec: {
      replicas: release.replicas,
      revisionHistoryLimit: REVISIONS,
      selector: { matchLabels: release.selector },
      serviceName: own.serviceName,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      template: podTemplate(release),
      ...(own.claims.length ? { volumeClaimTemplates: [...own.claims] } : {}),
    },
  };
}

/** The identity of the pods. Its token is mounted by the pods that need it, never by default. */
export function serviceAccount(release: ReleaseDescription): ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(release, release.name),
    automountServiceAccountToken: false,
  };
}

/**
 * One pod at a time may be evicted; a pod that is not ready may always be, or a broken release would hold up the drain of
 * a node for ever. With one replica there is none: it would block every drain.
 */
export function podDisruptionBudget(release: ReleaseDescription): PodDisruptionBudget | undefined {
  if (release.replicas < 2) return undefined;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(release, release.name),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: release.selector },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  };
}

/** Isolates ingress: the distribution from members only, every other declared port as declared, nothing else. */
export function networkPolicy(release: ReleaseDescription): NetworkPolicy {
  const { members, distributionPorts, egress } = release;
  const distribution = distributionPorts.map(({ port }) => ({ port, protocol: 'TCP' }));
  const sidecarPorts = release.sidecars.flatMap((sidecar) => sidecar.ports ?? []);
  const ingress: NetworkPolicyIngressRule[] = [
    ...release.ports.map(({ port, from }) => ({
      ...(from ? { from: from.map((peer) => peer._peer) } : {}),
      ports: [{ port, protocol: 'TCP' }],
    })),
    ...sidecarPorts.map(({ containerPort, protocol }) => ({
      ports: [{ port: containerPort, protocol: protocol ?? 'TCP' }],
    })),
    ...(members ? [{ from: [{ podSelector: { matchLabels: members } }], ports: distribution }] : []),
  ];
  const toMembers = members ? [{ to: [{ podSelector: { matchLabels: members } }], ports: distribution }] : [];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(release, release.name),
    spec: {
      podSelector: { matchLabels: release.selector },
      policyTypes: egress ? ['Ingress', 'Egress'] : ['Ingress'],
      ingress,
      ...(egress ? { egress: [...toMembers, ...egress] } : {}),
    },
  };
}

/** The headless Service of a StatefulSet in no cluster: its pods' names, before they are ready too. */
export function ownHeadlessService(release: ReleaseDescription): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(release, `${release.name}-nodes`),
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: release.selector,
      ...(release.ports.length
        ? { ports: release.ports.map(({ name, port }) => ({ name, port, targetPort: name, protocol: 'TCP' })) }
        : {}),
    },
  };
}

function metadata(release: ReleaseDescription, name: string, annotated = false): ObjectMeta {
  const annotations = annotated && Object.keys(release.annotations).length ? { annotations: release.annotations } : {};
  return { name, labels: release.labels, ...annotations };
}
