import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { has, isFilled, itemsOf } from './read-json';
import { distinct, filled, needsOne, oneOf, type Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket'];

/** Most rules of restarts, and most exit codes of one of them. */
const MOST_RULES = 20;
const MOST_CODES = 255;

/** Fields of the pod that variables and files may hold. */
const VARIABLE_PATH =
  /^(metadata\.(name|namespace|uid)|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?)|metadata\.(labels|annotations)\['.+'\])$/;
const FILE_PATH = /^metadata\.(name|namespace|uid|labels|annotations|(labels|annotations)\['.+'\])$/;

const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** Rules of containers, their probes and their variables. */
export const CONTAINER_RULES: Rules = {
  *Container(container) {
    if (!isFilled(container, 'image')) yield missing(['image'], 'an image', "for example 'acme/proxy:1'");
    for (const probe of ['livenessProbe', 'startupProbe']) {
      const threshold = valueAt(container, probe, 'successThreshold');
      if (typeof threshold !== 'number' || threshold <= 1) continue;
      yield wrong([probe, 'successThreshold'], threshold, '1', 'remove it', 'only a readiness probe may ask for more');
    }
    const grace = valueAt(container, 'readinessProbe', 'terminationGracePeriodSeconds');
    if (typeof grace === 'number') {
      const at = ['readinessProbe', 'terminationGracePeriodSeconds'];
      yield wrong(at, grace, 'no grace period on a readiness probe', 'remove it');
    }
    yield* distinct(container, 'ports', ({ name }) => name, 'name');
    yield* distinct(container, 'volumeMounts', ({ mountPath }) => mountPath, 'mountPath');
    yield* distinct(container, 'volumeDevices', ({ devicePath }) => devicePath, 'devicePath');
    yield* distinct(container, 'volumeDevices', ({ name }) => name, 'name');
    yield* distinct(container, 'resizePolicy', ({ resourceName }) => resourceName, 'resourceName');
    yield* devicesBeside(container);
    yield* propagation(container);
    yield* restarts(container);
    yield* privileges(container);
  },
  *ContainerRestartRule(rule) {
    if (!has(rule, 'exitCodes')) yield missing(['exitCodes'], 'exit codes', "{ operator: 'In', values: [42] }");
  },
  *ContainerRestartRuleOnExitCodes({ values }) {
    if (Array.isArray(values) && values.length > MOST_CODES) {
      yield wrong(['values'], values, `${MOST_CODES} values`, 'leave some out');
    }
  },
  Probe: oneOf(...HANDLERS, 'grpc'),
  LifecycleHandler: oneOf(...HANDLERS, 'sleep'),
  ExecAction: filled('command'),
  GRPCAction: function* ({ mode }) {
    if (typeof mode === 'string' && !['Plaintext', 'TLS'].includes(mode)) {
      yield wrong(['mode'], mode, '"Plaintext" or "TLS"', 'choose one of them');
    }
  },
  *HTTPGetAction(action) {
    const { protocol, scheme = 'HTTP' } = action;
    if (protocol !== 'HTTP2') return;
    if (scheme !== 'HTTP') yield wrong(['scheme'], scheme, '"HTTP" beside protocol "HTTP2"', 'change the scheme');
    if (isFilled(action, 'host')) yield wrong(['host'], action.host, 'no host beside protocol "HTTP2"', 'remove it');
  },
  *EnvVar(variable) {
    const { valueFrom } = variable;
    if (isDictionary(valueFrom)) {
      const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
      for (const fault of needsOne(valueFrom, sources)) yield { ...fault, at: ['valueFrom'] };
    }
    const field = valueAt(valueFrom, 'fieldRef', 'fieldPath');
    if (typeof field === 'string' && !VARIABLE_PATH.test(field)) {
      yield wrong(['valueFrom', 'fieldRef', 'fieldPath'], field, 'a field of the pod', 'for example "status.podIP"');
    }
  },
  EnvFromSource: oneOf('configMapRef', 'secretRef'),
  ConfigMapEnvSource: filled('name'),
  SecretEnvSource: filled('name'),
  ConfigMapKeySelector: filled('name', 'key'),
  SecretKeySelector: filled('name', 'key'),
  *DownwardAPIVolumeFile(file) {
    yield* needsOne(file, ['fieldRef', 'resourceFieldRef']);
    const field = valueAt(file, 'fieldRef', 'fieldPath');
    if (typeof field === 'string' && !FILE_PATH.test(field)) {
      yield wrong(['fieldRef', 'fieldPath'], field, 'a field of the metadata', 'for example "metadata.labels"');
    }
    const from = file.resourceFieldRef;
    if (isDictionary(from) && !isFilled(from, 'containerName')) {
      yield missing(['resourceFieldRef', 'containerName'], 'the name of a container', 'give it');
    }
  },
  *ObjectFieldSelector({ apiVersion = 'v1' }) {
    if (apiVersion !== 'v1') yield wrong(['apiVersion'], apiVersion, '"v1"', 'remove it');
  },
  *ResourceFieldSelector({ resource, divisor = '0' }) {
    if (!RESOURCE.test(String(resource))) {
      yield wrong(['resource'], resource, 'a limit or a request of the container', 'for example "limits.memory"');
    }
    const divisors = /\.cpu$/.test(String(resource)) ? ['1', '1m'] : DIVISORS;
    if (![...divisors, '0', ''].includes(String(divisor))) {
      yield wrong(['divisor'], divisor, divisors.join(', '), 'choose one of them');
    }
  },
};

