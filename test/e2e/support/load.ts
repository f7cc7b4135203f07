import { result, running, start } from './client';
import { after, stopwatch } from './until';

/** What clients of every kind saw while something happened to the servers. */
export interface Seen {
  readonly requests: number;
  readonly failed: number;
  readonly retried: number;
  readonly errors: string;
  readonly sockets: any;
}

/**
 * Sends requests over kept, new and slow connections and holds WebSockets, all to the Service, while `act` changes what
 * is behind it. The change must be through well before the load ends.
 */
export async function underLoad(namespace: string, seconds: number, act: () => Promise<void>): Promise<Seen> {
  const load = { KEEPALIVE: 2, NEW: 2, SLOW: 4, SLOW_MS: 2500, WS: 10, SECONDS: seconds };
  const env = Object.fromEntries(Object.entries(load).map(([name, value]) => [`LOAD_${name}`, String(value)]));
  const client = { name: 'load', expression: 'Hello.Load.run()', labels: { 'app.kubernetes.io/name': 'load' } };
  await start(namespace, { ...client, env: { ...env, LOAD_URL: 'http://web' } });
  await running(namespace, client.name);
  const clock = stopwatch();
  await after(5);
  await act();
  if (clock() > seconds - 8) throw new Error(`the change took ${clock()} s, and the load only ${seconds} s`);
  return seen(await result(namespace, client.name, seconds + 60));
}

function seen({ keepalive, new: fresh, slow, ws }: any): Seen {
  const kinds = [keepalive, fresh, slow];
  const sum = (count: (kind: any) => number) => kinds.reduce((total, kind) => total + count(kind), 0);
  return {
    requests: sum((kind) => kind.requests),
    failed: sum((kind) => kind.failed),
    retried: sum((kind) => kind.retried),
    errors: JSON.stringify(kinds.map(({ errors }) => errors)),
    sockets: ws,
  };
}
