import * as cdk8s from 'cdk8s';
import { ApiObject, App, Chart, JsonPatch, Lazy, Yaml } from 'cdk8s';
import { FastApp, PlainObject } from 'cdk8s-elixir/app';
import * as constructs from 'constructs';
import fc, { runs } from '../support/random';
import { expectEqual } from './support/equal';

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
  const chart = new Chart(new FastApp(), 'chart', { labels: { team: 'y' } });
  return new PlainObject(chart, 'object', object as cdk8s.ApiObjectProps);
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
    { ...runs(1000), examples: [[JSON.parse('{"__proto__":null}'), {}]] },
  );
  expect(inOnePass).toBeGreaterThan(50); // about 120
});

test('1,000 random manifests in one app leave the files of the stock App', () => {
  const manifests = fc.sample(fc.dictionary(word, tree, { maxKeys: 5 }), runs(1000));
  const usable = manifests.filter((fields) => {
    const object = { ...fields, apiVersion: 'v1', kind: 'Odd', metadata: { name: 'odd' } };
    const rendered = outcome(() => plainObject(object).toJson());
    return typeof rendered !== 'string' && isWritable(rendered);
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
      new PlainObject(chart, `plain-${index}`, {
        ...fields,
        apiVersion: 'v1',
        kind: 'Odd',
        metadata: { name: `plain-${index}` },
      });
    }
  });
});

/** The yaml package writes it, which it does not do with every number or key. */
function isWritable(rendered: unknown): boolean {
  try {
    Yaml.stringify(rendered);
    return true;
  } catch {
    return false;
  }
}

const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { a: '1' } };

test('what is added to an object later is rendered, also to the manifest that it was made of', () => {
  const later = { ...CONFIG };
  const object = plainObject(later);
  object.metadata.addLabel('zone', 'on');
  later.data = { a: '2' };
  const expected = { ...CONFIG, data: { a: '2' }, metadata: { name: 'config', labels: { team: 'y', zone: 'on' } } };
  expect(object.toJson()).toEqual(expected);
  expect(Yaml.stringify(expected)).toHaveLength(object.text()?.length as number);
  expect(object.rendered()).toMatchObject(expected);
});

test('a patch is left to cdk8s, and in rendered() too', () => {
  const object = plainObject(CONFIG);
  object.addJsonPatch(JsonPatch.replace('/data/a', '2'), JsonPatch.add('/data/b', '3'));
  expect(object.text()).toBeUndefined();
  expect(object.toJson().data).toEqual({ a: '2', b: '3' });
  expect(object.rendered()).toEqual(object.toJson());
});

test('rendered() leaves Lazy values as they are', () => {
  const produce = jest.fn(() => 'late');
  const lazy = Lazy.any({ produce });
  expect(plainObject({ ...CONFIG, data: { lazy } }).rendered().data.lazy).toBe(lazy);
  expect(produce).not.toHaveBeenCalled();
});

describe('two copies of the module', () => {
  const copy = anotherCopy();

  test('recognise the objects of each other, and nothing else', () => {
    const chart = new Chart(new FastApp(), 'chart');
    const theirs = new copy.PlainObject(chart, 'theirs', CONFIG);
    expect(copy.PlainObject).not.toBe(PlainObject);
    expect(PlainObject.isPlainObject(theirs)).toBe(true);
    expect(copy.PlainObject.isPlainObject(new PlainObject(chart, 'ours', CONFIG))).toBe(true);
    const others = [new ApiObject(chart, 'stock', CONFIG), chart, CONFIG, null, undefined, 'PlainObject'];
    expect(others.filter((one) => PlainObject.isPlainObject(one))).toEqual([]);
  });

  test("render the objects of each other in one pass, and as the stock App renders cdk8s's own", () => {
    const asked = [PlainObject, copy.PlainObject].map(({ prototype }) => jest.spyOn(prototype, 'text'));
    const yaml = (app: App, ...kinds: (typeof ApiObject)[]) => {
      for (const id of ['one', 'two']) {
        const chart = new Chart(app, id, { namespace: 'chat', labels: { team: 'y' } });
        for (const [index, Kind] of kinds.entries()) new Kind(chart, `object-${index}`, { ...CONFIG, metadata: {} });
      }
      return app.synthYaml();
    };
    const stock = yaml(new App(), ApiObject, ApiObject);
    for (const Fast of [FastApp, copy.FastApp]) {
      expect(yaml(new Fast(), PlainObject, copy.PlainObject)).toBe(stock);
      for (const text of asked) {
        expect(text.mock.results.map(({ value }) => typeof value)).toEqual(['string', 'string']);
        text.mockClear();
      }
    }
  });

  test.each([
    ['this one', PlainObject],
    ['the other one', copy.PlainObject],
  ])('ask a subclass with a toJson() of its own: of a class from %s', (_, Base) => {
    class Odd extends Base {
      public override toJson(): any {
        return { ...super.toJson(), data: { odd: 'yes' } };
      }
    }
    for (const Fast of [FastApp, copy.FastApp]) {
      const app = new Fast();
      new Odd(new Chart(app, 'chart'), 'odd', CONFIG);
      expect(app.synthYaml()).toContain('odd: "yes"');
    }
  });
});

/** The module again, with the same cdk8s: as an app has it that loads both bundles. */
function anotherCopy(): typeof import('cdk8s-elixir/app') {
  let copy: typeof import('cdk8s-elixir/app') | undefined;
  jest.isolateModules(() => {
    jest.doMock('cdk8s', () => cdk8s);
    jest.doMock('constructs', () => constructs);
    copy = require('cdk8s-elixir/app');
  });
  return copy as typeof import('cdk8s-elixir/app');
}
