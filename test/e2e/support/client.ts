import { api } from './api';
import { HELLO, IMAGE } from './hello';
import { kubectl } from './kubectl';
import { until } from './until';

/** A Job that runs one expression of the release and ends: a stranger, or a load generator. */
export interface Client {
  readonly name: string;
  readonly expression: string;
  readonly env?: { readonly [name: string]: string };
  readonly labels?: { readonly [key: string]: string };
  readonly node?: string;
}

/** Starts a client. */
export async function start(namespace: string, client: Client): Promise<void> {
  const env = { RELEASE_DISTRIBUTION: 'none', RELEASE_TMP: '/tmp', LANG: 'C.UTF-8', ...client.env };
  const template = {
    metadata: { labels: client.labels },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 1,
      ...(client.node ? { nodeName: client.node } : {}),
      securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'client',
          image: IMAGE,
          imagePullPolicy: 'IfNotPresent',
          command: [HELLO, 'eval', client.expression],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
  const job = { metadata: { name: client.name }, spec: { backoffLimit: 0, template } };
  const { status, body } = await api('POST', `/apis/batch/v1/namespaces/${namespace}/jobs`, job);
  if (status >= 300) throw new Error(`${client.name}: ${JSON.stringify(body)}`);
}

/** Waits until a client runs. */
export async function running(namespace: string, name: string): Promise<void> {
  await until(`${name} runs`, 60, async () => (await podOf(namespace, name)).status.phase === 'Running');
}

/** Waits until a client has ended, and returns the JSON of its last line. */
export async function result(namespace: string, name: string, seconds = 60): Promise<any> {
  const pod = await until(`${name} ends`, seconds, async () => {
    const found = await podOf(namespace, name);
    return ['Succeeded', 'Failed'].includes(found.status.phase) && found;
  });
  const log = await kubectl(['-n', namespace, 'logs', pod.metadata.name]);
  if (pod.status.phase !== 'Succeeded') throw new Error(`${name}: ${pod.status.phase}\n${log}`);
  return JSON.parse(log.trim().split('\n').at(-1) as string);
}

async function podOf(namespace: string, name: string): Promise<any> {
  const selector = encodeURIComponent(`batch.kubernetes.io/job-name=${name}`);
  const { body } = await api('GET', `/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`);
  return body.items[0];
}

/** What a stranger finds who tries ports of a host. */
export async function scan(
  namespace: string,
  host: string,
  ports: readonly number[],
  who: { readonly name: string; readonly labels?: { readonly [key: string]: string } },
): Promise<{ [port: string]: string }> {
  const env = { SCAN_HOST: host, SCAN_PORTS: ports.join(',') };
  await start(namespace, { ...who, expression: 'Hello.Scan.run()', env });
  return result(namespace, who.name, 90);
}
