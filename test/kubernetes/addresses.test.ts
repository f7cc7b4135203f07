import { BlockList } from 'node:net';
import { checkAddress, checkCidr } from '../../lib/kubernetes/addresses';
import fc, { runs } from '../support/random';

const takes = (cidr: string) => {
  try {
    return checkCidr('cidr', cidr) === cidr;
  } catch {
    return false;
  }
};

test('a range is one where no other range of its length holds its address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 0, max: 128 }), (address, length) => {
      const family = address.includes(':') ? 'ipv6' : 'ipv4';
      const most = family === 'ipv4' ? 32 : 128;
      if (length > most) return expect(takes(`${address}/${length}`)).toBe(false);
      // An address of a range has no bits beyond the prefix: nothing that is lower is in it.
      const range = new BlockList();
      range.addSubnet(address, length, family);
      const [last, ...before] = bytes(address, family).reverse();
      const lower = last > 0 ? [last - 1, ...before].reverse() : undefined;
      if (lower && takes(`${address}/${length}`)) expect(range.check(text(lower, family), family)).toBe(false);
      return undefined;
    }),
    runs(500),
  );
});

function bytes(address: string, family: string): number[] {
  if (family === 'ipv4') return address.split('.').map(Number);
  const url = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head, tail = ''] = url.split('::');
  const groups = (part: string) => part.split(':').filter(Boolean);
  const missing = url.includes('::') ? 8 - groups(head).length - groups(tail).length : 0;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  return all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
}

function text(all: readonly number[], family: string): string {
  if (family === 'ipv4') return all.join('.');
  return Array.from({ length: 8 }, (_, at) => (all[2 * at] * 256 + all[2 * at + 1]).toString(16)).join(':');
}

test.each([
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.1.2.3/32',
  '::/0',
  '2001:db8::/32',
  '2001:DB8::/32',
  '2001:db8:0:0:0:0:0:1/128',
  'fd00:0:0:1::/64',
  '64:ff9b::10.0.0.0/104',
])('%s is a range', (cidr) => expect(takes(cidr)).toBe(true));

test.each([
  '',
  '10.0.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0.0/-1',
  '010.0.0.0/8',
  '10.0.0.1/8',
  '10.0.0.0/8/8',
  '::1/127',
  '::/129',
  'fe80::%eth0/64',
  '::ffff:10.0.0.0/104',
  '2001:db8:0:8000::/32',
])('%s is none', (cidr) => expect(takes(cidr)).toBe(false));

test('an address of one machine alone is none', () => {
  expect(() => checkAddress('ip', 'fe80::1%eth0')).toThrow('`ip` is "fe80::1%eth0"');
  expect(() => checkAddress('ip', undefined)).toThrow('`ip` is not given');
  for (const address of ['10.0.0.9', 'fe80::1', '::1']) checkAddress('ip', address);
});
