import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { Type } from '../../lib/props/types';

/** Texts of the right type that some place or other cannot hold. */
const TEXTS: readonly string[] = [
  ...['', ' ', '-', '.', '..', '*', '/', '//', '=', '\t', 'a\nb', 'a\u0000b', '\ud800', 'é', 'a b', ' a', 'a '],
  ...[
    'a',
    'A',
    'Upper',
    'a_b',
    'a.b',
    'a..b',
    '-a',
    'a-',
    '.a',
    'a.',
    '1a',
    '123',
    'a=b',
    'a,b',
    'a:b',
    'a/b',
    'a/b/c',
  ],
  ...['true', 'null', '~', '0', '1.30', '$(A)', '$(', '$$(A)', '%', '%zz', '%2F', '{}', '[]', '"', "'", '`', '\\'],
  ...['/a', '/a/', '/a/../b', '/a//b', '/a:b', '/proc/1', '/dev/shm', '/etc', '/usr', '/app', '/tmp/a', '/etc/erlang'],
  ...['10.0.0.1', '10.0.0.0/8', '10.0.0.1/8', '010.0.0.0/8', '10.0.0.0/33', '10.0.0.0/08', '0.0.0.0/0', '10.0.0.0'],
  ...[
    '::1',
    '::/0',
    '::ffff:10.0.0.0/104',
    '2001:db8::/32',
    '2001:DB8::1/64',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
    '::1/129',
  ],
  ...[
    'a.example',
    'A.example',
    'a.example.',
    '*.example',
    'xn--nxasmq6b',
    'https://a.example',
    'a.example:443',
    'a_b.example',
  ],
  ...['kubernetes.io/a', 'k8s.io/a', 'a.example/b', 'a.example/', '/b', 'cdk8s-elixir/a', 'v1.29', '1.5', '99.1'],
  ...[12, 15, 16, 52, 53, 63, 64, 253, 254, 317, 1024, 1025].map((length) => 'a'.repeat(length)),
  `/${'a'.repeat(1024)}`,
  `${'a'.repeat(63)}.${'b'.repeat(63)}`,
];

const NUMBERS: readonly number[] = [
  ...[-(2 ** 31), -1, -0, 0, 1, 1.5, 2, 52, 53, 80, 443, 1023, 1024, 4369, 4370, 9100, 65534, 65535, 65536, 100_000],
  ...[
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    2 ** 63,
    1e21,
    1e-7,
    Number.MAX_VALUE,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ],
];

const OF_CLASS: { readonly [name: string]: () => readonly unknown[] } = {
  Cpu: () => [Cpu.millis(1), Cpu.millis(1500), Cpu.units(0), Cpu.units(1024), Cpu.units(1e6), Cpu.units(0.5)],
  Duration: () => [
    ...[0, 1, 59, 2 ** 31 - 1, 2 ** 31, 2 ** 40, 2 ** 53].map((amount) => Duration.seconds(amount)),
    Duration.millis(1500),
    Duration.days(400),
  ],
  Size: () => [...[0, 1, 1023, 1024, 2 ** 30, 2 ** 43, 2 ** 53, 2 ** 60].map((amount) => Size.kibibytes(amount))],
};

/** Values of a type that are odd; none of a type that has other values in it. */
export function oddValues(type: Type): readonly unknown[] {
  switch (type.kind) {
    case 'string':
      return TEXTS;
    case 'number':
      return NUMBERS;
    case 'boolean':
      return [true, false];
    case 'enum':
      return [...type.members.keys()];
    case 'class':
      return OF_CLASS[type.name]?.() ?? [];
    case 'list':
      return [[], ...oddValues(type.of).flatMap((item) => [[item, item]])];
    case 'map':
      return type.of.kind === 'string' ? [{}, ...TEXTS.map((key) => ({ [key]: 'a' })), ...large()] : [];
    default:
      return [];
  }
}

/** Maps of more than an object, an annotation or a ConfigMap holds. */
function large(): readonly { readonly [key: string]: string }[] {
  const text = 'a'.repeat(2 ** 18);
  return [
    { a: text },
    { a: text.slice(0, 2 ** 17), b: text.slice(0, 2 ** 17) },
    Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`a${index}`, text])),
  ];
}
