import { run } from './run';

/** The command that can cut nodes and freeze components, where there is one. */
export const CLUSTER_COMMAND = process.env.E2E_CLUSTER_COMMAND;

/** Why a fault of the machinery is not tried. */
export const NO_COMMAND = 'E2E_CLUSTER_COMMAND is not set, and only such a command can do this to a cluster';

/** Tells it to do something. */
export async function tell(verb: 'cut' | 'heal' | 'freeze' | 'thaw', what: string): Promise<void> {
  await run(CLUSTER_COMMAND as string, [verb, what]);
}

/** Does something for as long as `act` lasts, and undoes it whatever comes of that. */
export async function during<T>(
  start: () => Promise<void>,
  end: () => Promise<void>,
  act: () => Promise<T>,
): Promise<T> {
  await start();
  try {
    return await act();
  } finally {
    await end();
  }
}
