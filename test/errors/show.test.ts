import { show } from '../../lib/errors/show';
import fc, { runs } from '../support/random';

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
} as fc.ObjectConstraints);

test('any value is shown in one short line', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const text = show(value);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(160);
      expect(text).not.toContain('\n');
    }),
    runs(2000),
  );
});

const cyclic: { [key: string]: unknown } = { list: [] };
cyclic.self = cyclic;
(cyclic.list as unknown[]).push(cyclic);

const breaks = () => {
  throw new Error('never called');
};
const traps = new Proxy({}, { get: () => breaks }) as ProxyHandler<object>;
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

test.each<[string, unknown, string | RegExp]>([
  ['nothing', undefined, 'not given'],
  ['null', null, 'null'],
  ['NaN', Number.NaN, 'NaN'],
  ['text', 'a "b"\n', '"a \\"b\\"\\n"'],
  ['a BigInt', 10n, '10n'],
  ['a symbol', Symbol('hidden'), 'a symbol'],
  ['a function', function hidden() {}, 'a function'],
  ['an invalid date', new Date(Number.NaN), 'an object of class Date'],
  ['a list', ['a', 1, [true]], '["a",1,[true]]'],
  ['a long list', Array.from({ length: 1e6 }, () => 'a'), '["a","a","a","a","a","a","a","a",…]'],
  ['a sparse list', new Array(3), '[…,…,…]'],
  ['a map', { cpu: 1, memory: '1Gi' }, '{"cpu":1,"memory":"1Gi"}'],
  ['a map without a prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  ['a map with __proto__ for a key', JSON.parse('{"__proto__": 1}'), '{"__proto__":1}'],
  ['what holds itself', cyclic, /^\{"list":\[\{/],
  ['a getter that throws', Object.defineProperty({}, 'a', { get: breaks, enumerable: true }), '{"a":…}'],
  [
    'toJSON and toString that throw',
    { toJSON: breaks, toString: breaks },
    '{"toJSON":a function,"toString":a function}',
  ],
  ['a Proxy that throws', new Proxy({}, traps), 'an object that cannot be read'],
  ['a Proxy of a list that throws', { a: new Proxy([], traps) }, 'an object that cannot be read'],
  ['a Proxy that was revoked', revoked, 'an object that cannot be read'],
  ['a class without a name', new (class {})(), 'an object of a class'],
  [
    'a class with a getter for a name',
    new (class {
      static get name() {
        return breaks();
      }
    })(),
    'an object of a class',
  ],
  ['text of 100 MB', 'x'.repeat(1e8), /^"x{150,156}\.\.\.$/],
])('%s is shown', (_, value, text) => {
  if (text instanceof RegExp) expect(show(value)).toMatch(text);
  else expect(show(value)).toBe(text);
});

const MARKED = 'hunter2';
const holders: ((value: unknown) => unknown)[] = [
  (value) => ({ password: value }),
  (value) => ({ DB_PASSWORD: value }),
  (value) => ({ secretKeyBase: value }),
  (value) => ({ api_key: value }),
  (value) => ({ DATABASE_URL: value }),
  (value) => ({ name: 'SMTP_PASS', value }),
  (value) => ({ stringData: { a: value } }),
  (value) => ({ data: { a: value } }),
  (value) => ({ url: `postgres://chat:${value}@db/chat` }),
  (value) => `https://${value}@example.com`,
  (value) => `${'x'.repeat(200)}://chat:${value}@db`,
  (value) => `-----BEGIN PRIVATE KEY-----\n${value}`,
  (value) => Buffer.from(String(value)),
  (value) => new Map([['a', value]]),
  (value) => new Set([value]),
  (value) => new String(value),
  (value) => new Error(String(value)),
  (value) =>
    new (class Held {
      constructor(readonly held: unknown) {}
    })(value),
  (value) => Symbol(String(value)),
  (value) => () => value,
  (value) => ({
    get a() {
      return value;
    },
  }),
  (value) => ({ toJSON: () => value }),
];
const wraps: ((value: unknown) => unknown)[] = [
  (value) => value,
  (value) => [value],
  (value) => ({ a: value }),
  (value) => Object.assign(Object.create(null), { a: value }),
  (value) => new Proxy([value], {}),
];

test('what a name, a form or a class says could be a secret is not shown, however deep it is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...holders), fc.array(fc.constantFrom(...wraps), { maxLength: 5 }), (hold, around) => {
      const value = around.reduce((held, wrap) => wrap(held), hold(MARKED));
      expect(show(value)).not.toContain(MARKED);
    }),
    runs(2000),
  );
});
