import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from './measure';
import { ROOT } from './places';

/** The versions of Node that the output is compared over; the last is the one that figures are of. */
const VERSIONS = ['20', '22', '24'];

/** The oldest version that is maintained: https://github.com/nodejs/release#release-schedule. */
const MAINTAINED = 22;

/** Node of a version from npm's package `node`, installed once; undefined where it cannot be had. */
function nodeOf(version: string): string | undefined {
  const prefix = join(ROOT, 'build', 'nodes', version);
  const file = join(prefix, 'node_modules', 'node', 'bin', 'node');
  try {
    if (!existsSync(file)) {
      run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', prefix, `node@${version}`]);
    }
    return file;
  } catch (error) {
    console.log(`missing: Node ${version} could not be installed: npm install node@${version}\n${error}`);
    return undefined;
  }
}

/** Every version but the one that runs. */
export function otherNodes(): string[] {
  return VERSIONS.filter((version) => !process.version.startsWith(`v${version}.`)).flatMap(
    (version) => nodeOf(version) ?? [],
  );
}

/**
 * Where the Node that runs is no longer maintained, runs a file again with one that is.
 *
 * @returns its exit code; undefined where there is nothing to do
 */
export function againWithMaintained(file: string, args: readonly string[]): number | undefined {
  if (Number(/\d+/.exec(process.version)) >= MAINTAINED) return undefined;
  const node = nodeOf(VERSIONS[VERSIONS.length - 1]);
  if (node === undefined) return undefined;
  console.log(`Node ${process.version} is not maintained any more: the figures are those of ${node}`);
  const PATH = [dirname(node), process.env.PATH].join(delimiter); // for npx, too
  const { status } = spawnSync(node, [require.resolve('ts-node/dist/bin'), file, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  return status ?? 1;
}
