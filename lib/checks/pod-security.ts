import type { PodContainer } from '../inventory/container';
import type { Workload } from '../inventory/workload';
import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asText, asTexts } from '../json/read';
import { waiverKey } from '../risks/accepted-risks';
import type { Report, Rule } from './rule';

/**
 * Breach of the Pod Security Standard `restricted`, which namespaces can enforce: what breaks it never starts there.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const podSecurity: Rule = {
  id: 'kubernetes/pod-security',
  severity: 'error',
  risk: 'pod-security',
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      inPod(about, report);
      for (const container of about.containers) inContainer(about, container, report);
    }
  },
};

/** Volumes that the standard allows. */
const VOLUMES: ReadonlySet<string> = new Set([
  'name',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** Namespaces of the host. */
const HOST = ['hostNetwork', 'hostPID', 'hostIPC'];

function inPod(about: Workload, report: Report): void {
  const { pod } = about;
  for (const key of HOST) if (pod[key]) report(broken(about, key, pod[key]));
  for (const volume of asObjects(pod.volumes)) {
    const other = Object.keys(volume).find((key) => !VOLUMES.has(key));
    if (other !== undefined) report(broken(about, `volume ${asText(volume.name)}`, { [other]: volume[other] }));
  }
}

/** Value that breaks the standard in a container, after its own securityContext and the pod's; undefined for none. */
type Breach = (own: Dictionary, pod: Dictionary, container: PodContainer) => { readonly value: unknown } | undefined;

const breach = (breaks: boolean, value: unknown) => (breaks ? { value } : undefined);

const BREACHES: { readonly [property: string]: Breach } = {
  privileged: ({ privileged }) => breach(privileged === true, privileged),
  allowPrivilegeEscalation: ({ allowPrivilegeEscalation: value }) => breach(value !== false, value),
  runAsNonRoot: (own, pod) => {
    const value = own.runAsNonRoot ?? pod.runAsNonRoot;
    return breach(value !== true, value);
  },
  runAsUser: (own, pod) => {
    const value = own.runAsUser ?? pod.runAsUser;
    return breach(value === 0, value);
  },
  'capabilities.drop': ({ capabilities }) => {
    const { drop } = asObject(capabilities);
    return breach(!asTexts(drop).includes('ALL'), drop);
  },
  'capabilities.add': ({ capabilities }) => {
    const { add } = asObject(capabilities);
    return breach(add !== undefined && add !== null && !isBindService(add), add);
  },
  seccompProfile: (own, pod) => {
    const value = own.seccompProfile ?? pod.seccompProfile;
    return breach(!SECCOMP.includes(asText(asObject(value).type) ?? ''), value);
  },
  hostPort: (_own, _pod, { ports }) => {
    const port = ports.find(({ hostPort }) => hostPort);
    return breach(port !== undefined, port?.hostPort);
  },
  procMount: ({ procMount }) => breach((procMount ?? 'Default') !== 'Default', procMount),
};

const PROPERTIES = Object.keys(BREACHES);
const SECCOMP = ['RuntimeDefault', 'Localhost'];

function isBindService(add: unknown): boolean {
  return Array.isArray(add) && add.every((one) => one === 'NET_BIND_SERVICE');
}

function inContainer(about: Workload, container: PodContainer, report: Report): void {
  const pod = asObject(about.pod.securityContext);
  const own = container.securityContext;
  for (const property of PROPERTIES) {
    const found = BREACHES[property](own, pod, container);
    if (found) report(broken(about, `container ${container.name}, ${property}`, found.value));
  }
}

function broken(about: Workload, property: string, value: unknown) {
  return {
    about,
    property,
    value,
    why: 'a namespace that enforces the Pod Security Standard `restricted` refuses the pod',
    allowed: 'what `restricted` allows',
    fix: {
      construct: "remove it, or accept the risk: allow: [Waiver.podSecurity('why')]",
      yaml: `remove it, or say why it stays in the annotation ${waiverKey('pod-security')}`,
    },
  };
}
