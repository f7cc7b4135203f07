import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { COMPILED } from './places';

/** What is run: a command with its arguments. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** A folder that is taken away before: files are written anew. */
  readonly output?: string;
}

/** A ratio over several pairs of runs: the median, and the least and the greatest. */
export interface Ratio {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

/** Runs a command and returns what it said; a command that fails stops the bench. */
export function run(file: string, args: readonly string[], options: Partial<Command> = {}): string {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd: options.cwd,
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NODE_COMPILE_CACHE: COMPILED, ...options.env },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return stdout;
}

/** Seconds of wall time that a command takes. */
export function seconds({ file, args, env, cwd, output }: Command): number {
  if (output !== undefined) rmSync(output, { recursive: true, force: true });
  const start = performance.now();
  run(file, args, { env, cwd });
  return (performance.now() - start) / 1000;
}

/**
 * How much longer one command takes than another. The machine may be busy with other things, so both are run in turn,
 * each pair in the other order than the pair before, and each pair gives one ratio. The first pair warms up.
 */
export function ratio(one: Command, other: Command, pairs: number): Ratio {
  if (pairs > 2) [one, other].forEach(seconds);
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const times = pair % 2 === 0 ? [one, other].map(seconds) : [other, one].map(seconds).reverse();
    ratios.push(times[0] / times[1]);
  }
  return spread(ratios);
}

/** Median, least and greatest of some values. */
export function spread(values: readonly number[]): Ratio {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return { median: middle, least: sorted[0], greatest: sorted[sorted.length - 1] };
}
