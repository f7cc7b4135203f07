import fc from '../../../support/random';

const words = (text: string) => text.split(' ');

/** Texts that stock cdk8s writes so that the API server reads something else, or nothing. */
export const MISREAD: { readonly [why: string]: readonly string[] } = {
  'numbers of Go that YAML 1.1 has not': words(
    '0o600 0O17 -0o7 +0o7 0o_7 0_o7 -_0o7 0X1F 0XfF -0X1 +0X1 0X_1 0_X1 0B1 0B01 -0B1 +0B1 0B_1 0b-1 0b+0 0_b-1 -_1 +_0 7e8_ 0_0e_00',
  ),
  'blocks that begin with a tab': ['\ta\nb', '\ta\nb\n', '\n\ta', '\n\n\ta\n', '\tkey: a\n\tb', '\t\t\ta\n\n'],
  'blocks of blank lines': [' \n', '  \n', '\n \n', ' \n\n', '\n\n  \n \n', ' \t\n', ' \n\t\n'],
  'lines of one space in a long text between quotes': [
    `a\n \nb\u0001${'x'.repeat(40)}`,
    `${'x'.repeat(40)}\n \n\f`,
    `${'x'.repeat(40)}\n \nb\n `,
    `${'x'.repeat(40)}\n \n \nb\n\t`,
  ],
  'control characters': ['\u007f', '\u0080', '\u0084', '\u0086', '\u009f', 'a\n\u007f', 'a\nb\u0080c', '\u007f\nb\n'],
  'line breaks of Unicode': [
    ...['\u0085', 'a\u0085b', 'a\u0085', 'a\nb\u0085c\n', '\u2028', 'a\u2028b', '\u2029', 'a\u2029---', 'a\nb\u2028c'],
    ...['\u2028---\n', '\u2028 a'],
  ],
  'what is no character': ['\ufffe', '\uffff', 'a\uffffb', 'a\n\ufffe\n'],
};

/** Key that merges maps, where a value of that text is read right. */
export const MERGE = '<<';

/** Texts with half of a surrogate pair: no document can hold them. */
export const UNWRITABLE: readonly string[] = [
  '\ud800',
  '\udfff',
  'a\ud800b',
  '\udc00\ud800',
  'a\n\udbff',
  '\ud800\ud83d\ude00',
];

