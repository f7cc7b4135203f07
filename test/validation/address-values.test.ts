import { isAddress, isInside, isRange } from '../../lib/kubernetes/addresses';
import { isReachable } from '../../lib/validation/address-values';

test.each<[string, boolean]>([
  ['10.0.0.0/8', true],
  ['10.0.0.1/8', false],
  ['10.0.0.1/32', true],
  ['10.0.0.0/08', false],
  ['10.0.0.0/33', false],
  ['010.0.0.0/8', false],
  ['0.0.0.0/0', true],
  ['::/0', true],
  ['2001:db8::/32', true],
  ['2001:db8::1/32', false],
  ['2001:db8:1:2:3:4:5:6/128', true],
  ['::ffff:10.0.0.0/104', false],
  ['10.0.0.0', false],
  ['a/8', false],
])('%s is a range: %s', (text, is) => expect(isRange(text)).toBe(is));

test('a range is inside of a wider one of its family', () => {
  expect(isInside('10.1.0.0/16', '10.0.0.0/8')).toBe(true);
  expect(isInside('10.0.0.0/8', '10.0.0.0/8')).toBe(false);
  expect(isInside('11.0.0.0/16', '10.0.0.0/8')).toBe(false);
  expect(isInside('2001:db8:1::/48', '2001:db8::/32')).toBe(true);
  expect(isInside('10.1.0.0/16', '::/0')).toBe(false);
});

test('addresses as the API server reads them', () => {
  for (const address of ['10.0.0.1', '::1', 'fe80::1']) expect(isAddress(address)).toBe(true);
  for (const address of ['010.0.0.1', '::ffff:1.2.3.4', 'fe80::1%eth0', '1.2.3', 5])
    expect(isAddress(address)).toBe(false);
  expect(isReachable('203.0.113.9')).toBe(true);
  for (const address of ['127.0.0.1', '169.254.0.1', '0.0.0.0', '::1', 'fe80::1'])
    expect(isReachable(address)).toBe(false);
});
