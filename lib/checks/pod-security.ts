import type { Check } from '../inventory/inventory';
import { maps } from '../inventory/maps';
import type { PodContainer, Workload } from '../inventory/workloads';
import type { PodSecurityContext, PodSpec, SecurityContext } from '../kubernetes/api';
import { waiverKey } from '../risks/waiver';
import { isWaived, type Report } from './finding';

const WAIVER = waiverKey('pod-security');

/**
 * The Pod Security Standard `restricted`, which namespaces can enforce: what breaks it never starts there.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const podSecurity: Check = ({ workloads }, report) => {
  for (const about of workloads) if (!isWaived(about, WAIVER)) inWorkload(about, report);
};

function inWorkload(about: Workload, report: Report): void {
  const { pod, containers } = about;
  const broken = brokenByPod(pod);
  for (const container of containers) {
    for (const rule of NAMES) {
      if (breaks(rule, container, pod)) broken.push(`container ${container.name}, ${rule}`);
    }
  }
  for (const property of broken) {
    report({
      about,
      property,
      value: 'as rendered',
      why: 'a namespace that enforces the Pod Security Standard `restricted` refuses the pod',
      allowed: 'what `restricted` allows',
      fix: "remove it, or accept the risk: allow: [Waiver.podSecurity('why')]",
    });
  }
}

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

/** What breaks the standard in a container, after its own securityContext and the pod's. */
const RULES: {
  readonly [rule: string]: (own: SecurityContext, pod: PodSecurityContext, container: PodContainer) => boolean;
} = {
  privileged: (own) => own.privileged === true,
  allowPrivilegeEscalation: (own) => own.allowPrivilegeEscalation !== false,
  runAsNonRoot: (own, pod) => (own.runAsNonRoot ?? pod.runAsNonRoot) !== true,
  runAsUser: (own, pod) => (own.runAsUser ?? pod.runAsUser) === 0,
  'capabilities.drop': (own) => !own.capabilities?.drop?.includes('ALL'),
  'capabilities.add': (own) => !(own.capabilities?.add ?? []).every((one) => one === 'NET_BIND_SERVICE'),
  seccompProfile: (own, pod) => !SECCOMP.includes((own.seccompProfile ?? pod.seccompProfile)?.type ?? ''),
  hostPort: (_own, _pod, { ports }) => ports.some((port) => port.hostPort),
  procMount: (own) => (own.procMount ?? 'Default') !== 'Default',
};
const NAMES = Object.keys(RULES);
const SECCOMP = ['RuntimeDefault', 'Localhost'];

function breaks(rule: string, container: PodContainer, { securityContext }: PodSpec): boolean {
  return RULES[rule](container.securityContext ?? {}, securityContext ?? {}, container);
}