/** Texts that YAML writers get wrong, and that stock cdk8s writes as the API server reads them. */
export const HOSTILE: readonly string[] = [
  // words of YAML 1.1
  ...words(
    'y Y n N yes Yes YES yEs no No NO on On ON off Off OFF true True TRUE tRUE false False null Null NULL nULL ~',
  ),
  // numbers, and what looks like one
  ...words(
    '0 -0 00 1 -1 +1 1_000 1_ _1 1__0 1_0.5 0b1 -0b101 +0b1 0b2 0b 07 017 -017 08 09.5 0o 0o8 0x 0x1F 0x1f -0x1f',
  ),
  ...words(
    '+0x1F 0x_1 0xG 0_7 0x1p4 0X1p4 0x1.8p1 1. .5 -.5 +.5 5. 1.5 0.0 1e3 1E3 1.e+3 1.5e3 .5e3 +.5e3 1_e5 +1e3 1e+3 1e-3 1e 1e400',
  ),
  ...words('.e3 e3 e5 E5 e+5 -e5 e 0e0 12e03 . .. ._ ._1 ._1.5 +. -. + - -- --1 1,000 1.000.000 1.2.3 10.0.0.1'),
  ...words(
    '.inf -.inf +.inf .Inf -.INF inf Infinity .nan .NaN NaN nan 1:20 1:30 1:60 190:20:30 190:20:30.15 12:30:45.5',
  ),
  ...words('9007199254740993 18446744073709551616 -9223372036854775809 1111111111111111111111111111111111111111 १'),
  // dates
  ...['2001-12-14', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43', '2001-1-1', '2001-1-1 1:1:1'],
  // markers, indicators, comments, anchors, tags
  ...[
    '<<',
    '<',
    '=',
    '---',
    '--- a',
    '---a',
    '-a',
    '- a',
    '- ',
    '...',
    '... a',
    '...a',
    '?',
    '? a',
    ':',
    ': ',
    ': a',
    ':a',
  ],
  ...[
    'a:',
    'a: b',
    'a:b',
    'a :b',
    'a:\tb',
    '::',
    'a\n:',
    '#',
    '#a',
    '# a',
    'a#',
    'a #b',
    'a\n#b',
    '#a\nb',
    '%',
    '%a',
    'a%',
  ],
  ...[
    '%YAML 1.1',
    'a\n%b\n',
    '@',
    '@a',
    '`',
    '`a',
    '!',
    '!a',
    '!!str a',
    'a!b',
    '&',
    '&a',
    '*',
    '*a',
    '|',
    '|a',
    '>',
    '>a',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '{a}',
    '[a]',
    '{"a":1}',
    '{{ .Values.x }}',
    '<%= x %>',
    ',',
    ',a',
    'a,b',
    'a, b',
    'a ?b',
    'a\n- b',
  ],
  ...['- a\n- b\n', 'a: b\nc: d\n', 'a\n---\nb', '---\na', 'a\n--- b', 'a\n...\n', '...\nb', 'a\n...\nb'],
  // quotes and escapes
  ...[
    "'",
    '"',
    `'"`,
    "it's",
    'a"b',
    '"a"',
    "'a'",
    '\\',
    'a\\b',
    'a\\nb',
    'a\\',
    'a\\ ',
    '\\n\n',
    '\\x41',
    '\\u0041',
    'a\\\nb',
  ],
  // spaces, tabs and breaks
  ...[
    '',
    ' ',
    '  ',
    '   ',
    '\t',
    '\n',
    '\n\n',
    '\n ',
    '\n\t',
    'a\n',
    'a\n\n',
    '\na',
    ' a',
    'a ',
    'a  ',
    ' a ',
    'a\n b',
  ],
  ...[
    'a \nb',
    '\n a',
    ' \na',
    '\ta',
    '\ta: b',
    'a\t',
    'a\tb',
    'a\n\tb',
    '-\t',
    'a\n\n\nb\n',
    'a\n  b\n c\n',
    '  a\n b\n',
  ],
  ...[
    'a\n\t\n',
    'a\n \nb',
    'a\n \n',
    'a  \nb',
    'a\nb  ',
    'a\nb\t',
    ' \ta\nb',
    ' \n\ta',
    '  \n a\n',
    '1\n',
    'no\n',
    '~\n',
    '.5\n',
  ],
  ...['0x1F\n', '-\n', '?\n', '0o7\n', '0X1\n', '\r', '\r\n', 'a\r', 'a\rb', 'a\r\nb', 'a\r\nb\r\n', 'a\n\rb'],
  // other characters
  ...[
    '\u0000',
    'a\u0000b',
    'a\nb\u0000',
    '\u0001',
    '\u0007',
    '\b',
    '\u000b',
    '\f',
    '\u001b',
    '\u00a0',
    '\u00a0a',
    'a\u00a0',
  ],
  ...['\u00a0\na', 'a\n\u00a0', '\u200b', '\u3000', '\u3000a', '\ue000', '\ue0000\ue000'],
  ...['\ufffd', 'ä', 'é\n', '\ud83d\ude00', 'a\n\ud83d\ude00', '\u{1ffff}', '\u{10ffff}'],
  // names of members that every object has
  ...['__proto__', 'constructor', 'toString'],
  // long ones
  ...['x'.repeat(200), 'x'.repeat(2000), `${'word '.repeat(60)}end`, 'word '.repeat(500), `${'word '.repeat(500)}\nb`],
  ...[`${'x'.repeat(100)}\n${'y'.repeat(100)}`, 'k: '.repeat(50), "'".repeat(200), '"'.repeat(128)],
  // what manifests hold
  ...[
    '$(POD_IP)',
    'a@$(POD_IP)',
    '/app/bin/server',
    'a=b',
    '250m',
    '64Mi',
    '0s',
    '1E',
    '1Ei',
    'sha256:abc',
    '+S 1:1',
    '+0:1',
  ],
  '## read by start\n-start_epmd false\n-erl_epmd_port 4370\n+Q 65536\n',
];

const PARTS = [...HOSTILE, 'a', 'b', ' ', '\n', ':', '#', '-', '\t', '"', "'", '0', '_', '+', 'o', 'X', 'B'];

/** Any text, often a hostile one, but for what no document can hold. */
export const text = fc
  .oneof(
    fc.constantFrom(...HOSTILE),
    fc.constantFrom(...Object.values(MISREAD).flat()),
    fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }).map((parts) => parts.join('')),
    fc.string({ unit: fc.constantFrom(...'+-_.0178obxXBOeEfF:'), maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...'\t\n\r ab:#-|\u0085\u2028\ufeff'), maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ maxLength: 100 }),
  )
  .filter((one) => !/\p{Surrogate}/u.test(one));

/** Values of JSON that hold such texts, with what cdk8s accepts besides: `extra`. */
export function trees(text: fc.Arbitrary<string>, ...extra: unknown[]): fc.Arbitrary<unknown> {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: text },
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom<unknown>(0, -0, 1e21, 1e-7, 2 ** 53, null, ...extra),
  );
  return fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 5, withCrossShrink: true }, leaf, tie('map'), tie('list')),
    map: fc.dictionary(text, tie('tree'), { maxKeys: 5 }),
    list: fc.array(tie('tree'), { maxLength: 4 }),
  })).tree;
}
