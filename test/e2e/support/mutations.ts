// Overrides that put something into each place of a part: wrong values of every kind, and what the schema has there.
import type { ListRule } from '../../../lib/json/facts';
import { KUBERNETES } from '../../../lib/kubernetes/api-facts';
import { type Field, fieldsOf, isTyped } from '../../../lib/kubernetes/schema';

type Json = unknown;
type Put = (value: Json) => Json;

/** A place in an object: how an override reaches it, what stands there, and its field where the schema knows it. */
interface Place {
  readonly path: string;
  readonly put: Put;
  readonly value: Json;
  readonly type?: string;
  readonly field?: Field;
}

/** Numbers in a repeatable order that looks random. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const oneOf = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)];

const WRONG: readonly Json[] = [
  ...[null, 0, 5, -1, 1.5, 70000, 2 ** 31, 2 ** 53, 'web', 'Not valid!', '', 'a/b/c', '10%', true, 'x'.repeat(300)],
  ...[[], {}, [null], [5], ['a'], ['a', 'a'], [{}], [[]], [{ name: 'web' }], [{ name: 'web' }, { name: 'web' }]],
  ...[{ a: null }, { a: 5 }, { notAField: 1 }, { name: 5 }, { $patch: 'delete' }, [{ name: 'gone', $patch: 'delete' }]],
];

/** What would be right in many fields of a name, and what is not. */
const TEXTS: { readonly [field: string]: readonly string[] } = {
  apiGroup: ['', 'rbac.authorization.k8s.io', 'acme.example'],
  cidr: ['10.0.0.0/8', '10.0.0.1/8', '2001:db8::/32', '10.0.0.0'],
  clusterIP: ['None', '', 'x'],
  divisor: ['1', '1Mi', '1m', '3'],
  except: ['10.1.0.0/16', '11.0.0.0/8', '10.0.0.0/8'],
  fieldPath: ['metadata.name', 'status.podIP', "metadata.labels['a']", 'metadata.labels', 'spec.x'],
  host: ['chat.example.com', '*.example.com', '10.0.0.1', 'a_b'],
  hosts: ['chat.example.com', '*.example.com', '*'],
  image: ['acme/proxy:1', ' acme/proxy:1'],
  ip: ['10.0.0.9', '010.0.0.9', '::1', '::ffff:1.2.3.4'],
  key: ['team', 'acme.example/team', 'a b', 'metadata.name'],
  kind: ['ServiceAccount', 'Role', 'PersistentVolumeClaim', 'User', 'ConfigMap'],
  localhostProfile: ['profiles/a.json', '/a', '../a'],
  mountPath: ['/x', '/tmp', '/y', 'x'],
  name: ['web', 'tmp', 'worker', 'proxy', 'A_b', 'metadata.name', 'x'.repeat(64)],
  nameservers: ['10.0.0.1', '::1', 'x', '1.2.3.4.5'],
  namespace: ['chat', 'A'],
  operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Equal', 'Is'],
  path: ['/x', 'x', '../x', '..x', '/a//b', '/a/../b'],
  pathType: ['Prefix', 'Exact', 'ImplementationSpecific'],
  resource: ['limits.cpu', 'limits.memory', 'requests.cpu', 'cpu'],
  resourceName: ['cpu', 'memory', 'x'],
  searches: ['svc.local', '.', 'a..b', '_x.y.'],
  type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', 'Localhost', 'Opaque', 'kubernetes.io/tls', 'Exact'],
  values: ['a', '5', 'a b'],
};
const ANY_TEXT = ['a', 'A', '', 'a.b', 'a/b', '/a', '../a', 'x'.repeat(64), '10.0.0.1', '5', 'a_b', '-a', 'é', 'a\nb'];
const NUMBERS = [-1, 0, 1, 2, 5, 30, 80, 256, 600, 4000, 40000, 65536, 90000, 2 ** 31 - 1, 2 ** 31];
const KEYS = ['team', 'acme.example/team', 'cpu', 'memory', 'storage', 'a b', 'x'.repeat(70), '-a', 'a/b/c', 'tls.crt'];

/** A value that a field of the schema may hold, right or nearly so. */
export function valueIn(random: Random, name: string, field: Field, depth: number): Json {
  if (random() < 0.04) return oneOf(random, WRONG);
  return held(random, name, field, field.around, depth);
}

