import { details, SAFE } from '../support/findings';

const pod = (spec: object, securityContext: object = SAFE, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'web', image: 'acme/web:1.2.3', securityContext, ...more }], ...spec },
});
const { allowPrivilegeEscalation: _, ...escalating } = SAFE;
const { runAsNonRoot: __, ...asAnybody } = SAFE;
const { seccompProfile: ___, ...unconfined } = SAFE;
const ofPod = (securityContext: object) => ({ securityContext });

describe('refuses in a container', () => {
  test.each<[string, unknown, object, object?]>([
    ['privileged', true, { ...SAFE, privileged: true }],
    ['allowPrivilegeEscalation', undefined, escalating],
    ['allowPrivilegeEscalation', true, { ...SAFE, allowPrivilegeEscalation: true }],
    ['runAsNonRoot', undefined, asAnybody],
    ['runAsNonRoot', false, { ...SAFE, runAsNonRoot: false }, ofPod({ runAsNonRoot: true })],
    ['runAsNonRoot', false, asAnybody, ofPod({ runAsNonRoot: false })],
    ['runAsUser', 0, { ...SAFE, runAsUser: 0 }, ofPod({ runAsUser: 1000 })],
    ['runAsUser', 0, SAFE, ofPod({ runAsUser: 0 })],
    ['capabilities.drop', undefined, { ...SAFE, capabilities: {} }],
    ['capabilities.drop', ['NET_RAW'], { ...SAFE, capabilities: { drop: ['NET_RAW'] } }],
    ['capabilities.add', ['NET_ADMIN'], { ...SAFE, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }],
    [
      'capabilities.add',
      ['NET_BIND_SERVICE', 'NET_ADMIN'],
      { ...SAFE, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'NET_ADMIN'] } },
    ],
    ['seccompProfile', undefined, unconfined],
    ['seccompProfile', { type: 'Unconfined' }, unconfined, ofPod({ seccompProfile: { type: 'Unconfined' } })],
    [
      'seccompProfile',
      { type: 'Unconfined' },
      { ...SAFE, seccompProfile: { type: 'Unconfined' } },
      ofPod({ seccompProfile: { type: 'Localhost' } }),
    ],
    ['procMount', 'Unmasked', { ...SAFE, procMount: 'Unmasked' }],
  ])('%s %j', (property, value, securityContext, spec = {}) => {
    expect(details(pod(spec, securityContext))).toEqual([[`container web, ${property}`, value, []]]);
  });

  test('a port of the host', () => {
    const ports = [{ containerPort: 4000 }, { containerPort: 4001, hostPort: 80 }];
    expect(details(pod({}, SAFE, { ports }))).toEqual([['container web, hostPort', 80, []]]);
  });

  test('an init container as well', () => {
    const initContainers = [{ name: 'setup', image: 'acme/web:1.2.3', securityContext: escalating }];
    expect(details(pod({ initContainers }))).toEqual([['container setup, allowPrivilegeEscalation', undefined, []]]);
  });
});

describe('takes in a container', () => {
  test.each<[string, object, object?, object?]>([
    ['privileged: false', { ...SAFE, privileged: false }],
    ["the pod's runAsNonRoot", asAnybody, ofPod({ runAsNonRoot: true })],
    ['its own user over root of the pod', { ...SAFE, runAsUser: 1000 }, ofPod({ runAsUser: 0 })],
    ['NET_BIND_SERVICE', { ...SAFE, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }],
    ['no added capability', { ...SAFE, capabilities: { drop: ['NET_RAW', 'ALL'], add: null } }],
    ["the pod's profile", unconfined, ofPod({ seccompProfile: { type: 'RuntimeDefault' } })],
    ['a profile of the node', { ...SAFE, seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } }],
    ['the default of procMount', { ...SAFE, procMount: 'Default' }],
    ['a port that is none of the host', SAFE, {}, { ports: [{ containerPort: 4000, hostPort: 0 }] }],
  ])('%s', (_case, securityContext, spec = {}, more = {}) => {
    expect(details(pod(spec, securityContext, more))).toEqual([]);
  });
});

test.each(['hostNetwork', 'hostPID', 'hostIPC'])('refuses %s in a pod', (key) => {
  expect(details(pod({ [key]: true }))).toEqual([[key, true, []]]);
  expect(details(pod({ [key]: false }))).toEqual([]);
});

describe('a volume', () => {
  test.each([
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'image',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ])('of %s is taken', (source) => {
    expect(details(pod({ volumes: [{ name: 'data', [source]: {} }] }))).toEqual([]);
  });

  test.each(['hostPath', 'nfs', 'iscsi', 'awsElasticBlockStore'])('of %s is refused', (source) => {
    const volumes = [
      { name: 'logs', emptyDir: {} },
      { name: 'data', [source]: { path: '/' } },
    ];
    expect(details(pod({ volumes }))).toEqual([['volume data', { [source]: { path: '/' } }, []]]);
  });
});
