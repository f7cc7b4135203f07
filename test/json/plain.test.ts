import { App, Chart, Lazy } from 'cdk8s';
import { Container, Cpu, EmptyDirMedium, EnvValue, k8s, Secret, Volume } from 'cdk8s-plus-27';
import {
  toJson_Container,
  toJson_NetworkPolicySpec,
  toJson_ServiceSpec,
  toJson_Volume,
} from 'cdk8s-plus-27/lib/imports/k8s';
import { plain as plainOf } from '../../lib/json/plain';
import { KUBERNETES } from '../../lib/kubernetes/api-facts';
import fc from '../support/random';
import { errorOf } from '../support/subjects';

const plain = (value: unknown, type?: string) => plainOf(value, 'value', KUBERNETES, type);

/** JSON without what cdk8s cannot render. */
const object = fc
  .dictionary(fc.stringMatching(/^[a-z]{1,2}$/), fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true })
  .filter((value) => !/__proto__|constructor/.test(JSON.stringify(value)));

test('plain JSON is left as it is', () => {
  fc.assert(fc.property(object, (value) => expect(plain(value)).toEqual(value)));
});

test('IntOrString, Quantity and dates become what the API takes, at any depth', () => {
  expect(
    plain({
      port: k8s.IntOrString.fromNumber(4000),
      name: k8s.IntOrString.fromString('http'),
      list: [{ memory: k8s.Quantity.fromString('1Gi') }, k8s.Quantity.fromNumber(2)],
      at: new Date(0),
      none: undefined,
    }),
  ).toEqual({
    port: 4000,
    name: 'http',
    list: [{ memory: '1Gi' }, 2],
    at: '1970-01-01T00:00:00.000Z',
  });
});

test('a member called value is no IntOrString', () => {
  expect(plain({ env: [{ name: 'A', value: 'b' }] })).toEqual({ env: [{ name: 'A', value: 'b' }] });
});

const quantity = fc.oneof(fc.integer().map(k8s.Quantity.fromNumber), fc.constant(k8s.Quantity.fromString('1Gi')));
const port = fc.oneof(fc.integer().map(k8s.IntOrString.fromNumber), fc.string().map(k8s.IntOrString.fromString));
const text = fc.string();
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model as any, { requiredKeys: [] }) as fc.Arbitrary<T>;
const fieldRef = fc.record({ fieldPath: text });
const resourceFieldRef = some({ resource: text, divisor: quantity, containerName: text });
const files = fc.array(some({ path: text, fieldRef, resourceFieldRef, mode: fc.integer() }), { maxLength: 2 });
const downwardApi = some({ items: files, defaultMode: fc.integer() });
const items = fc.array(fc.record({ key: text, path: text }), { maxLength: 2 });
const source = some({
  downwardApi: some({ items: files }),
  configMap: some({ name: text, items, optional: fc.boolean() }),
  serviceAccountToken: some({ path: text, expirationSeconds: fc.integer(), audience: text }),
});
const volume = some({
  name: text,
  emptyDir: some({ sizeLimit: quantity, medium: text }),
  downwardApi,
  projected: some({ sources: fc.array(source, { maxLength: 3 }) }),
  scaleIo: some({ gateway: text, sslEnabled: fc.boolean() }),
  awsElasticBlockStore: some({ volumeId: text, readOnly: fc.boolean() }),
  azureDisk: some({ diskUri: text }),
  vsphereVolume: some({ storagePolicyId: text, volumePath: text }),
  photonPersistentDisk: some({ pdId: text }),
  fc: some({ targetWwNs: fc.array(text, { maxLength: 2 }) }),
  csi: some({ driver: text, volumeAttributes: fc.dictionary(fc.constantFrom('clusterIp', 'hostIp', 'a'), text) }),
});
const action = { httpGet: some({ path: text, port, host: text }), tcpSocket: some({ port, host: text }) };
const probe = some({ ...action, grpc: some({ port: fc.integer() }) });
const container = some({
  name: text,
  args: fc.array(text, { maxLength: 2 }),
  env: fc.array(some({ name: text, value: text, valueFrom: some({ fieldRef, resourceFieldRef }) }), { maxLength: 2 }),
  ports: fc.array(some({ containerPort: fc.integer(), hostIp: text, hostPort: fc.integer() }), { maxLength: 2 }),
  livenessProbe: probe,
  lifecycle: some({ preStop: some(action) }),
  resources: some({ limits: fc.dictionary(fc.constantFrom('cpu', 'memory', 'hostIp'), quantity) }),
  securityContext: some({ runAsUser: fc.integer(), seLinuxOptions: some({ level: text }) }),
});

test('volumes and containers of cdk8s-plus-27 come out as it renders them', () => {
  fc.assert(fc.property(volume, (value) => expect(plain(value, 'Volume')).toEqual(toJson_Volume(value as any))));
  fc.assert(
    fc.property(container, (value) => expect(plain(value, 'Container')).toEqual(toJson_Container(value as any))),
  );
});

