import type { Seen } from './load';
import { ask, pods } from './pods';
import { until } from './until';

/** A load of WebSockets alone. */
export const SOCKETS = { KEEPALIVE: 0, NEW: 0, SLOW: 0, SLOW_MS: 0, WS: 200, SECONDS: 0 };

/** Waits until all WebSockets are open at once, and says how many each pod of a release has. */
export function spread(namespace: string, release: string, all = SOCKETS.WS): Promise<number[]> {
  return until(`${all} open sockets`, 30, async () => {
    const names = (await pods(namespace, release)).map(({ name }) => name);
    const counts = await Promise.all(names.map(async (name) => (await ask(namespace, name, '/sockets')).sockets));
    return counts.reduce((sum, one) => sum + one, 0) === all && counts.sort((one, other) => other - one);
  });
}

/** Sockets of the pod with most of them, as a multiple of the mean. */
export function unevenness(counts: readonly number[]): number {
  const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length;
  return Math.round((Math.max(...counts) / mean) * 100) / 100;
}

/** Codes with which the server closed sockets. */
export const codes = ({ ws }: Seen) => Object.keys(ws.closed).join() || 'none';

/** Sockets that ended without a code, and those that could not be opened. */
export const broken = ({ ws }: Seen) => ws.abnormal + ws.failed;
