// Controllers behind which an application is reached, and what a browser sees through them.
import { api } from './api';
import { result, start } from './client';
import { CLUSTER_COMMAND } from './faults';
import { kubectlJson } from './kubectl';
import { until } from './until';

/** Name under which Traefik is reached in the cluster, and where its pods are. */
export const TRAEFIK = { host: 'traefik.infra', namespace: 'infra', labels: { 'app.kubernetes.io/name': 'traefik' } };

/** ClusterIssuer whose authority the clients of the suite believe. */
export const ISSUER = 'test-ca';

/** Why nothing is tried behind Traefik with a certificate of cert-manager; E2E_CLUSTER_COMMAND can bring both. */
export async function withoutControllers(): Promise<string | undefined> {
  const needed = {
    'IngressClass `traefik`: `addon traefik`': '/apis/networking.k8s.io/v1/ingressclasses/traefik',
    'ClusterIssuer `test-ca`: `addon cert-manager`': `/apis/cert-manager.io/v1/clusterissuers/${ISSUER}`,
  };
  for (const [what, path] of Object.entries(needed)) {
    const { status } = await api('GET', path);
    if (status === 200) continue;
    const reason = `this cluster has no ${what}`;
    if (CLUSTER_COMMAND) throw new Error(`${reason}; E2E_CLUSTER_COMMAND is set, and has to bring it`);
    return reason;
  }
  return undefined;
}

/** Environment of a client that goes through Traefik and believes the authority of the issuer alone. */
export async function throughTraefik(): Promise<{ [name: string]: string }> {
  const { data } = await kubectlJson(['-n', 'cert-manager', 'get', `secret/${ISSUER}`]);
  return { LOAD_CONNECT: TRAEFIK.host, LOAD_CACERT: Buffer.from(data['tls.crt'], 'base64').toString() };
}

/** Answer to a visit: a status with where it leads and what it says, or why there was none. */
export interface Answer {
  readonly status?: number;
  readonly location?: string;
  readonly body?: string;
  readonly error?: string;
}

let visits = 0;

/** What a browser that goes through Traefik and follows no redirect gets for each URL. */
export async function visit(namespace: string, urls: readonly string[]): Promise<{ [url: string]: Answer }> {
  const name = `visit-${++visits}`;
  const env = { ...(await throughTraefik()), VISIT_URLS: urls.join(' ') };
  await start(namespace, { name, expression: 'Hello.Visit.run()', env });
  return result(namespace, name);
}

/** Waits until a URL is answered with a status: a new route takes some seconds, and a new certificate more. */
export async function answered(namespace: string, url: string, status = 200): Promise<void> {
  await until(`${url} answers ${status}`, 90, async () => {
    const { [url]: answer } = await visit(namespace, [url]);
    if (answer.status !== status) throw new Error(JSON.stringify(answer));
    return true;
  });
}