test('Services and policies of cdk8s-plus-27 too', () => {
  const service: k8s.ServiceSpec = {
    clusterIp: 'None',
    clusterIPs: ['None'],
    externalIPs: ['10.0.0.1'],
    loadBalancerIp: '10.0.0.2',
    sessionAffinityConfig: { clientIp: { timeoutSeconds: 5 } },
    ports: [{ port: 80, targetPort: k8s.IntOrString.fromString('http') }],
    selector: { clusterIp: 'a' },
  };
  expect(plain(service, 'ServiceSpec')).toEqual(toJson_ServiceSpec(service));
  const policy: k8s.NetworkPolicySpec = {
    podSelector: {},
    ingress: [{ ports: [{ port: k8s.IntOrString.fromNumber(1) }] }],
  };
  expect(plain(policy, 'NetworkPolicySpec')).toEqual(toJson_NetworkPolicySpec(policy));
});

test('maps keep the keys that they have', () => {
  const labels = { hostIp: 'a', downwardApi: 'b', clusterIp: 'c' };
  expect(plain({ metadata: { labels, annotations: labels }, data: labels }, 'ConfigMap')).toEqual({
    metadata: { labels, annotations: labels },
    data: labels,
  });
});

test('both spellings of a field are refused', () => {
  const both = { ports: [{ containerPort: 1, hostIp: 'a', hostIP: 'b' }] };
  expect(errorOf(() => plain(both, 'Container')).message).toMatch(/`value\.ports\[0\]\.hostIp` is "beside hostIP"/);
});

const chart = () => new Chart(new App(), 'chart');
const emptyDir = () => Volume.fromEmptyDir(chart(), 'cache', 'cache', { medium: EmptyDirMedium.MEMORY });
class Own {
  public readonly name = 'a';
}

test.each<[string, () => unknown, string, RegExp]>([
  [
    'a Volume',
    () => [emptyDir()],
    'Volume',
    /`value\[0\]` is "Volume of cdk8s-plus-27".* is a construct.*write \{ name: 'cache', emptyDir: \{\} \}/s,
  ],
  [
    'a Volume deep inside',
    () => ({ spec: { volumes: [emptyDir()] } }),
    'PodTemplateSpec',
    /`value\.spec\.volumes\[0\]`.*emptyDir/s,
  ],
  [
    'a Container',
    () => new Container({ image: 'a:1' }),
    'Container',
    /`value` is "Container of cdk8s-plus-27".*acme\/proxy/s,
  ],
  [
    'an ISecret',
    () => ({ secretRef: Secret.fromSecretName(chart(), 'a', 'b') }),
    'EnvFromSource',
    /`value\.secretRef`.*write \{ name: 'settings' \}/s,
  ],
  ['a chart', () => ({ a: chart() }), '', /`value\.a` is "Chart of cdk8s"/],
  ['an EnvValue', () => [EnvValue.fromValue('a')], 'EnvVar', /`value\[0\]` is "EnvValue of cdk8s-plus-27".*LOG_LEVEL/s],
  [
    'a Cpu',
    () => ({ limits: { cpu: Cpu.millis(5) } }),
    'ResourceRequirements',
    /`value\.limits\.cpu` is "Cpu of cdk8s-plus-27"/,
  ],
  ['an object of a class of the user’s', () => [new Own()], 'Volume', /`value\[0\]` is "Own"/],
  ['a function', () => ({ a: () => 1 }), '', /`value\.a` is "function"/],
  [
    'what is too deep',
    () => Array.from({ length: 200 }).reduce((inner) => ({ a: inner }), {}),
    '',
    /deeper than 100 levels/,
  ],
  [
    '__proto__',
    () => JSON.parse('{"metadata":{"labels":{"__proto__":"a"}}}'),
    'Service',
    /`value\.metadata\.labels\.__proto__` is "a member called __proto__"/,
  ],
  [
    'constructor',
    () => ({ data: { constructor: 'a' } }),
    'ConfigMap',
    /`value\.data\.constructor`.*choose another key/s,
  ],
])('%s is refused by name', (_, make, type, message) => {
  expect(errorOf(() => plain(make(), type)).message).toMatch(message);
});

test('what holds itself is refused', () => {
  const cycle: any = { spec: { list: [] } };
  cycle.spec.list.push(cycle.spec);
  expect(errorOf(() => plain(cycle)).message).toMatch(/`value\.spec\.list\[0\]` is "the same object as value\.spec"/);
  const shared = { a: 1 };
  expect(plain({ one: shared, two: shared })).toEqual({ one: shared, two: shared });
});

test('Lazy values and other tokens stay', () => {
  const [lazy, token] = [Lazy.any({ produce: () => 1 }), { resolve: () => 2 }];
  expect(plain({ lazy, token })).toEqual({ lazy, token });
});
