/**
 * Flags that say how nodes talk: the protocol, and the option file of TLS.
 *
 * Source: https://www.erlang.org/doc/apps/ssl/ssl_distribution; https://www.erlang.org/doc/apps/erts/erl_cmd,
 * `-proto_dist`.
 */
const PROTOCOL = /^(?:[^#\n]*\s)?-proto_dist\s+(\S+)/m;
const OPTIONS_FILE = /^(?:[^#\n]*\s)?-ssl_dist_optfile\s+"?([^\s"]+)/m;
const OPTIONS = /^(?:[^#\n]*\s)?-ssl_dist_opt\s/m;

/** Protocol of a VM that is told none. */
export const PLAIN_PROTOCOL = 'inet_tcp';

/** Protocol that arguments of a VM name; undefined where they name none. */
export function protocolOf(text: string): string | undefined {
  return PROTOCOL.exec(text)?.[1];
}

/** Whether a protocol is TLS: `inet_tls`, `inet6_tls`. */
export function isTls(protocol: string | undefined): boolean {
  return protocol !== undefined && /^inet6?_tls$/.test(protocol);
}

/** Path of the option file of TLS. */
export function optionsFileOf(text: string): string | undefined {
  return OPTIONS_FILE.exec(text)?.[1];
}

/** Whether arguments give options of TLS one by one, without a file. */
export function givesTlsOptions(text: string): boolean {
  return OPTIONS.test(text);
}
