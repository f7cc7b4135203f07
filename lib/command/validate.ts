import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Validations } from './options';

/** What the plugins are to look at. */
export interface Task extends Validations {
  /** Folder of the stock command's package. */
  readonly cli: string;
  /** Folder of the manifests. */
  readonly manifests: string;
  readonly stdout: boolean;
}

/**
 * Folder of the stock command, which runs the plugins that cdk8s.yaml names.
 *
 * @throws where it is not installed: what a team asks for is not passed over
 */
export function stockCommand(folder: string): string {
  try {
    return dirname(createRequire(join(folder, 'cdk8s.yaml')).resolve('cdk8s-cli/package.json'));
  } catch {
    throw new Error(
      [
        'the plugins that `validations` of cdk8s.yaml names cannot be run: the stock command, which does so, is not installed here',
        '  fix:     npm install --save-dev cdk8s-cli, or leave them out with --no-validate',
      ].join('\n'),
    );
  }
}

/**
 * Runs the plugins over the manifests aside, and shows their reports with the place where the manifests will be.
 *
 * @returns the exit code: 2 where a plugin found something, as with the stock command
 */
export function validate(task: Task, place: string): number {
  const told = (text: string) => text.replaceAll(task.manifests, place);
  const { status, stdout, error } = spawnSync(process.execPath, [require.resolve('./run-plugins')], {
    input: JSON.stringify({ ...task, place }),
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error) throw error;
  process[task.stdout ? 'stderr' : 'stdout'].write(told(stdout));
  return status ?? 1;
}
