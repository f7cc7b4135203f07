import { Yaml } from 'cdk8s';
import { document } from '../../../lib/app/yaml/document';
import fc, { runs } from '../../support/random';

/** Strings that YAML writers get wrong: as words of YAML 1.1, numbers, dates, indicators, markers, spaces and breaks. */
const HOSTILE = [
  ...[
    'y',
    'Y',
    'n',
    'N',
    'yes',
    'Yes',
    'YES',
    'yEs',
    'no',
    'on',
    'Off',
    'true',
    'TRUE',
    'tRUE',
    'False',
    'null',
    'Null',
  ],
  ...[
    'NULL',
    'nULL',
    '~',
    '',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    ' \n',
    '\n ',
    'a\n',
    'a\n\n',
    '\na',
    ' a',
    'a ',
    'a\n b',
    'a \nb',
  ],
  ...[
    '0',
    '-0',
    '1',
    '+1',
    '1_000',
    '0b1',
    '0o7',
    '07',
    '08',
    '0x1F',
    '1.',
    '.5',
    '1.5',
    '1e3',
    'e5',
    'E5',
    'e+5',
    '-e5',
    'e',
  ],
  ...[
    '1e',
    '.inf',
    '-.INF',
    '.nan',
    '.',
    '..',
    '...',
    '...a',
    '---',
    '--- a',
    '---a',
    '-',
    '- a',
    '-a',
    '--',
    '?',
    '? a',
  ],
  ...[
    ':',
    ': ',
    'a:',
    'a: b',
    'a:b',
    'a :b',
    ':a',
    '::',
    'a\n:',
    'a#',
    'a #b',
    '#a',
    'a\n#b',
    '%',
    '%a',
    'a%',
    '@a',
    '`a',
    '!a',
  ],
  ...[
    '&a',
    '*a',
    '*',
    '|',
    '>',
    '|a',
    '{',
    '}',
    '[',
    ']',
    '{a}',
    '[a]',
    ',',
    ',a',
    'a,b',
    '=',
    '<<',
    '<',
    '1:30',
    '190:20:30',
  ],
  ...[
    '12:30:45.5',
    '2001-12-14',
    '2001-12-14t21:59:43.10-05:00',
    '2001-1-1 1:1:1',
    "'",
    '"',
    `'"`,
    "it's",
    'a"b',
    '\\',
    'a\\b',
  ],
  ...[
    'a\\nb',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    'a\u2028---',
    '\ufeff',
    'ä',
    'é\n',
  ],
  ...[
    '\ud83d\ude00',
    '\ud800',
    '\udfff',
    'a\r',
    'a\r\nb',
    '\r',
    'a\tb',
    'a\t',
    'a\n\tb',
    '\ta',
    'a\n\n\nb\n',
    'a\n---\nb',
    'a\n...\n',
  ],
  ...[
    'a\n%b\n',
    'a\n  b\n c\n',
    '  a\n b\n',
    'a\n\t\n',
    'a\n \nb',
    'a  \nb',
    'a\nb  ',
    'a\nb\t',
    '\u00a0\na',
    'a\n\u00a0',
    '__proto__',
  ],
  ...['constructor', 'toString', 'x'.repeat(200), `${'word '.repeat(60)}end`, `${'x'.repeat(100)}\n${'y'.repeat(100)}`],
  ...[
    '$(POD_IP)',
    'a@$(POD_IP)',
    '/app/bin/server',
    'a=b',
    '250m',
    '64Mi',
    '10.0.0.1',
    '1.2.3',
    '0s',
    'sha256:abc',
    '+S 1:1',
  ],
  ...[
    '## read by start\n-start_epmd false\n-erl_epmd_port 4370\n+Q 65536\n',
    '{{ .Values.x }}',
    '<%= x %>',
    'a\\',
    'a\\ ',
    '\\n\n',
  ],
];

const PARTS = [...HOSTILE, 'a', 'b', ' ', '\n', ':', '#', '-', '\t', '"', "'"];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 100 }),
);

const leaf = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.constantFrom<unknown>(0, -0, 1e21, 1e-7, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, null, undefined),
);

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 5, withCrossShrink: true }, leaf, tie('map'), tie('list')),
  map: fc.dictionary(text, tie('tree'), { maxKeys: 5 }),
  list: fc.array(tie('tree'), { maxLength: 4 }),
}));

function expectSame(value: unknown): void {
  expect(document(value)).toBe(Yaml.stringify(value));
}

describe('a document is what the yaml package writes', () => {
  test.each(HOSTILE.map((one) => [JSON.stringify(one), one]))('for the text %s, as value, item and key', (_, one) => {
    expectSame({ a: one });
    expectSame({ a: one, b: 1 });
    expectSame({ a: { b: [one, { c: one, d: [[one]] }] } });
    expectSame({ [one]: one, x: { [one]: { [one]: 1 } }, y: [{ [one]: one }] });
    expectSame([one]);
    expectSame(one);
  });

  test('for every pair of hostile texts', () => {
    for (const first of HOSTILE)
      for (const second of HOSTILE)
        expect(document({ a: [first + second] })).toBe(Yaml.stringify({ a: [first + second] }));
  });

  test('for 1,000 random trees', () => {
    fc.assert(
      fc.property(fc.dictionary(text, tree, { maxKeys: 6 }), (value) => document(value) === Yaml.stringify(value)),
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
