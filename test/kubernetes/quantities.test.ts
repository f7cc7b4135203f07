import { Size } from 'cdk8s';
import { cpuQuantity, quantity } from '../../lib/kubernetes/quantities';
import fc from '../support/random';

test.each([
  [Size.kibibytes(1), '1Ki'],
  [Size.kibibytes(1536), '1536Ki'],
  [Size.mebibytes(64), '64Mi'],
  [Size.mebibytes(1024), '1Gi'],
  [Size.mebibytes(1536), '1536Mi'],
  [Size.gibibytes(1024), '1Ti'],
])('%o is %s, as the API server writes it', (size, expected) => {
  expect(quantity('size', size)).toBe(expected);
});

test('no size gets lost on the way', () => {
  const UNITS = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (kibibytes) => {
      const [, amount, unit] = /^(\d+)(\w\w)$/.exec(quantity('size', Size.kibibytes(kibibytes))) ?? [];
      expect(Number(amount) * 1024 ** UNITS.indexOf(unit)).toBe(kibibytes);
    }),
  );
});

test.each([
  [1, '1'],
  [0.25, '250m'],
  [1.5, '1500m'],
  [2.0, '2'],
  [0.1, '100m'],
  [0.0001, '1m'],
])('%d cores are %s', (cores, expected) => {
  expect(cpuQuantity(cores)).toBe(expected);
});
