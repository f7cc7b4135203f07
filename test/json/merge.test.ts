import { merge as mergeWith } from '../../lib/json/merge';
import { checkShape } from '../../lib/json/shape';
import { KUBERNETES } from '../../lib/kubernetes/api-facts';
import fc from '../support/random';

const merge = (base: unknown, override: unknown, type?: string) => mergeWith(base, override, KUBERNETES, type);

/** JSON without null, which means "remove" in an override. */
const json = fc
  .jsonValue({ maxDepth: 4 })
  .filter((value) => !JSON.stringify(value).includes('__proto__')) // no field of the API
  .map((value) => JSON.parse(JSON.stringify(value, (_, member) => (member === null ? 'null' : member))));
const object = fc.dictionary(fc.stringMatching(/^[a-z]{1,2}$/), json, { noNullPrototype: true });

test('an empty override changes nothing', () => {
  fc.assert(fc.property(object, (base) => expect(merge(base, {})).toEqual(base)));
});

test('every member of the override arrives, and every member that it does not name stays', () => {
  fc.assert(
    fc.property(object, object, (base, override) => {
      const result = merge(base, override) as any;
      for (const key of Object.keys(base)) if (!(key in override)) expect(result[key]).toEqual(base[key]);
      for (const [path, leaf] of leaves(override)) expect(path.reduce((at, key) => at[key], result)).toEqual(leaf);
      expect(merge(result, override)).toEqual(result);
    }),
  );
});

test('any path can be set, and nothing beside it changes', () => {
  const path = fc.array(fc.stringMatching(/^[a-z]{1,2}$/), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(object, path, fc.oneof(fc.string(), fc.integer(), fc.boolean()), (base, keys, value) => {
      const override = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
      const result = merge(base, override) as any;
      expect(keys.reduce((at, key) => at[key], result)).toBe(value);
      expect({ ...result, [keys[0]]: 0 }).toEqual({ ...base, [keys[0]]: 0 });
    }),
  );
});

test('null removes a member, and only that', () => {
  fc.assert(
    fc.property(object, fc.stringMatching(/^[a-z]{1,2}$/), (base, key) => {
      const { [key]: _, ...rest } = base;
      expect(merge(base, { [key]: null })).toEqual(rest);
    }),
  );
});

test('neither argument is changed', () => {
  fc.assert(
    fc.property(object, object, (base, override) => {
      const before = JSON.stringify([base, override]);
      merge(base, override);
      expect(JSON.stringify([base, override])).toBe(before);
    }),
  );
});

test.each([
  ['PodSpec', 'containers', { name: 'a', image: 'x' }, { name: 'a', tty: true }, { name: 'b', image: 'y' }],
  ['Container', 'env', { name: 'A', value: '1' }, { name: 'A', value: '2' }, { name: 'B', value: '3' }],
  [
    'Container',
    'volumeMounts',
    { mountPath: '/a', name: 'x' },
    { mountPath: '/a', subPath: 's' },
    { mountPath: '/b', name: 'y' },
  ],
  ['ServiceSpec', 'ports', { name: 'http', port: 80 }, { name: 'http', nodePort: 30000 }, { name: 'admin', port: 81 }],
])('items of %s.%s are merged by their key, and new ones are appended', (type, list, item, change, added) => {
  const other = { ...item, ...Object.fromEntries([Object.entries(item)[0]].map(([key, value]) => [key, `${value}x`])) };
  expect(merge({ [list]: [item, other] }, { [list]: [added, change] }, type)).toEqual({
    [list]: [{ ...item, ...change }, other, added],
  });
});

test('claim templates are merged by the name in their metadata', () => {
  const claim = (name: string, spec: object) => ({ metadata: { name }, spec });
  expect(
    merge(
      { volumeClaimTemplates: [claim('a', { x: 1 }), claim('b', { x: 1 })] },
      { volumeClaimTemplates: [claim('b', { y: 2 })] },
      'StatefulSetSpec',
    ),
  ).toEqual({ volumeClaimTemplates: [claim('a', { x: 1 }), claim('b', { x: 1, y: 2 })] });
});

