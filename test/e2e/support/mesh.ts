import { ask, type Pod, pods, rpc } from './pods';
import { stopwatch, until } from './until';

/** What a pod's node says of itself and of the others. */
export interface View {
  readonly node: string;
  readonly nodes: readonly string[];
}

/** Asks a web pod over HTTP; a worker has no port and is asked with `rpc`. */
export async function view(namespace: string, pod: Pod): Promise<View> {
  const serves = pod.labels['app.kubernetes.io/name'].startsWith('web');
  return serves ? ask(namespace, pod.name, '/nodes') : byRpc(namespace, pod.name);
}

/** What `bin/hello rpc` says of a pod's node. */
export async function byRpc(namespace: string, pod: string): Promise<View> {
  const text = await rpc(namespace, pod, 'IO.puts(Hello.Json.encode(%{node: node(), nodes: Enum.sort(Node.list())}))');
  return JSON.parse(text);
}

/** Whether every node sees exactly all others. */
export function isWhole(views: readonly View[]): boolean {
  const names = views.map(({ node }) => node).sort();
  return views.every(
    ({ node, nodes }) => JSON.stringify([...nodes].sort()) === JSON.stringify(names.filter((name) => name !== node)),
  );
}

/**
 * Waits until these releases have that many pods in all, and their nodes form one cluster and no larger one.
 *
 * @returns the pods, and the seconds that it took
 */
export async function whole(
  namespace: string,
  releases: readonly string[],
  count: number,
  seconds = 60,
  clock = stopwatch(),
): Promise<{ pods: Pod[]; seconds: number; views: View[] }> {
  return until(`one cluster of ${count} in ${namespace}`, seconds, async () => {
    const all = (await Promise.all(releases.map((release) => pods(namespace, release)))).flat();
    if (all.length !== count || all.some(({ container }) => !container.started)) return undefined;
    const views = await Promise.all(all.map((pod) => view(namespace, pod)));
    return isWhole(views) && { pods: all, seconds: clock(), views };
  });
}
