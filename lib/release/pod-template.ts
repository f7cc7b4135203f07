import { isDictionary } from '../json/dictionary';
import type { Container, ContainerPort, PodTemplateSpec } from '../kubernetes/api';
import type { ReleaseDescription } from './description';

/**
 * The pods of a release, whatever workload makes them.
 *
 * Pod Security `restricted`: https://kubernetes.io/docs/concepts/security/pod-security-standards/. The user is a number,
 * because the kubelet cannot tell that the image's `USER nobody` is not root.
 */
export function podTemplate(release: ReleaseDescription): PodTemplateSpec {
  const { user } = release;
  const sidecars = release.sidecars.map(restricted);
  const native = sidecars.map((sidecar) => ({ ...sidecar, restartPolicy: 'Always' }));
  const initContainers = [...(release.nativeSidecars ? native : []), ...release.initContainers.map(restricted)];
  return {
    metadata: { labels: release.podLabels, ...annotations(release) },
    spec: {
      serviceAccountName: release.name,
      automountServiceAccountToken: release.token,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: release.termination.graceSeconds,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: release.selector },
      })),
      ...(initContainers.length ? { initContainers } : {}),
      ...release.pod,
      containers: [container(release), ...(release.nativeSidecars ? [] : sidecars)],
      volumes: [...release.volumes],
    },
  };
}

function container(release: ReleaseDescription): Container {
  const { name, image, imagePullPolicy, command, termination } = release;
  const seconds = termination.preStopSeconds;
  const wait = release.sleepAction ? { sleep: { seconds } } : { exec: { command: ['sleep', String(seconds)] } };
  const ports = containerPorts(release);
  return {
    name,
    image,
    imagePullPolicy,
    ...(command ? { command: [...command] } : {}),
    env: [...release.env],
    ...(release.envFrom.length ? { envFrom: [...release.envFrom] } : {}),
    ...(ports.length ? { ports } : {}),
    ...release.probes,
    ...(seconds > 0 ? { lifecycle: { preStop: wait } } : {}),
    resources: { requests: { ...release.resources.requests }, limits: { ...release.resources.limits } },
    securityContext: { ...CONFINED, readOnlyRootFilesystem: release.readOnlyRootFilesystem },
    volumeMounts: [...release.volumeMounts],
  };
}

function containerPorts(release: ReleaseDescription): ContainerPort[] {
  return [...release.ports, ...release.distributionPorts].map(({ name, port }) => ({
    name,
    containerPort: port,
    protocol: 'TCP',
  }));
}

const CONFINED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A container of the user's: confined where it does not say otherwise itself. */
function restricted(container: Container): Container {
  const own = isDictionary(container.securityContext) ? container.securityContext : {};
  return { ...container, securityContext: { ...CONFINED, ...own } };
}

function annotations(release: ReleaseDescription): { annotations?: { [key: string]: string } } {
  return Object.keys(release.podAnnotations).length ? { annotations: release.podAnnotations } : {};
}
