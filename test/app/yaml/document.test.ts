import { Yaml } from 'cdk8s';
import { document } from '../../../lib/app/yaml/document';
import { isMisread, isMisreadKey } from '../../../lib/app/yaml/misread';
import fc, { runs } from '../../support/random';
import { HOSTILE, MERGE, MISREAD, text, trees, UNWRITABLE } from './support/texts';

function expectSame(value: unknown): void {
  expect(document(value)).toBe(Yaml.stringify(value));
}

describe('a document is what the yaml package writes', () => {
  test.each(HOSTILE.map((one) => [JSON.stringify(one), one]))('for the text %s, as value, item and key', (_, one) => {
    expectSame({ a: one });
    expectSame({ a: one, b: 1 });
    expectSame({ a: { b: [one, { c: one, d: [[one]] }] } });
    if (one !== MERGE) expectSame({ [one]: one, x: { [one]: { [one]: 1 } }, y: [{ [one]: one }] });
    expectSame([one]);
    expectSame(one);
  });

  test('for every pair of hostile texts', () => {
    for (const first of HOSTILE)
      for (const second of HOSTILE)
        if (!isMisread(first + second))
          expect(document({ a: [first + second] })).toBe(Yaml.stringify({ a: [first + second] }));
  });

  test('for 1,000 random trees', () => {
    const right = text.filter((one) => !isMisread(one) && !isMisreadKey(one));
    const tree = trees(right, undefined, Number.NaN, Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(fc.dictionary(right, tree, { maxKeys: 6 }), (value) => document(value) === Yaml.stringify(value)),
      runs(1000),
    );
  });

  test('for empty maps and lists in every place, and deep nesting', () => {
    expectSame({});
    expectSame([]);
    expectSame({ a: {}, b: [], c: [{}, [], [[]], [{}], { d: {} }, { e: [] }] });
    let deep: unknown = 'x\ny\n';
    for (let depth = 0; depth < 80; depth++) {
      deep = depth % 2 ? { a: deep } : [deep, depth];
      expectSame({ deep });
    }
  });

  test('for objects that stand in it twice, with classes, with toJSON(), without prototype', () => {
    const list = ['a'];
    expectSame({ a: list, b: list });
    expectSame({ a: {}, b: { c: new Date(0), d: new Map([['x', 1]]), e: new Set([1]), f: Buffer.from('a') } });
    expectSame({ a: { toJSON: () => 'x' } });
    expectSame({ a: Object.assign(Object.create(null), { b: 1 }) });
    expectSame({ a: 10n, b: [undefined, null] });
    expect(() => document({ a: () => 1 })).toThrow('Tag not resolved for Function value');
    expectSame(undefined);
    expectSame(null);
  });

  test('for keys that are long, many, or numbers', () => {
    expectSame({ ['k'.repeat(999)]: 1, ['k'.repeat(1024)]: 2, ['k'.repeat(1025)]: 3 });
    expectSame(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index, `${index}`])));
  });

  test('for more texts than are remembered', () => {
    for (let index = 0; index < 50_000; index++) document({ [`key-${index}`]: `text-${index}` });
    expectSame({ 'key-1': 'text-1', 'key-49999': 'yes' });
  });
});

describe('a text that the API server would misread is written between double quotes', () => {
  test.each([
    ['0o600', '"0o600"'],
    ['0X1F', '"0X1F"'],
    ['-_1', '"-_1"'],
    ['\ta\nb', '"\\ta\\nb"'],
    [' \n', '" \\n"'],
    [`${'x'.repeat(40)}\n \nb\u0001`, `"${'x'.repeat(40)}\\n \\nb\\u0001"`],
    ['\u007f', '"\\u007f"'],
    ['a\u0085b\u2028c\u2029d', '"a\\u0085b\\u2028c\\u2029d"'],
    ['\ufeff\uffff', '"\\ufeff\\uffff"'],
  ])('%j as %s', (one, written) => {
    expect(document({ a: one })).toBe(`a: ${written}\n`);
    expect(document({ a: { b: [[one]] }, c: one })).toBe(`a:\n  b:\n    - - ${written}\nc: ${written}\n`);
    const shared = { b: one };
    expect(document({ a: shared, c: [shared] })).toBe(`a: &a1\n  b: ${written}\nc:\n  - *a1\n`);
  });

  test.each(['0o600', '0X1F', '-_1', '\u007f', 'a\u2028b', MERGE])('%j as a key', (key) => {
    const written = key.replace(/[\u007f\u2028]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
    expect(document({ a: { [key]: 1 } })).toBe(`a:\n  "${written}": 1\n`);
    const shared = { [key]: 1 };
    expect(document({ a: shared, b: shared })).toBe(`a: &a1\n  "${written}": 1\nb: *a1\n`);
  });

  test('for every such text, and no other', () => {
    expect(
      Object.values(MISREAD)
        .flat()
        .filter((one) => !isMisread(one)),
    ).toEqual([]);
    const right = HOSTILE.filter((one) => !document({ a: one }).startsWith('a: "'));
    expect(right.filter((one) => isMisread(one))).toEqual([]);
  });

  test('beside a text that looks like its stand-in', () => {
    const shared = { '\ue0000\ue000': '\ue0001\ue000', b: '0o600' };
    expect(document({ a: shared, c: shared })).toBe(
      'a: &a1\n  "\ue0000\ue000": "\ue0001\ue000"\n  b: "0o600"\nc: *a1\n',
    );
  });
});

test.each(UNWRITABLE)('the text %j is refused, because no document can hold it', (one) => {
  for (const value of [{ a: one }, { [one]: 1 }, { a: [[one]] }, { a: null, b: one }, { a: null, [one]: 1 }]) {
    expect(() => document(value)).toThrow('half of a surrogate pair');
  }
});
