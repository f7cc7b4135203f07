import { result, running, start } from './client';
import { kubectl } from './kubectl';
import { after, stopwatch, until } from './until';

/** What a kind of traffic saw. */
interface Traffic {
  readonly failed: number;
  readonly errors: { readonly [reason: string]: number };
  /** The longest time to an answer, and the longest without one. */
  readonly longest_ms: number;
  readonly longest_gap_ms: number;
}

interface Requests extends Traffic {
  readonly requests: number;
  readonly retried: number;
  /** How many answers of `/` each node gave. */
  readonly nodes: { readonly [node: string]: number };
}

interface Sockets extends Traffic {
  readonly opened: number;
  readonly echoes: number;
  /** How many the server closed, by code. */
  readonly closed: { readonly [code: string]: number };
  /** How many ended without a code. */
  readonly abnormal: number;
}

/** What clients of every kind saw while something happened to the servers. */
export interface Seen {
  readonly keepalive: Requests;
  readonly new: Requests;
  readonly slow: Requests;
  readonly ws: Sockets;
}

/**
 * Workers of each kind, how long a slow request takes, and for how many seconds new ones are made. Slow requests take
 * longer than a pod waits in preStop, or none would be left when the drain begins.
 */
export const LOAD = { KEEPALIVE: 2, NEW: 2, SLOW: 16, SLOW_MS: 8000, WS: 10, SECONDS: 45 };

type Load = { readonly [name in keyof typeof LOAD]: number };

/** Requests alone, over kept and new connections. */
export const REQUESTS: Load = { ...LOAD, SLOW: 0, WS: 0 };

/** Where a load goes: the Service, unless told otherwise. */
export interface Destination {
  readonly url: string;
  /** Further variables of the client: the way that it takes, and whom it believes. */
  readonly env?: { readonly [name: string]: string };
}

const SERVICE: Destination = { url: 'http://web' };

/**
 * Sends requests over kept, new and slow connections and holds WebSockets, all to the Service unless told otherwise, while `act` changes what
 * is behind it. The change must be through well before the load ends.
 */
export async function underLoad(
  namespace: string,
  seconds: number,
  act: () => Promise<void>,
  kinds: Load = LOAD,
  destination: Destination = SERVICE,
): Promise<Seen> {
  const name = 'load';
  await startLoad(namespace, name, destination, { ...kinds, SECONDS: seconds });
  const clock = stopwatch();
  await after(5);
  await act();
  if (clock() > seconds - 8) throw new Error(`the change took ${clock()} s, and the load only ${seconds} s`);
  return result(namespace, name, seconds + 60);
}

/** What one slow request to a pod sees, while `act` is done to the pod. */
export async function slowRequest(
  namespace: string,
  ip: string,
  seconds: number,
  act: () => Promise<void>,
): Promise<Requests> {
  const load = { KEEPALIVE: 0, NEW: 0, SLOW: 1, SLOW_MS: seconds * 1000, WS: 0, SECONDS: 1 };
  await startLoad(namespace, 'slow', { url: `http://${ip}:4000` }, load);
  await after(2);
  await act();
  const { slow }: Seen = await result(namespace, 'slow', seconds + 60);
  return slow;
}

/** Requests that keep a scheduler of the servers busy, each for so long, one after the other, to the Service. */
export async function busyLoad(namespace: string, seconds: number, milliseconds: number): Promise<Requests> {
  const load = { KEEPALIVE: 0, NEW: 0, SLOW: 1, SLOW_MS: milliseconds, SLOW_PATH: '/work', WS: 0, SECONDS: seconds };
  await startLoad(namespace, 'busy', SERVICE, load);
  const { slow }: Seen = await result(namespace, 'busy', seconds + 60);
  return slow;
}

/** What a WebSocket that says nothing for so long sees, and one request that takes as long as told. */
export async function patientLoad(
  namespace: string,
  destination: Destination,
  { idle, slow }: { readonly idle: number; readonly slow: number },
): Promise<Seen> {
  const seconds = idle + 5;
  const load = { KEEPALIVE: 0, NEW: 0, SLOW: 1, SLOW_MS: slow * 1000, WS: 3, WS_MS: idle * 1000, SECONDS: seconds };
  await startLoad(namespace, 'patient', destination, { ...load, ANSWER_MS: (slow + 20) * 1000 });
  return result(namespace, 'patient', idle + 2 * slow + 60);
}

async function startLoad(namespace: string, name: string, { url, env: own }: Destination, load: object): Promise<void> {
  const env = Object.fromEntries(Object.entries(load).map(([key, value]) => [`LOAD_${key}`, String(value)]));
  const labels = { 'app.kubernetes.io/name': name };
  await start(namespace, { name, expression: 'Hello.Load.run()', labels, env: { ...env, ...own, LOAD_URL: url } });
  await running(namespace, name);
  await until('the load begins', 60, async () => (await kubectl(['-n', namespace, 'logs', `job/${name}`])) !== '');
}
