import type { PodSpec } from '../kubernetes/api';
import { waiverKey } from '../waiver/waiver';
import type { Check } from './inventory';
import { maps } from './maps';
import type { PodContainer } from './pods';

/**
 * The Pod Security Standard `restricted`, which namespaces can enforce: what breaks it never starts there.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const podSecurity: Check = ({ workloads }) =>
  workloads
    .filter((one) => !one.manifest.metadata.annotations?.[waiverKey('pod-security')])
    .flatMap((about) => {
      const { pod, containers } = about;
      const broken = [...brokenByPod(pod), ...containers.flatMap((one) => brokenByContainer(one, pod))];
      return broken.map((property) => ({
        about,
        property,
        value: 'as rendered',
        why: 'a namespace that enforces the Pod Security Standard `restricted` refuses the pod',
        allowed: 'what `restricted` allows',
        fix: "remove it, or accept the risk: allow: [Waiver.podSecurity('why')]",
      }));
    });

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

function brokenByPod(pod: PodSpec): string[] {
  const volumes = maps(pod.volumes)
    .filter((volume) => Object.keys(volume).some((key) => key !== 'name' && !VOLUMES.includes(key)))
    .map((volume) => `volume ${volume.name}`);
  const host = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((key) => pod[key]);
  return [...host, ...volumes];
}

function brokenByContainer(container: PodContainer, pod: PodSpec): string[] {
  const own = container.securityContext ?? {};
  const shared = pod.securityContext ?? {};
  const seccomp = (own.seccompProfile ?? shared.seccompProfile)?.type ?? '';
  const rules: [boolean, string][] = [
    [own.privileged === true, 'privileged'],
    [own.allowPrivilegeEscalation !== false, 'allowPrivilegeEscalation'],
    [(own.runAsNonRoot ?? shared.runAsNonRoot) !== true, 'runAsNonRoot'],
    [(own.runAsUser ?? shared.runAsUser) === 0, 'runAsUser'],
    [!own.capabilities?.drop?.includes('ALL'), 'capabilities.drop'],
    [!(own.capabilities?.add ?? []).every((one) => one === 'NET_BIND_SERVICE'), 'capabilities.add'],
    [!['RuntimeDefault', 'Localhost'].includes(seccomp), 'seccompProfile'],
    [container.ports.some((port) => port.hostPort), 'hostPort'],
    [(own.procMount ?? 'Default') !== 'Default', 'procMount'],
  ];
  return rules.filter(([broken]) => broken).map(([, rule]) => `container ${container.name}, ${rule}`);
}
