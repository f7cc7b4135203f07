// Documents as the API server's own parser reads them: kubectl's decoder, in Go. Where stock cdk8s is read right, the
// document is the same byte for byte; where it is not, the document is read right.
import { isDeepStrictEqual } from 'node:util';
import { Yaml } from 'cdk8s';
import { document } from '../../../lib/app/yaml/document';
import fc, { runs } from '../../support/random';
import { type Answer, readByServer, whyNotBuilt } from './support/server';
import { HOSTILE, MERGE, MISREAD, text, trees } from './support/texts';

const why = whyNotBuilt();
if (why !== undefined) {
  if (process.env.GO === 'required') throw new Error(`GO=required, but ${why}`);
  console.warn(`SKIPPED: documents as the API server reads them, which takes Go (https://go.dev/dl): ${why}`);
}

const describeWithGo = why === undefined ? describe : describe.skip;

/** The value as JSON holds it, without a sign of 0. */
const json = (value: unknown) => JSON.parse(JSON.stringify(value), (_, one) => (one === 0 ? 0 : one));

function isRead({ documents, error }: Answer, value: unknown): boolean {
  return error === undefined && documents.length === 1 && isDeepStrictEqual(json(documents[0]), json(value));
}

/** Texts that stock cdk8s writes right by luck, such as numbers too large for the parser: ours has always quotes. */
const BY_LUCK = /[\u0085\u2028\u2029\ue000\ufeff]|\d[eE][-+]?\d[\d_]{2,}/;

/** Values, shortened, whose documents are misread, those that stock cdk8s writes right, and needless differences. */
function compare(values: readonly object[]): { misread: string[]; different: string[]; stockRight: string[] } {
  const manifests = values.map((value) => ({ apiVersion: 'v1', ...value }));
  const ours = manifests.map((value) => document(value));
  const stock = manifests.map((value) => Yaml.stringify(value));
  const [read, stockRead] = [readByServer(ours), readByServer(stock)];
  const told = (isMeant: (index: number) => boolean) =>
    manifests
      .filter((_, index) => isMeant(index))
      .map((value) => JSON.stringify(value).slice(0, 200))
      .slice(0, 20);
  const stockIsRight = (index: number) => isRead(stockRead[index], manifests[index]);
  return {
    misread: told((index) => !isRead(read[index], manifests[index])),
    different: told(
      (index) => ours[index] !== stock[index] && stockIsRight(index) && !BY_LUCK.test(JSON.stringify(manifests[index])),
    ),
    stockRight: told(stockIsRight),
  };
}

/** Fails where a document is misread, or differs from that of stock cdk8s without need. */
function expectRead(values: readonly object[]): void {
  const { misread, different } = compare(values);
  expect({ misread: misread.slice(0, 5), different: different.slice(0, 5) }).toEqual({ misread: [], different: [] });
}

type Form = (one: string) => object;

const asValue: Form[] = [
  (one) => ({ a: one }),
  (one) => ({ a: [one], b: 1 }),
  (one) => ({ a: { b: [one, { c: one, d: [[one]] }] }, b: 1 }),
];
const asKey: Form[] = [
  (one) => ({ [one]: 'a' }),
  (one) => ({ [one]: { [one]: [1] }, ' ': 'last' }),
  (one) => ({ a: [{ [one]: 'a' }, { z: 1, [one]: { b: 'c' } }] }),
];
/** Documents that are left to the yaml package: an object that is in them twice, great depth, long keys. */
const asLeft: Form[] = [
  (one) => {
    const shared = { [one]: one };
    return { a: shared, b: [shared, shared] };
  },
  (one) => ({ a: Array.from({ length: 70 }).reduce<unknown>((inner) => ({ [one]: [inner] }), one) }),
  (one) => ({ ['k'.repeat(1025)]: one, ['k'.repeat(1024)]: one }),
];
const FORMS = [...asValue, ...asKey, ...asLeft];

describeWithGo('the API server reads the value of a document, which is that of stock cdk8s wherever it can be', () => {
  test('for every hostile text', () => {
    expectRead(HOSTILE.flatMap((one) => FORMS.map((form) => form(one))));
  });

  test.each(Object.entries(MISREAD))('for %s, which it misreads in the document of stock cdk8s', (_, texts) => {
    expect(compare(texts.map(asValue[0])).stockRight).toEqual([]);
    expectRead(texts.flatMap((one) => FORMS.map((form) => form(one))));
  });

  test('for a key that merges maps, which it misreads in the document of stock cdk8s', () => {
    expect(compare(asKey.map((form) => form(MERGE))).stockRight).toEqual([]);
    expectRead(FORMS.map((form) => form(MERGE)));
  });

  test('for marks of the byte order, which it skips wherever its buffer begins with one', () => {
    const values = Array.from({ length: 300 }, (_, index) => ({ a: ['\ufeffa\n'.repeat(index)], b: '\ufeff' }));
    expect(compare(values).stockRight.length).toBeLessThan(values.length);
    expectRead(values);
  });

  test('for keys of every length', () => {
    const lengths = [100, 128, 500, 999, 1000, 1001, 1023, 1024, 1025, 1100];
    const parts = ['k', 'ä', '"', "'", '\n', '\u0001', '\u007f', '<< '];
    expectRead(parts.flatMap((one) => lengths.flatMap((length) => asKey.map((form) => form(one.repeat(length))))));
  });

  test('for 5,000 random texts in every place', () => {
    const texts = fc.sample(text, runs(5000).numRuns);
    expectRead(texts.flatMap((one) => [...asValue, ...asKey].map((form) => form(one))));
  });

  test('for 2,000 random trees', () => {
    expectRead(fc.sample(fc.dictionary(text, trees(text), { maxKeys: 6 }), runs(2000).numRuns));
  });
});
