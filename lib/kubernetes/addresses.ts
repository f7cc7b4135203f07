import { isIP } from 'node:net';
import { Refusal } from '../errors/refusal';

/** Refuses what is no address; one with a zone (`fe80::1%eth0`) is known to one machine alone. */
export function checkAddress(property: string, address: string | undefined): void {
  if (isIP(String(address)) !== 0 && !String(address).includes('%')) return;
  throw new Refusal({ property, value: address, allowed: 'an IPv4 or IPv6 address', fix: 'for example "10.0.0.9"' });
}

/**
 * Refuses a range of addresses that no API server takes, or that newer ones refuse: Kubernetes reads `010.0.0.0/8` and
 * `10.0.0.1/8` otherwise than other programs do, and 1.36 refuses them in new objects.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ and KEP-4858, IP/CIDR validation.
 */
export function checkCidr(property: string, cidr: string): string {
  if (isRange(cidr)) return cidr;
  const { bits, network, length } = rangeIn(cidr) ?? {};
  throw new Refusal({
    property,
    value: cidr,
    ...(network !== bits ? { why: `the address has more bits set than the first ${length}` } : {}),
    allowed: 'a network address and a prefix length',
    fix: network?.length === 32 ? `for example "${dotted(network)}/${length}"` : 'for example "10.0.0.0/8"',
  });
}

/** Whether it is a range of addresses, as the newest API server reads it. */
export function isRange(value: unknown): value is string {
  const range = typeof value === 'string' ? rangeIn(value) : undefined;
  return range !== undefined && range.network === range.bits && !isMapped(range.bits);
}

/** Whether one range lies inside of another, and is smaller. */
export function isInside(one: string, other: string): boolean {
  const [inner, outer] = [one, other].map(rangeIn);
  if (inner === undefined || outer === undefined || inner.bits.length !== outer.bits.length) return false;
  return inner.length > outer.length && inner.bits.startsWith(outer.bits.slice(0, outer.length));
}

/** Whether it is an address, as the newest API server reads it. */
export function isAddress(value: unknown): value is string {
  const bits = typeof value === 'string' && !value.includes('%') ? bitsOf(value) : undefined;
  return bits !== undefined && !isMapped(bits);
}

/** Bits of an address with a prefix length, and of its network; undefined where it is none. */
function rangeIn(cidr: string): { bits: string; network: string; length: number } | undefined {
  const [, address = '', digits = ''] = /^([^/%]+)\/(0|[1-9]\d{0,2})$/.exec(String(cidr)) ?? [];
  const [bits, length] = [bitsOf(address), Number(digits)];
  if (bits === undefined || length > bits.length) return undefined;
  return { bits, network: bits.slice(0, length).padEnd(bits.length, '0'), length };
}

/** Address as bits, 32 or 128 of them; undefined where it is none. */
function bitsOf(address: string): string | undefined {
  if (isIP(address) === 4)
    return address
      .split('.')
      .map((part) => binary(Number(part), 8))
      .join('');
  return isIP(address) === 6
    ? groupsOf(address)
        .map((group) => binary(group, 16))
        .join('')
    : undefined;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [, head, v4 = ''] = /^(.*?)(\d+\.\d+\.\d+\.\d+)?$/.exec(address) as RegExpExecArray;
  const bytes = v4.split('.').map(Number);
  const tail = v4 === '' ? '' : [0, 2].map((at) => (bytes[at] * 256 + bytes[at + 1]).toString(16)).join(':');
  const [before, after] = `${head}${tail}`.split('::').map((part) => part.split(':').filter(Boolean));
  const given = [...before, ...(after ?? [])].length;
  return [...before, ...Array.from({ length: 8 - given }, () => '0'), ...(after ?? [])].map((group) =>
    Number.parseInt(group, 16),
  );
}

function binary(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}

/** Whether it is an IPv4 address written as IPv6, which no policy matches. */
function isMapped(bits: string): boolean {
  return bits.startsWith('1'.repeat(16).padStart(96, '0')) && bits.length === 128;
}

function dotted(bits: string): string {
  return [0, 8, 16, 24].map((at) => Number.parseInt(bits.slice(at, at + 8), 2)).join('.');
}
