import { k8s } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { merge } from '../../lib/json/merge';
import { plain } from '../../lib/json/plain';

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
  ['containers', { name: 'a', image: 'x' }, { name: 'a', tty: true }, { name: 'b', image: 'y' }],
  ['env', { name: 'A', value: '1' }, { name: 'A', value: '2' }, { name: 'B', value: '3' }],
  ['volumeMounts', { mountPath: '/a', name: 'x' }, { mountPath: '/a', subPath: 's' }, { mountPath: '/b', name: 'y' }],
  ['ports', { name: 'http', port: 80 }, { name: 'http', nodePort: 30000 }, { name: 'admin', port: 81 }],
])('items of %s are merged by their key, and new ones are appended', (list, item, change, added) => {
  const other = { ...item, ...Object.fromEntries([Object.entries(item)[0]].map(([key, value]) => [key, `${value}x`])) };
  expect(merge({ [list]: [item, other] }, { [list]: [added, change] })).toEqual({
    [list]: [{ ...item, ...change }, other, added],
  });
});

test('claim templates are merged by the name in their metadata', () => {
  const claim = (name: string, spec: object) => ({ metadata: { name }, spec });
  expect(
    merge(
      { volumeClaimTemplates: [claim('a', { x: 1 }), claim('b', { x: 1 })] },
      { volumeClaimTemplates: [claim('b', { y: 2 })] },
    ),
  ).toEqual({ volumeClaimTemplates: [claim('a', { x: 1 }), claim('b', { x: 1, y: 2 })] });
});

test('an item goes with $patch: delete', () => {
  const base = { env: [{ name: 'A' }, { name: 'B' }] };
  expect(merge(base, { env: [{ name: 'A', $patch: 'delete' }] })).toEqual({ env: [{ name: 'B' }] });
  expect(merge(base, { env: [{ name: 'C', $patch: 'delete' }] })).toEqual(base);
});

test('a list without a key is replaced whole', () => {
  expect(merge({ args: ['a', 'b'] }, { args: ['c'] })).toEqual({ args: ['c'] });
  expect(merge({ ports: [{ port: 1 }] }, { ports: [{ port: 2 }] })).toEqual({ ports: [{ port: 2 }] });
});

test('what is merged need not be new: null in a new object is no member either', () => {
  expect(merge({}, { a: { b: null, c: 1 } })).toEqual({ a: { c: 1 } });
  expect(merge({ env: [] }, { env: [{ name: 'A', value: null }] })).toEqual({ env: [{ name: 'A' }] });
});

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

/** The values of an override that are no objects, each with its path. */
function leaves(value: object, path: string[] = []): [string[], unknown][] {
  return Object.entries(value).flatMap(([key, member]) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? leaves(member, [...path, key])
      : [[[...path, key], member] as [string[], unknown]],
  );
}
