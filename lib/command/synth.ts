import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Yaml } from 'cdk8s';

/** What a synth runs, and where its output goes. */
export interface SynthOptions {
  /** The command, as in cdk8s.yaml. */
  readonly app: string;
  /** The folder that is replaced. */
  readonly output: string;
}

/** The options in a folder's cdk8s.yaml, with these on top. */
export function synthOptions(folder: string, given: Partial<SynthOptions>): SynthOptions {
  const file = join(folder, 'cdk8s.yaml');
  const config = existsSync(file) ? read(file) : {};
  const app = given.app ?? config.app;
  if (!app) throw new Error(`no app to run: give --app COMMAND, or a line \`app: COMMAND\` in ${file}`);
  return { app, output: resolve(folder, given.output ?? config.output ?? 'dist') };
}

/**
 * Runs the app with a folder aside as its output, and swaps the folders when it was successful: a synth that fails leaves
 * the last output as it was. (The stock command empties the folder before it runs the app.)
 *
 * @returns the exit code of the app
 */
export function synth({ app, output }: SynthOptions): number {
  const aside = `${output}.${process.pid}.new`;
  const before = `${output}.${process.pid}.old`;
  try {
    mkdirSync(aside, { recursive: true });
    const messages = `--require ${JSON.stringify(join(__dirname, 'messages.js'))}`;
    const env = {
      ...process.env,
      CDK8S_OUTDIR: aside,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, messages].filter(Boolean).join(' '),
    };
    const { status, error } = spawnSync(app, { shell: true, stdio: 'inherit', env });
    if (error) throw error;
    if (status !== 0) return status ?? 1;
    mkdirSync(dirname(output), { recursive: true });
    if (existsSync(output)) renameSync(output, before);
    renameSync(aside, output);
    return 0;
  } catch (error) {
    if (existsSync(before) && !existsSync(output)) renameSync(before, output);
    throw new Error(`the output could not be written, and ${output} is as it was: ${(error as Error).message}`);
  } finally {
    for (const folder of [aside, before]) rmSync(folder, { recursive: true, force: true });
  }
}

/** cdk8s.yaml's two lines; cdk8s's own reader starts a process, so it is asked only where a value is not written plainly. */
function read(file: string): { app?: string; output?: string } {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const line = (key: string) =>
    lines
      .find((one) => one.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .trim();
  const [app, output] = [line('app'), line('output')];
  const simple = [app, output].every((value) => value === undefined || /^[A-Za-z0-9_./][^#:'"{}[\]|>&*]*$/.test(value));
  return simple ? { app, output } : (Yaml.load(file)[0] ?? {});
}