test('an item goes with $patch: delete', () => {
  const base = { env: [{ name: 'A' }, { name: 'B' }] };
  expect(merge(base, { env: [{ name: 'A', $patch: 'delete' }] }, 'Container')).toEqual({ env: [{ name: 'B' }] });
  expect(merge(base, { env: [{ name: 'C', $patch: 'delete' }] }, 'Container')).toEqual(base);
});

test('a list without a key is replaced whole', () => {
  expect(merge({ args: ['a', 'b'] }, { args: ['c'] }, 'Container')).toEqual({ args: ['c'] });
  expect(merge({ ports: [{ port: 1 }] }, { ports: [{ port: 2 }] }, 'ServiceSpec')).toEqual({ ports: [{ port: 2 }] });
});

test('what is merged need not be new: null in a new object is no member either', () => {
  expect(merge({}, { a: { b: null, c: 1 } })).toEqual({ a: { c: 1 } });
  expect(merge({ env: [] }, { env: [{ name: 'A', value: null }] }, 'Container')).toEqual({ env: [{ name: 'A' }] });
});

const container = (value: object, override: object) =>
  merge({ env: [{ name: 'A', ...value }] }, { env: [{ name: 'A', ...override }] }, 'Container');

test('a member of a union takes the place of the other', () => {
  const cases: [string, object, object, object][] = [
    ['LifecycleHandler', { exec: { command: ['a'] } }, { sleep: { seconds: 5 } }, { sleep: { seconds: 5 } }],
    ['Probe', { exec: {}, periodSeconds: 5 }, { tcpSocket: { port: 1 } }, { tcpSocket: { port: 1 }, periodSeconds: 5 }],
    ['Volume', { name: 'a', emptyDir: {} }, { newer: {} }, { name: 'a', newer: {} }],
    ['PodDisruptionBudgetSpec', { maxUnavailable: 1 }, { minAvailable: 1 }, { minAvailable: 1 }],
    ['IngressBackend', { service: {} }, { resource: { kind: 'A' } }, { resource: { kind: 'A' } }],
    ['NetworkPolicyPeer', { podSelector: {}, namespaceSelector: {} }, { ipBlock: {} }, { ipBlock: {} }],
    ['NetworkPolicyPeer', { podSelector: {} }, { namespaceSelector: {} }, { podSelector: {}, namespaceSelector: {} }],
    ['DeploymentStrategy', { type: 'RollingUpdate', rollingUpdate: {} }, { type: 'Recreate' }, { type: 'Recreate' }],
    [
      'StatefulSetUpdateStrategy',
      { type: 'OnDelete' },
      { rollingUpdate: { partition: 1 } },
      { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    ],
    [
      'SeccompProfile',
      { type: 'Localhost', localhostProfile: 'a' },
      { type: 'RuntimeDefault' },
      { type: 'RuntimeDefault' },
    ],
    ['Nothing', { exec: {} }, { sleep: {} }, { exec: {}, sleep: {} }],
  ];
  for (const [type, base, override, expected] of cases) expect(merge(base, override, type)).toEqual(expected);
  expect(container({ value: 'a' }, { valueFrom: { fieldRef: {} } })).toEqual({
    env: [{ name: 'A', valueFrom: { fieldRef: {} } }],
  });
  expect(container({ valueFrom: { fieldRef: {} } }, { valueFrom: { secretKeyRef: {} } })).toEqual({
    env: [{ name: 'A', valueFrom: { secretKeyRef: {} } }],
  });
});

test('a union never has two members, and nothing is lost that the override does not name', () => {
  const members = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
  const times = fc.record({ periodSeconds: fc.integer(), timeoutSeconds: fc.integer() }, { requiredKeys: [] });
  const action = fc.option(fc.tuple(fc.constantFrom(...members), object), { nil: undefined });
  const probe = fc.tuple(times, action).map(([time, one]): any => ({ ...time, ...(one ? { [one[0]]: one[1] } : {}) }));
  fc.assert(
    fc.property(probe, probe, (base, override) => {
      const result = merge({ livenessProbe: base }, { livenessProbe: override }, 'Container') as any;
      const had = members.filter((key) => key in result.livenessProbe);
      const wanted = members.find((key) => key in override) ?? members.find((key) => key in base);
      expect(had).toEqual(wanted ? [wanted] : []);
      const { exec, grpc, httpGet, tcpSocket, ...rest } = { ...base, ...override };
      expect(result.livenessProbe).toMatchObject(rest);
      expect(merge(result, { livenessProbe: override }, 'Container')).toEqual(result);
    }),
  );
});

test('rules of a NetworkPolicy add up, and an identical one is not doubled', () => {
  const members = { from: [{ podSelector: { matchLabels: { a: 'b', c: 'd' } } }], ports: [{ port: 4370 }] };
  const same = { ports: [{ port: 4370 }], from: [{ podSelector: { matchLabels: { c: 'd', a: 'b' } } }] };
  const other = { ports: [{ port: 80 }] };
  const policy = (ingress: object[]) => merge({ ingress: [members] }, { ingress }, 'NetworkPolicySpec');
  expect(policy([same, other])).toEqual({ ingress: [members, other] });
  expect(policy([{ $patch: 'replace' }, other])).toEqual({ ingress: [other] });
});

test('a list or an object that says so replaces the other', () => {
  expect(merge({ env: [{ name: 'A' }] }, { env: [{ $patch: 'replace' }, { name: 'B' }] }, 'Container')).toEqual({
    env: [{ name: 'B' }],
  });
  expect(merge({ env: [{ name: 'A' }] }, { env: [{ $patch: 'replace' }] }, 'Container')).toEqual({ env: [] });
  expect(merge({ a: { b: 1 } }, { a: { $patch: 'replace', c: 2 } })).toEqual({ a: { c: 2 } });
});

test('sources of variables are told apart by what they refer to', () => {
  const [map, secret] = [{ configMapRef: { name: 'a' } }, { secretRef: { name: 'a' } }];
  const from = (envFrom: object[]) => merge({ envFrom: [map] }, { envFrom }, 'Container');
  expect(from([secret])).toEqual({ envFrom: [map, secret] });
  expect(from([{ ...map, prefix: 'P_' }])).toEqual({ envFrom: [map, { ...map, prefix: 'P_' }] });
  expect(from([{ configMapRef: { name: 'a', optional: true } }])).toEqual({
    envFrom: [{ configMapRef: { name: 'a', optional: true } }],
  });
  expect(from([{ ...map, $patch: 'delete' }])).toEqual({ envFrom: [] });
});

test('constraints are told apart by topologyKey and whenUnsatisfiable', () => {
  const soft = { topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 1 };
  const spread = (one: object) =>
    merge({ topologySpreadConstraints: [soft] }, { topologySpreadConstraints: [one] }, 'PodSpec');
  const hard = { topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1 };
  expect(spread(hard)).toEqual({ topologySpreadConstraints: [soft, hard] });
  expect(spread({ topologyKey: 'zone', maxSkew: 2 })).toEqual({ topologySpreadConstraints: [{ ...soft, maxSkew: 2 }] });
});

test('keys that every object inherits are members like any other', () => {
  expect(merge({}, { toString: { a: 1 }, valueOf: [1] })).toEqual({ toString: { a: 1 }, valueOf: [1] });
  expect(() => checkShape('value', { a: {} }, { a: { toString: {}, valueOf: [1] } })).not.toThrow();
  const result = merge({ a: 1 }, JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"b": 1}}')) as any;
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect(Object.keys(result).sort()).toEqual(['__proto__', 'a', 'constructor']);
  expect(({} as any).polluted).toBeUndefined();
});

/** The values of an override that are no objects, each with its path. */
function leaves(value: object, path: string[] = []): [string[], unknown][] {
  return Object.entries(value).flatMap(([key, member]) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? leaves(member, [...path, key])
      : [[[...path, key], member] as [string[], unknown]],
  );
}
