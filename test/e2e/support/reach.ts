import { kubectl } from './kubectl';
import { exec, rpc } from './pods';
import { CommandFailed } from './run';

/** Whether the API server answers within 5 seconds. */
export async function apiServer(): Promise<'answers' | 'times out'> {
  try {
    await kubectl(['get', '--raw', '/version', '--request-timeout=5s']);
    return 'answers';
  } catch (error) {
    if (error instanceof CommandFailed && /timeout|timed out|deadline/i.test(error.stderr)) return 'times out';
    throw error;
  }
}

/** What becomes of a TCP connection from a pod's node to a port: `open`, or the reason why not. */
export function connection(namespace: string, pod: string, host: string, port: number): Promise<string> {
  const options = '[], 3_000';
  const attempt = `:gen_tcp.connect(~c"${host}", ${port}, ${options})`;
  return rpc(namespace, pod, `IO.puts(case ${attempt} do {:ok, _} -> :open; {:error, reason} -> reason end)`);
}

/** Whether a pod can look up a name of the cluster. */
export async function lookup(namespace: string, pod: string): Promise<string> {
  const command = 'getent hosts kubernetes.default.svc.cluster.local. >/dev/null && echo answers || echo fails';
  return (await exec(namespace, pod, 'env', 'RES_OPTIONS=timeout:2 attempts:1', 'sh', '-c', command)).trim();
}
