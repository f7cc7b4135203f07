import { api } from './api';
import { HELLO } from './hello';
import { kubectl } from './kubectl';

/** A pod, as far as the suite looks at it. */
export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly ip: string;
  readonly node: string;
  /** Image of its first container, as the template names it. */
  readonly image: string;
  readonly ready: boolean;
  readonly labels: { readonly [key: string]: string };
  readonly container: any;
  readonly status: any;
}

/** The pods of a release that are not about to stop; of every release where no name is given. */
export async function pods(namespace: string, release?: string): Promise<Pod[]> {
  const query = release ? `?labelSelector=${encodeURIComponent(`app.kubernetes.io/name=${release}`)}` : '';
  const { body } = await api('GET', `/api/v1/namespaces/${namespace}/pods${query}`);
  return body.items.filter((item: any) => !item.metadata.deletionTimestamp).map(pod);
}

function pod({ metadata, spec, status }: any): Pod {
  return {
    name: metadata.name,
    uid: metadata.uid,
    ip: status.podIP,
    node: spec.nodeName,
    image: spec.containers[0].image,
    ready: status.conditions?.some((one: any) => one.type === 'Ready' && one.status === 'True') ?? false,
    labels: metadata.labels,
    container: status.containerStatuses?.[0] ?? {},
    status,
  };
}

/** How many of some pods are still there. */
export const kept = (before: readonly Pod[], now: readonly Pod[]) =>
  before.filter(({ uid }) => now.some((pod) => pod.uid === uid)).length;

/** Asks a pod over HTTP, through the API server. */
export async function ask(namespace: string, name: string, path: string, port = 4000): Promise<any> {
  const { status, body } = await api('GET', `/api/v1/namespaces/${namespace}/pods/${name}:${port}/proxy${path}`);
  if (status !== 200) throw new Error(`${name}${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Runs a command in a pod. */
export function exec(namespace: string, name: string, ...command: string[]): Promise<string> {
  return kubectl(['-n', namespace, 'exec', name, '--', ...command], { timeoutSeconds: 60 });
}

/** Evaluates an expression in the running node of a pod, as `bin/hello rpc` does. */
export async function rpc(namespace: string, name: string, expression: string): Promise<string> {
  return (await exec(namespace, name, HELLO, 'rpc', expression)).trim();
}
