import { Refusal } from '../errors/refusal';
import { checkOnce } from '../kubernetes/unique';

/** Host name as browsers send it: https://www.rfc-editor.org/rfc/rfc1123, lower-case, not an address. */
const HOST = /^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const ADDRESS = /^\d+(\.\d+){3}$/;

/** First label of a host that stands for any one label: of an Ingress and of a Gateway's route. */
const ANY = '*.';

/**
 * Refuses what is no host. Phoenix compares the `Origin` of every socket with PHX_HOST: a wrong one makes each LiveView
 * reconnect for ever.
 */
export function checkHost(property: string, host: string): string {
  if (isHost(host)) return host;
  throw noHost(property, host, 'a host name in lower case: no scheme, port, path, wildcard or address');
}

/**
 * Refuses hosts that no way in takes, none, and one that stands twice.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards;
 * https://gateway-api.sigs.k8s.io/reference/spec/#hostname
 */
export function checkHosts(property: string, hosts: readonly string[]): readonly string[] {
  if (hosts.length === 0) {
    throw new Refusal({
      property,
      value: hosts,
      why: 'a way in without hosts takes the requests of every host',
      allowed: 'one host or more',
      fix: 'leave it out for `host` alone',
    });
  }
  hosts.forEach((host, index) => {
    const wildcard = typeof host === 'string' && host.startsWith(ANY);
    if (isHost(wildcard ? host.slice(ANY.length) : host)) return;
    const allowed = 'a host name in lower case, or `*.` and one: no scheme, port, path or address';
    throw noHost(`${property}[${index}]`, host, allowed);
  });
  return checkOnce(property, hosts);
}

function isHost(host: unknown): host is string {
  return typeof host === 'string' && HOST.test(host) && !ADDRESS.test(host);
}

function noHost(property: string, host: unknown, allowed: string): Refusal {
  const bare = String(host ?? '')
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/:].*$/, '')
    .replace(/^\*\./, '')
    .toLowerCase();
  return new Refusal({
    property,
    value: host,
    why: 'Phoenix compares it with the Origin of every socket, and routes match it as it stands',
    allowed,
    fix: `for example "${isHost(bare) ? bare : 'chat.example.com'}"`,
  });
}
