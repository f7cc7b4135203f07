import { type RunOptions, run } from './run';

/** The command; another one by the environment variable KUBECTL. */
export const KUBECTL = process.env.KUBECTL ?? 'kubectl';

/** Runs kubectl and returns what it wrote. */
export function kubectl(args: readonly string[], options: RunOptions = {}): Promise<string> {
  return run(KUBECTL, args, options);
}

/** Runs kubectl and returns the objects it wrote. */
export async function kubectlJson<T = any>(args: readonly string[]): Promise<T> {
  return JSON.parse(await kubectl([...args, '-o', 'json']));
}

/** How many nodes take any pod. */
export async function openNodes(): Promise<number> {
  const { items } = await kubectlJson(['get', 'nodes']);
  return items.filter(
    ({ spec }: any) => !spec.unschedulable && !spec.taints?.some(({ effect }: any) => effect !== 'PreferNoSchedule'),
  ).length;
}
