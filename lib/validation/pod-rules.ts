import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { RELAXED_SINCE } from '../kubernetes/feature-gates';
import { isFilled, itemsOf } from './read-json';
import { distinct, filled, type Rules } from './rule';
import { below, type Faults, missing, type Path, wrong } from './server-fault';

const CONTAINERS = ['containers', 'initContainers'] as const;

/** Limits of the resolver's configuration. Source: pkg/apis/core/validation, `MaxDNSNameservers` and the like. */
const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;
const LONGEST_HOSTNAME = 64;

/** Rules of pods as a whole. */
export const POD_RULES: Rules = {
  *PodSpec(pod, { claims = [], minor }) {
    yield* names(pod);
    for (const [list, index, container] of containersOf(pod)) {
      yield* below([list, index], mounts(container, pod, claims));
      yield* below([list, index], ports(container, pod));
      yield* below([list, index], lifecycle(container, pod));
      if (minor < RELAXED_SINCE.restartPolicies) yield* below([list, index], restartPolicy(list, container));
      if (list === 'initContainers') yield* below([list, index], initContainer(container));
      const asked = valueAt(container, 'resources', 'claims');
      yield* below([list, index, 'resources'], claimed(asked, pod));
    }
    yield* hostPorts(pod);
    yield* host(pod);
    yield* accounts(pod);
    yield* distinct(pod, 'topologySpreadConstraints', constraintKey, 'topologyKey and whenUnsatisfiable');
    if (pod.dnsPolicy === 'None' && !isFilled(asMap(pod.dnsConfig), 'nameservers')) {
      yield missing(['dnsConfig', 'nameservers'], 'nameservers beside dnsPolicy "None"', 'give at least one');
    }
    if (isFilled(pod, 'schedulingGroup') && isFilled(pod, 'evictionResponders')) {
      yield wrong(['schedulingGroup'], pod.schedulingGroup, 'schedulingGroup or evictionResponders', 'keep one');
    }
  },
  PodDNSConfigOption: filled('name'),
  *PodDNSConfig({ nameservers, searches }) {
    if (Array.isArray(nameservers) && nameservers.length > MOST_NAMESERVERS) {
      yield wrong(['nameservers'], nameservers, `${MOST_NAMESERVERS} nameservers`, 'leave some out');
    }
    const all = Array.isArray(searches) ? searches : [];
    if (all.length > MOST_SEARCHES || all.join(' ').length > MOST_SEARCH_CHARACTERS) {
      const allowed = `${MOST_SEARCHES} domains, and ${MOST_SEARCH_CHARACTERS} characters`;
      yield wrong(['searches'], searches, allowed, 'leave some out');
    }
  },
  *PodSecurityContext(context) {
    yield* distinct(context, 'sysctls', ({ name }) => name, 'name');
    if (context.windowsOptions !== undefined) yield windows(context.windowsOptions);
  },
  *SecurityContext({ windowsOptions }) {
    if (windowsOptions !== undefined) yield windows(windowsOptions);
  },
  SeccompProfile: profile,
  AppArmorProfile: profile,
  *PodResourceClaim(claim) {
    const kinds = ['resourceClaimName', 'resourceClaimTemplateName', 'source'];
    if (!kinds.some((one) => isFilled(claim, one)))
      yield missing([], kinds.slice(0, 2).join(' or '), 'give one of them');
  },
  *PodSchedulingGroup(group) {
    if (!isFilled(group, 'podGroupName')) yield missing(['podGroupName'], 'the name of a group', 'give it');
  },
  *PodTemplateSpec({ metadata, spec }) {
    for (const [key, value] of Object.entries(asMap(valueAt(metadata, 'annotations')))) {
      yield* annotation(key, value, spec);
    }
  },
};

/** Containers of a pod, each with its list and index. */
export function containersOf(pod: Dictionary): ['containers' | 'initContainers', number, Dictionary][] {
  return CONTAINERS.flatMap((list) =>
    itemsOf(pod[list]).map(([index, container]): [typeof list, number, Dictionary] => [list, index, container]),
  );
}

const asMap = (value: unknown): Dictionary => (isDictionary(value) ? value : {});

function* names(pod: Dictionary): Faults {
  for (const list of ['volumes', 'containers', 'resourceClaims', 'schedulingGates', 'evictionResponders']) {
    yield* distinct(pod, list, ({ name }) => name, 'name');
  }
  yield* distinct(pod, 'hostAliases', ({ ip }) => ip, 'ip');
  const seen = new Set<unknown>();
  for (const [list, index, { name }] of containersOf(pod)) {
    if (seen.has(name)) yield wrong([list, index, 'name'], name, 'a name that no other container has', 'rename it');
    seen.add(name);
  }
}

