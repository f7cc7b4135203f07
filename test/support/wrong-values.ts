import { Duration, Size } from 'cdk8s';
import { Drain, ExistingSecret } from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { newChart } from './subjects';

class Foreign {
  public readonly amount = 5;
}

function circular(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}

/** Values that users give by mistake, one of each kind. */
export const WRONG_VALUES: { readonly [kind: string]: () => unknown } = {
  null: () => null,
  true: () => true,
  false: () => false,
  'the text true': () => 'true',
  'the text false': () => 'false',
  'an empty text': () => '',
  text: () => 'Some text?!',
  'a number as text': () => '5',
  zero: () => 0,
  'a negative number': () => -1,
  'half a number': () => 1.5,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  'a number above 2^53': () => 2 ** 60,
  'a bigint': () => 5n,
  'a symbol': () => Symbol('a'),
  'a function': () => () => 5,
  'an empty list': () => [],
  'a list of nothing': () => [undefined, null, false],
  'a list of texts': () => ['a', 'b'],
  'a list of lists': () => [[[]]],
  'an empty object': () => ({}),
  'an object without prototype': () => Object.assign(Object.create(null), { a: 1 }),
  'an object of null': () => ({ a: null, name: null, key: null, secret: null, value: null }),
  'an object that holds itself': circular,
  'a Map': () => new Map([['a', 'b']]),
  'a Set': () => new Set(['a']),
  'a Date': () => new Date(0),
  'a pattern': () => /a/,
  'a Promise': () => Promise.resolve('a'),
  'a Duration': () => Duration.seconds(30),
  'part of a second': () => Duration.millis(1500),
  'a Size': () => Size.mebibytes(1),
  'a Cpu': () => Cpu.units(1),
  'a Drain': () => Drain.sockets(),
  'a SecretKey': () => ExistingSecret.named('a').key('B'),
  'an ExistingSecret': () => ExistingSecret.named('a'),
  'an object of a class': () => new Foreign(),
  'a construct': () => newChart(),
};
