import { isIP } from 'node:net';
import { Refusal } from '../errors/refusal';
import { isName } from '../kubernetes/names';

/** Address that a Gateway asks for, in the API's own JSON. */
interface Address {
  readonly type: 'IPAddress' | 'Hostname';
  readonly value: string;
}

/** Most addresses: https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec. */
const MOST = 16;

const isAddress = (text: string) => isIP(text) !== 0 && !text.includes('%');

/** Addresses of a Gateway; refuses what is neither an address nor a host, and one that stands twice. */
export function checkAddresses(property: string, addresses: readonly string[]): Address[] {
  const wrong = addresses.findIndex(
    (one, index) => (!isAddress(one) && !isName('subdomain', one)) || addresses.indexOf(one) !== index,
  );
  if (wrong < 0 && addresses.length > 0 && addresses.length <= MOST) {
    return addresses.map((value) => ({ type: isAddress(value) ? 'IPAddress' : 'Hostname', value }));
  }
  throw new Refusal({
    property: wrong < 0 ? property : `${property}[${wrong}]`,
    ...(wrong < 0 ? { kind: `${addresses.length} addresses` } : { value: addresses[wrong] }),
    allowed: `1 to ${MOST} addresses or hosts, each once`,
    fix: "for example ['203.0.113.10']",
  });
}
