/**
 * Folder in which a node finds its certificate: a mount of its own, so that a renewed one reaches running pods.
 */
export const TLS_PATH = '/etc/erlang-tls';

/** Option file of TLS, beside vm.args. */
export const TLS_OPTIONS_FILE = 'ssl_dist.conf';

/** Key of the certificate of the private authority, as cert-manager and others name it in a Secret. */
export const AUTHORITY_FILE = 'ca.crt';

/** Files of a node's certificate, in `TLS_PATH`. */
export interface TlsFiles {
  /** Certificate, and those between it and the authority. */
  readonly certificate: string;
  /** Private key. */
  readonly key: string;
}

/**
 * Option file of TLS for the distribution, in Erlang terms: mutual, so that both sides show a certificate of the
 * authority. The node that dials would compare the names in the certificate with the host of the node's name, an address
 * as often as not; any name is accepted instead, as one certificate is for all members.
 *
 * TLS 1.3 alone: seen with OTP 25.
 *
 * Source: https://www.erlang.org/doc/apps/ssl/ssl_distribution, "Specifying TLS Options";
 * https://www.erlang.org/doc/apps/public_key/public_key.html#pkix_verify_hostname/3, `match_fun`.
 */
export function tlsOptions({ certificate, key }: TlsFiles): string {
  const file = (option: string, name: string) => `{${option}, "${TLS_PATH}/${name}"}`;
  const shared = [
    file('certfile', certificate),
    file('keyfile', key),
    file('cacertfile', AUTHORITY_FILE),
    '{verify, verify_peer}',
    "{versions, ['tlsv1.3']}",
  ];
  const server = [...shared, '{fail_if_no_peer_cert, true}'];
  const client = [...shared, "{customize_hostname_check, [{match_fun, fun erlang:'/='/2}]}"];
  const section = (side: string, options: readonly string[]) => ` {${side}, [\n   ${options.join(',\n   ')}\n ]}`;
  return `[\n${section('server', server)},\n${section('client', client)}\n].\n`;
}
