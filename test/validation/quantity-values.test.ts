import { quantityValue } from '../../lib/validation/quantity-values';

test.each<[unknown, number]>([
  ['1', 1],
  ['100m', 0.1],
  ['64Mi', 64 * 1024 * 1024],
  ['1k', 1000],
  ['1e3', 1000],
  ['1E', 1e18],
  ['-1.5', -1.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1n', 1e-9],
  [0.5, 0.5],
])('%j is the quantity %d', (text, value) => expect(quantityValue(text)).toBeCloseTo(value, 9));

test.each([['1 Mi'], ['Mi'], ['1K'], ['1mi'], ['0x1'], [''], ['.'], [true], [null], [['1']]])('%j is none', (text) =>
  expect(quantityValue(text)).toBeUndefined(),
);
