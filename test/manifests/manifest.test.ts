import { ApiObject, type App, Chart, Lazy, Yaml } from 'cdk8s';
import { FastApp, type PlainObject } from 'cdk8s-elixir/app';
import fc from 'fast-check';
import { manifest } from '../../lib/manifests/manifest';
import { expectEqual } from '../app/support/equal';

/** Words that are special as keys or values, for objects or for YAML. */
const word = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'name',
    'value',
    'resolve',
    'toString',
    'toJSON',
    'constructor',
    '__proto__',
    '1',
    '10',
    '02',
  ),
  fc.constantFrom('yes', 'null', '', 'a: b', '- a', '---', 'a\nb\n', ' a', '"', '0x1', '1e3', '5', '64Mi', '{}', '#'),
  fc.string({ maxLength: 8 }),
);

class Value {
  constructor(public readonly value: unknown) {}
}

const leaf = fc.oneof(
  { weight: 8, arbitrary: word },
  { weight: 4, arbitrary: fc.oneof(fc.boolean(), fc.integer(), fc.double()) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, undefined) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      word.map((one) => new Value(one)),
      word.map((one) => Lazy.any({ produce: () => one })),
      word.map((one) => ({ resolve: () => one })),
    ),
  },
);

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('map'), tie('list')),
  map: fc.dictionary(word, tie('tree'), { maxKeys: 5 }),
  list: fc.array(tie('tree'), { maxLength: 3 }),
}));

const metadata = fc.record(
  {
    labels: fc.dictionary(word, word, { maxKeys: 3 }),
    annotations: fc.dictionary(word, word, { maxKeys: 3 }),
    finalizers: fc.array(word, { maxLength: 2 }),
    namespace: word,
    generation: fc.integer(),
    managedFields: tree,
  },
  { requiredKeys: [] },
);

/** What a function returns, or says when it throws. */
function outcome<T>(body: () => T): T | string {
  try {
    return body();
  } catch (error) {
    return (error as Error).message;
  }
}

function plainObject(object: object): PlainObject {
  return manifest(new Chart(new FastApp(), 'chart', { labels: { team: 'y' } }), 'object', object) as PlainObject;
}

test('1,000 random manifests render as cdk8s renders them, as objects and as YAML', () => {
  const kind = { apiVersion: 'v1', kind: 'Odd' };
  let inOnePass = 0;
  fc.assert(
    fc.property(fc.dictionary(word, tree, { maxKeys: 5 }), metadata, (fields, given) => {
      const object = { ...fields, ...kind, metadata: { ...given, name: 'odd' } };
      const stock = outcome(() => ApiObject.prototype.toJson.call(plainObject(object)));
      expect(outcome(() => plainObject(object).toJson())).toEqual(stock);
      const text = outcome(() => plainObject(object).text());
      if (text !== undefined && typeof stock !== 'string') {
        inOnePass++;
        expect(text).toBe(Yaml.stringify(stock));
      }
      if (typeof stock === 'string') expect(text).toBeUndefined();
    }),
    { numRuns: 1000, seed: 1, examples: [[JSON.parse('{"__proto__":null}'), {}]] },
  );
  expect(inOnePass).toBeGreaterThan(100);
});

test('1,000 random manifests in one app leave the files of the stock App', () => {
  const manifests = fc.sample(fc.dictionary(word, tree, { maxKeys: 5 }), { numRuns: 1000, seed: 1 });
  const usable = manifests.filter((fields) => {
    const object = { ...fields, apiVersion: 'v1', kind: 'Odd', metadata: { name: 'odd' } };
    return typeof outcome(() => Yaml.stringify(plainObject(object).toJson())) === 'string' && isRenderable(object);
  });
  expect(usable.length).toBeGreaterThan(100);
  expectEqual((app: App) => {
    const chart = new Chart(app, 'chart');
    for (const [index, fields] of usable.entries()) {
      new ApiObject(chart, `raw-${index}`, {
        ...fields,
        apiVersion: 'v1',
        kind: 'Odd',
        metadata: { name: `raw-${index}` },
      });
      manifest(chart, `own-${index}`, { ...fields, apiVersion: 'v1', kind: 'Odd', metadata: { name: `own-${index}` } });
    }
  });
});

function isRenderable(object: object): boolean {
  const said = outcome(() => plainObject(object).toJson());
  return typeof said !== 'string';
}