/** A volume is mounted or a device, at one path. */
function* devicesBeside({ volumeMounts, volumeDevices }: Dictionary): Faults {
  const mounts = itemsOf(volumeMounts).map(([, mount]) => mount);
  for (const [index, { name, devicePath }] of itemsOf(volumeDevices)) {
    if (mounts.some((mount) => mount.name === name || mount.mountPath === devicePath)) {
      yield wrong(['volumeDevices', index], volumeDevices, 'devices that are not mounted too', 'keep one of them');
    }
  }
}

function* propagation({ volumeMounts, securityContext }: Dictionary): Faults {
  for (const [index, mount] of itemsOf(volumeMounts)) {
    const { mountPropagation, recursiveReadOnly = 'Disabled', readOnly } = mount;
    const at = ['volumeMounts', index];
    if (mountPropagation === 'Bidirectional' && valueAt(securityContext, 'privileged') !== true) {
      yield wrong([...at, 'mountPropagation'], mountPropagation, '"None" or "HostToContainer"', 'choose one of them');
    }
    if (isFilled(mount, 'subPath') && isFilled(mount, 'subPathExpr')) {
      yield wrong([...at, 'subPathExpr'], mount.subPathExpr, 'subPath or subPathExpr', 'keep one of them');
    }
    if (recursiveReadOnly === 'Disabled') continue;
    if (readOnly !== true || !['None', undefined].includes(mountPropagation as string | undefined)) {
      yield wrong([...at, 'recursiveReadOnly'], recursiveReadOnly, 'readOnly: true and no propagation', 'add readOnly');
    }
    yield* distinctOptions(mount);
  }
}

function* distinctOptions({ bindMountOptions }: Dictionary): Faults {
  if (!Array.isArray(bindMountOptions) || new Set(bindMountOptions).size === bindMountOptions.length) return;
  yield wrong(['bindMountOptions'], bindMountOptions, 'options that differ', 'leave one out');
}

function* restarts({ restartPolicy, restartPolicyRules }: Dictionary): Faults {
  if (!Array.isArray(restartPolicyRules) || restartPolicyRules.length === 0) return;
  if (restartPolicy === undefined)
    yield missing(['restartPolicy'], 'a policy beside its rules', "'Never', for example");
  if (restartPolicyRules.length > MOST_RULES) {
    yield wrong(['restartPolicyRules'], restartPolicyRules, `${MOST_RULES} rules`, 'leave some out');
  }
}

function* privileges({ securityContext }: Dictionary): Faults {
  if (!isDictionary(securityContext) || securityContext.allowPrivilegeEscalation !== false) return;
  const why = 'allowPrivilegeEscalation is false';
  if (securityContext.privileged === true) {
    yield wrong(['securityContext', 'privileged'], true, 'false', 'set allowPrivilegeEscalation too', why);
  }
  const added = valueAt(securityContext, 'capabilities', 'add');
  if (Array.isArray(added) && added.includes('CAP_SYS_ADMIN')) {
    const at = ['securityContext', 'capabilities', 'add'];
    yield wrong(at, added, 'capabilities without CAP_SYS_ADMIN', 'set allowPrivilegeEscalation too', why);
  }
}