function* mounts(
  { volumeMounts, volumeDevices, env }: Dictionary,
  pod: Dictionary,
  claims: readonly unknown[],
): Faults {
  const ofClaims = claims.map((name): [unknown, Dictionary] => [name, { persistentVolumeClaim: { claimName: name } }]);
  const volumes = new Map([
    ...itemsOf(pod.volumes).map(([, one]): [unknown, Dictionary] => [one.name, one]),
    ...ofClaims,
  ]);
  const known = [...volumes.keys()].join(', ') || 'none: the pod has no volumes';
  for (const [list, items] of Object.entries({ volumeMounts, volumeDevices })) {
    for (const [index, { name }] of itemsOf(items)) {
      if (volumes.has(name)) continue;
      const fix = 'add the volume: property `volumes` of the release';
      yield wrong([list, index, 'name'], name, `volumes of the pod: ${known}`, fix, 'the pod has no such volume');
    }
  }
  for (const [index, { name }] of itemsOf(volumeDevices)) {
    const volume = asMap(volumes.get(name));
    if (isFilled(volume, 'persistentVolumeClaim') || volume.ephemeral !== undefined) continue;
    yield wrong(['volumeDevices', index, 'name'], name, 'a volume of a claim', 'mount it instead');
  }
  for (const [index, { valueFrom }] of itemsOf(env)) {
    const volume = valueAt(valueFrom, 'fileKeyRef', 'volumeName');
    if (volume === undefined || asMap(volumes.get(volume)).emptyDir !== undefined) continue;
    const at = ['env', index, 'valueFrom', 'fileKeyRef', 'volumeName'];
    yield wrong(at, volume, 'an emptyDir volume of the pod', 'name one');
  }
}

/** A pod on the network of its node has the node's ports. */
function* ports(container: Dictionary, { hostNetwork }: Dictionary): Faults {
  if (hostNetwork !== true) return;
  for (const [index, { containerPort, hostPort }] of itemsOf(container.ports)) {
    if (!hostPort || hostPort === containerPort) continue;
    yield wrong(['ports', index, 'hostPort'], hostPort, `${containerPort}, beside hostNetwork`, 'remove it');
  }
}

/** Ports of the node: containers share them, an init container has none twice. */
function* hostPorts(pod: Dictionary): Faults {
  const shared = new Set<string>();
  for (const [list, index, container] of containersOf(pod)) {
    const taken = list === 'initContainers' ? new Set<string>() : shared;
    for (const [at, { hostPort, hostIP = '', protocol = 'TCP' }] of itemsOf(container.ports)) {
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (hostPort && taken.has(key)) {
        yield wrong(
          [list, index, 'ports', at, 'hostPort'],
          hostPort,
          'a port of the node that is not taken',
          'change it',
        );
      }
      taken.add(key);
    }
  }
}

function* lifecycle({ lifecycle: hooks }: Dictionary, pod: Dictionary): Faults {
  const grace = typeof pod.terminationGracePeriodSeconds === 'number' ? pod.terminationGracePeriodSeconds : 30;
  for (const hook of ['postStart', 'preStop']) {
    const seconds = valueAt(hooks, hook, 'sleep', 'seconds');
    const at: Path = ['lifecycle', hook, 'sleep', 'seconds'];
    const why = 'it would sleep longer than terminationGracePeriodSeconds';
    if (typeof seconds === 'number' && seconds > grace) yield wrong(at, seconds, `up to ${grace}`, 'shorten it', why);
  }
  const signal = valueAt(hooks, 'stopSignal');
  if (typeof signal !== 'string') return;
  if (valueAt(pod, 'os', 'name') !== 'linux') {
    yield wrong(['lifecycle', 'stopSignal'], signal, 'a signal in a pod whose os.name is "linux"', 'set os.name');
  } else if (!/^SIG([A-Z]+\d?|RTM(IN\+\d+|AX-\d+))$/.test(signal)) {
    yield wrong(['lifecycle', 'stopSignal'], signal, 'a signal', 'for example "SIGTERM"');
  }
}

function* initContainer(container: Dictionary): Faults {
  if (container.restartPolicy === 'Always') return;
  for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (container[field] === undefined || container[field] === null) continue;
    const why = 'an init container ends before the others start';
    yield wrong([field], container[field], 'init containers without it', "add restartPolicy: 'Always' (1.29)", why);
  }
  for (const [index, { restartPolicy }] of itemsOf(container.resizePolicy)) {
    if (restartPolicy !== 'RestartContainer') continue;
    yield wrong(['resizePolicy', index, 'restartPolicy'], restartPolicy, '"NotRequired"', 'change it');
  }
}

