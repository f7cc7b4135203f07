import { kubectl } from './kubectl';
import type { Pod } from './pods';

/** How often the nodes of these pods said something, since so many seconds ago. */
export async function logged(
  namespace: string,
  pods: readonly Pod[],
  what: RegExp,
  sinceSeconds: number,
): Promise<number> {
  const since = `--since=${Math.ceil(sinceSeconds)}s`;
  const logs = await Promise.all(pods.map(({ name }) => kubectl(['-n', namespace, 'logs', name, since])));
  return logs
    .join('\n')
    .split('\n')
    .filter((line) => what.test(line)).length;
}

/** How often the nodes of these pods said that another was gone. */
export function nodedowns(namespace: string, pods: readonly Pod[], sinceSeconds: number): Promise<number> {
  return logged(namespace, pods, /nodedown /, sinceSeconds);
}

/** Lines of a pod's log, from now to its end, each with its time in seconds. */
export async function lines(namespace: string, pod: string): Promise<{ at: number; text: string }[]> {
  const log = await kubectl(['-n', namespace, 'logs', '-f', '--timestamps', pod], { timeoutSeconds: 120 });
  return log.split('\n').map((line) => {
    const [time, ...words] = line.split(' ');
    return { at: Date.parse(time) / 1000, text: words.join(' ') };
  });
}
