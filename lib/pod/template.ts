import type { Container, ContainerPort, PodTemplateSpec, TopologySpreadConstraint } from '../kubernetes/api';
import { KUBELET_HEADERS } from './kubelet-headers';
import type { PodDescription, Spread } from './pod-description';
import { CONFINED, confine, podSecurityContext } from './security';
import type { Termination } from './termination';

/** Template of a pod, whatever workload makes it. */
export function podTemplate(pod: PodDescription): PodTemplateSpec {
  const sidecars = pod.sidecars.map(confine);
  const native = sidecars.map((sidecar) => ({ ...sidecar, restartPolicy: 'Always' }));
  const initContainers = [...(pod.nativeSidecars ? native : []), ...pod.initContainers.map(confine)];
  return {
    metadata: { labels: pod.labels, ...(Object.keys(pod.annotations).length ? { annotations: pod.annotations } : {}) },
    spec: {
      serviceAccountName: pod.serviceAccountName,
      automountServiceAccountToken: pod.token,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: pod.termination.graceSeconds,
      securityContext: podSecurityContext(pod.user),
      ...(pod.restartPolicy ? { restartPolicy: pod.restartPolicy } : {}),
      ...(pod.spread ? { topologySpreadConstraints: spread(pod.spread) } : {}),
      ...(initContainers.length ? { initContainers } : {}),
      ...pod.scheduling,
      containers: [container(pod), ...(pod.nativeSidecars ? [] : sidecars)],
      volumes: [...pod.volumes],
    },
  };
}

/** Constraints that spread pods softly over zones and nodes. */
function spread({ labels, matchLabelKeys }: Spread): TopologySpreadConstraint[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: labels },
    ...(matchLabelKeys ? { matchLabelKeys: [...matchLabelKeys] } : {}),
  }));
}

/** Hook before SIGTERM: what a drain asks for, the sleep, or both one after the other. */
function preStop({ preStopSeconds: seconds, hook }: Termination, sleepAction: boolean) {
  if (hook?.kind === 'httpGet') {
    return { httpGet: { path: hook.path, port: hook.port as string, httpHeaders: [...KUBELET_HEADERS] } };
  }
  if (hook !== undefined && seconds > 0) {
    return { exec: { command: ['sh', '-c', `"$@"; exec sleep ${seconds}`, 'preStop', ...hook.command] } };
  }
  if (hook !== undefined) return { exec: { command: [...hook.command] } };
  if (seconds === 0) return undefined;
  return sleepAction ? { sleep: { seconds } } : { exec: { command: ['sleep', String(seconds)] } };
}

function container({ container: own, termination, sleepAction }: PodDescription): Container {
  const { name, image, imagePullPolicy, command, args, resources } = own;
  const ports = own.ports.map(
    (port): ContainerPort => ({ name: port.name, containerPort: port.port, protocol: port.protocol ?? 'TCP' }),
  );
  const hook = preStop(termination, sleepAction);
  return {
    name,
    image,
    imagePullPolicy,
    ...(command ? { command: [...command] } : {}),
    ...(args ? { args: [...args] } : {}),
    env: [...own.env],
    ...(own.envFrom.length ? { envFrom: [...own.envFrom] } : {}),
    ...(ports.length ? { ports } : {}),
    ...own.probes,
    ...(hook ? { lifecycle: { preStop: hook } } : {}),
    resources: { requests: { ...resources.requests }, limits: { ...resources.limits } },
    securityContext: { ...CONFINED, readOnlyRootFilesystem: own.readOnlyRootFilesystem },
    ...(own.terminationMessagePolicy ? { terminationMessagePolicy: own.terminationMessagePolicy } : {}),
    volumeMounts: [...own.mounts],
  };
}
