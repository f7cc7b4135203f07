import type { AgentOptions } from 'node:https';
import { kubectl } from './kubectl';

/** Where the API server is, and how to be let in; undefined where only kubectl itself knows how. */
export interface Credentials {
  readonly server: string;
  readonly tls: AgentOptions;
  readonly headers: { readonly [name: string]: string };
}

/** The credentials of the KUBECONFIG, where it holds a token or a certificate. */
export async function credentials(): Promise<Credentials | undefined> {
  const config = JSON.parse(await kubectl(['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json']));
  const [{ cluster }] = config.clusters;
  const user = config.users?.[0]?.user ?? {};
  const token: string | undefined = user.token;
  const certificate = decoded(user['client-certificate-data']);
  if (!cluster.server.startsWith('https:') || cluster['proxy-url'] || (!token && !certificate)) return undefined;
  return {
    server: cluster.server,
    tls: {
      ca: decoded(cluster['certificate-authority-data']),
      cert: certificate,
      key: decoded(user['client-key-data']),
      rejectUnauthorized: !cluster['insecure-skip-tls-verify'],
      servername: cluster['tls-server-name'],
    },
    headers: token ? { authorization: `Bearer ${token}` } : {},
  };
}

function decoded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, 'base64').toString();
}
