import { kubectl } from './kubectl';
import { run } from './run';

/** The command that can cut nodes and freeze components, where there is one. */
export const CLUSTER_COMMAND = process.env.E2E_CLUSTER_COMMAND;

/** Why a fault of the machinery is not tried. */
export const NO_COMMAND = 'E2E_CLUSTER_COMMAND is not set, and only such a command can do this to a cluster';

/** What the suite does to a cluster. */
const FAULTS = ['cut', 'delete', 'disconnect', 'dns', 'drain', 'freeze', 'kill', 'memory', 'policy'] as const;

export type Fault = (typeof FAULTS)[number];

const LEFT_OUT = (process.env.E2E_WITHOUT ?? '').split(',').filter((name) => name !== '');

/** Whether E2E_WITHOUT leaves a fault out, so that the checks which need it must fail: controls.sh sees to that. */
export function without(fault: Fault): boolean {
  const unknown = LEFT_OUT.find((name) => !(FAULTS as readonly string[]).includes(name));
  if (unknown) throw new Error(`E2E_WITHOUT=${unknown} is none of ${FAULTS.join(', ')}`);
  return LEFT_OUT.includes(fault);
}

/** Does something to a cluster that stays done. */
export async function inflict(fault: Fault, start: () => Promise<unknown>): Promise<void> {
  if (!without(fault)) await start();
}

/** Does something to a cluster for as long as `act` lasts, and undoes it whatever comes of that. */
export async function during<T>(
  fault: Fault,
  start: () => Promise<unknown>,
  end: () => Promise<unknown>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    await inflict(fault, start);
    return await act();
  } finally {
    await inflict(fault, end);
  }
}

/** Tells the command to do something. */
export async function tell(verb: 'cut' | 'heal' | 'freeze' | 'thaw', what: string): Promise<void> {
  await run(CLUSTER_COMMAND as string, [verb, what]);
}

/** Takes our NetworkPolicies away again where E2E_WITHOUT leaves them out. */
export async function policies(...namespaces: readonly string[]): Promise<void> {
  if (without('policy')) await Promise.all(namespaces.map(removePolicies));
}

/** Takes the NetworkPolicies of a namespace away. */
export async function removePolicies(namespace: string): Promise<void> {
  await kubectl(['-n', namespace, 'delete', 'networkpolicies', '--all']);
}