function held(random: Random, name: string, field: Field, around: string, depth: number): Json {
  if (around.startsWith('[')) {
    const item = () => held(random, name, field, around.slice(1), depth);
    const first = item();
    const chance = random();
    if (chance < 0.05) return [];
    if (chance < 0.15) return [first, first];
    return chance < 0.3 ? [first, item()] : [first];
  }
  if (around.startsWith('{')) return { [oneOf(random, KEYS)]: held(random, name, field, around.slice(1), depth) };
  if (isTyped(field)) return objectOf(random, field.of, depth);
  if (field.values && random() < 0.9) {
    const value = oneOf(random, [...field.values.keys()]);
    return field.of === 'i' ? Number(value) : value;
  }
  switch (field.of) {
    case 'b':
      return random() < 0.5;
    case 'i':
    case 'l':
    case 'f':
      return oneOf(random, NUMBERS);
    case 'q':
      return oneOf<Json>(random, ['1', '100m', '64Mi', '2Gi', '-1', '1.5', 1, 0.5, 'x', '1e3', '5 Mi', '']);
    case 'p':
      return oneOf<Json>(random, [0, 1, 80, '25%', '0%', '150%', 'http', 'HTTP', -1, 70000, '']);
    case 't':
      return oneOf(random, ['2030-01-01T00:00:00Z', 'yesterday']);
    case 'y':
      return oneOf(random, ['YWJj', 'abc', '', 'e30=']);
    default:
      return textOf(random, TEXTS[name] ?? ANY_TEXT);
  }
}

/** One of the texts, the first of them most often. */
function textOf(random: Random, texts: readonly string[]): string {
  const chance = random();
  if (chance < 0.6) return texts[0];
  return oneOf(random, chance < 0.9 ? texts : ANY_TEXT);
}

/** An object of a type: most of what it needs, and some of what it may have. */
export function objectOf(random: Random, type: string, depth: number): Json {
  const fields = [...(fieldsOf(type) ?? [])];
  if (depth <= 0) return {};
  const optional = fields.filter(([, { required }]) => !required);
  const chosen = new Set(Array.from({ length: Math.floor(random() * 3) + 1 }, () => oneOf(random, optional)));
  const given = fields.filter((one) => (one[1].required ? random() < 0.93 : chosen.has(one)));
  return Object.fromEntries(given.map(([name, field]) => [name, valueIn(random, name, field, depth - 1)]));
}

/** Every place in an object of a type, and every field that the schema has in each. */
export function places(value: any, type: string | undefined, put: Put = (one) => one, path = ''): Place[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const fields = type === undefined ? undefined : fieldsOf(type);
  const names = new Set([...Object.keys(value), ...(fields?.keys() ?? [])]);
  return [...names].flatMap((name) => {
    const at = `${path}.${name}`;
    const inside: Put = (one) => put({ [name]: one });
    const of = KUBERNETES.typeOf(type, name);
    const here: Place = { path: at, put: inside, value: value[name], type: of, field: fields?.get(name) };
    return [here, ...below(here, KUBERNETES.listRule(type, name))];
  });
}

function below({ value, type, put, path }: Place, rule: ListRule | undefined): Place[] {
  if (!Array.isArray(value)) return places(value, type, put, path);
  if (rule?.by !== 'key') return [];
  return value.flatMap((item, index) =>
    places(item, type, (one) => put([{ ...keyOf(item, rule), ...(one as object) }]), `${path}[${index}]`),
  );
}

/** Members of an item by which an override names it. */
function keyOf(item: any, { key }: Extract<ListRule, { by: 'key' }>): object {
  return Object.fromEntries(
    key
      .map((one) => one.split('.'))
      .flatMap(([first, second]) => {
        const value = second === undefined ? item[first] : item[first]?.[second];
        return value === undefined ? [] : [[first, second === undefined ? value : { [second]: value }]];
      }),
  );
}

/** Overrides of a part: each wrong value at each place that it has, and values of the schema at every place. */
export function* mutations(random: Random, part: any, type: string): Generator<{ path: string; override: any }> {
  for (const place of places(part, type)) {
    if (place.value !== undefined) {
      for (const wrong of WRONG) yield { path: place.path, override: place.put(wrong) };
      if (Array.isArray(place.value)) {
        yield { path: `${place.path} twice`, override: place.put([...place.value, ...place.value]) };
      }
    }
    if (place.field === undefined) continue;
    for (let count = 0; count < 12; count++) {
      yield {
        path: `${place.path} of the schema`,
        override: place.put(valueIn(random, place.path.replace(/.*\.(\w+).*/, '$1'), place.field, 4)),
      };
    }
  }
}
