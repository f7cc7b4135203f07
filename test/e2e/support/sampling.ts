import { api } from './api';
import { after } from './until';

/** Seconds between two looks. */
const PAUSE = 0.2;

/** Looks again and again, every 0.2 s, while something is done; a look that finds nothing out counts as none. */
export async function sampled<T>(look: () => Promise<T>, act: () => Promise<void>): Promise<T[]> {
  const found: T[] = [];
  let done = false;
  const looking = (async () => {
    while (!done) {
      const one = look().then(
        (answer) => found.push(answer),
        () => {},
      );
      await Promise.all([one, after(PAUSE)]);
    }
  })();
  try {
    await act();
  } finally {
    done = true;
    await looking;
  }
  return found;
}

/** What of a release is there at one time: containers that run, in pods that end too, and nodes that answer. */
export interface There {
  readonly running: number;
  readonly answering: number;
}

/** Looks at a release that serves. */
export async function there(namespace: string, release: string): Promise<There> {
  const query = encodeURIComponent(`app.kubernetes.io/name=${release}`);
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const { body } = await api('GET', `${path}?labelSelector=${query}`);
  const running = body.items.filter(({ status }: any) => status.containerStatuses?.[0]?.state?.running);
  const answers = await Promise.all(running.map(({ metadata }: any) => answer(`${path}/${metadata.name}:4000/proxy/`)));
  return { running: running.length, answering: new Set(answers.filter(Boolean)).size };
}

/** Name of the node that answers within a second. */
function answer(path: string): Promise<string | undefined> {
  const asked = api('GET', path).then(({ status, body }) => (status === 200 ? body : undefined));
  return Promise.race([asked.catch(() => undefined), after(1).then(() => undefined)]);
}

/** Most that was there at one time. */
export const most = (all: readonly There[], what: keyof There) => Math.max(0, ...all.map((one) => one[what]));