/** Before containers had policies of their own, init containers that keep running had one. */
function* restartPolicy(list: string, { restartPolicy: policy }: Dictionary): Faults {
  if (policy === undefined || policy === null || (list === 'initContainers' && policy === 'Always')) return;
  const why = `other policies are of Kubernetes 1.${RELAXED_SINCE.restartPolicies}`;
  yield wrong(['restartPolicy'], policy, '"Always", on an init container', 'remove it', why);
}

function* claimed(claims: unknown, pod: Dictionary): Faults {
  const known = itemsOf(pod.resourceClaims).map(([, { name }]) => name);
  for (const [index, { name }] of itemsOf(claims)) {
    if (!known.includes(name))
      yield wrong(['claims', index], name, 'names of resourceClaims of the pod', 'add it there');
  }
}

function* host(pod: Dictionary): Faults {
  const { hostUsers, hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostnameOverride } = pod;
  if (hostPID === true && shareProcessNamespace === true) {
    yield wrong(['shareProcessNamespace'], true, 'hostPID or shareProcessNamespace', 'keep one of them');
  }
  for (const [field, value] of Object.entries({ hostNetwork, hostPID, hostIPC })) {
    if (hostUsers === false && value === true) yield wrong([field], true, 'false beside hostUsers: false', 'remove it');
  }
  for (const [list, index, { securityContext }] of containersOf(pod)) {
    if (valueAt(securityContext, 'procMount') !== 'Unmasked' || hostUsers === false) continue;
    yield wrong([list, index, 'securityContext', 'procMount'], 'Unmasked', '"Default"', 'set hostUsers: false', '');
  }
  if (typeof hostnameOverride === 'string') {
    const clash = hostNetwork === true || pod.setHostnameAsFQDN === true;
    if (clash || hostnameOverride.length > LONGEST_HOSTNAME) {
      const allowed = `${LONGEST_HOSTNAME} characters, without hostNetwork and setHostnameAsFQDN`;
      yield wrong(['hostnameOverride'], hostnameOverride, allowed, 'remove it');
    }
  }
  const sysctls = valueAt(pod.securityContext, 'sysctls');
  for (const [index, { name }] of itemsOf(sysctls)) {
    const net = hostNetwork === true && /^net[./]/.test(String(name));
    const ipc = hostIPC === true && /^(kernel[./](shm|msg|sem)|fs[./]mqueue[./])/.test(String(name));
    if (!net && !ipc) continue;
    yield wrong(['securityContext', 'sysctls', index, 'name'], name, "parameters that are not the node's", 'remove it');
  }
}

/** The old name of the field says the same as the new one. */
function* accounts({ serviceAccount, serviceAccountName = '' }: Dictionary): Faults {
  if (serviceAccount === undefined || serviceAccount === null || serviceAccount === serviceAccountName) return;
  yield wrong(['serviceAccount'], serviceAccount, 'the same as serviceAccountName', 'remove it');
}

function constraintKey({ topologyKey, whenUnsatisfiable }: Dictionary): string {
  return JSON.stringify([topologyKey, whenUnsatisfiable]);
}

function* profile({ type, localhostProfile }: Dictionary): Faults {
  const isGiven = typeof localhostProfile === 'string' && localhostProfile.trim() !== '';
  if (type === 'Localhost' && !isGiven) yield missing(['localhostProfile'], 'a profile beside "Localhost"', 'give it');
  if (
    type === 'Localhost' &&
    isGiven &&
    (localhostProfile !== localhostProfile.trim() || /^\/|(^|\/)\.\.(\/|$)/.test(localhostProfile))
  ) {
    yield wrong(['localhostProfile'], localhostProfile, 'a relative path without `..`', 'change it');
  }
}

function windows(value: unknown): ReturnType<typeof wrong> {
  return wrong(['windowsOptions'], value, 'options of Linux', 'remove it', "the library's pods run on Linux");
}

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = /^(container\.)?seccomp\.security\.alpha\.kubernetes\.io\//;

/** Annotations that the API server reads. */
function* annotation(key: string, value: unknown, spec: unknown): Faults {
  const at = ['metadata', 'annotations', key];
  if (SECCOMP.test(key) || key.startsWith(APP_ARMOR) || key === 'scheduler.alpha.kubernetes.io/tolerations') {
    yield wrong(at, value, 'the field of the pod that took its place', 'use securityContext or tolerations');
  }
  if (key === 'kubernetes.io/config.mirror' && valueAt(spec, 'nodeName') === undefined) {
    yield wrong(at, value, 'the annotation of a mirror pod, which has a nodeName', 'remove it');
  }
  if (key === 'controller.kubernetes.io/pod-deletion-cost' && !/^(0|-?[1-9]\d{0,9})$/.test(String(value))) {
    yield wrong(at, value, 'a whole number of 32 bits, as text', "for example '100'");
  }
}
