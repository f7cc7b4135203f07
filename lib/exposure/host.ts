import { Refusal } from '../errors/refusal';

/** Host name as browsers send it: https://www.rfc-editor.org/rfc/rfc1123, lower-case, not an address. */
const HOST = /^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Refuses what is no host. Phoenix compares the `Origin` of every socket with PHX_HOST: a wrong one makes each LiveView
 * reconnect for ever.
 */
export function checkHost(property: string, host: string): string {
  const text = String(host ?? '');
  const address = /^\d+(\.\d+){3}$/.test(text);
  if (typeof host === 'string' && HOST.test(host) && !address) return host;
  const bare = text
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/:].*$/, '')
    .replace(/^\*\./, '')
    .toLowerCase();
  throw new Refusal({
    property,
    value: host,
    why: 'Phoenix compares it with the Origin of every socket, and routes match it as it stands',
    allowed: 'a host name in lower case: no scheme, port, path, wildcard or address',
    fix: `for example "${HOST.test(bare) && bare && !address ? bare : 'chat.example.com'}"`,
  });
}
