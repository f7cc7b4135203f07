import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';
import { OutputFolder } from './output-folder';
import { programOf } from './program';

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
 * the last output as it was. (The stock command empties the folder before it runs the app.) The exit code is the app's.
 */
export function synth({ app, output }: SynthOptions): void {
  const folder = new OutputFolder(output);
  const program = programOf(app, process.cwd());
  if (program !== undefined) runHere(app, program, folder);
  else process.exitCode = finished(runInShell(app, folder), folder);
}

/** Another node would take as long to start as the app takes to run. What reads TypeScript is loaded only where it is asked for. */
function runHere(app: string, program: string, folder: OutputFolder): void {
  process.once('exit', (code) => {
    process.exitCode = finished(code, folder);
  });
  process.env.CDK8S_OUTDIR = folder.aside;
  process.argv = [process.argv[0], program];
  require(app.includes('cdk8s-elixir/register') ? './register' : './messages');
  process.nextTick(() => Module.runMain());
}

function runInShell(app: string, folder: OutputFolder): number {
  const messages = `--require ${JSON.stringify(join(__dirname, 'messages.js'))}`;
  const env = {
    ...process.env,
    CDK8S_OUTDIR: folder.aside,
    NODE_OPTIONS: [process.env.NODE_OPTIONS, messages].filter(Boolean).join(' '),
  };
  const { status, error } = spawnSync(app, { shell: true, stdio: 'inherit', env });
  if (error) show(error);
  return error ? 1 : (status ?? 1);
}

/** Keeps or drops what the app wrote, and returns the exit code. */
function finished(code: number, folder: OutputFolder): number {
  try {
    if (code === 0) folder.replace();
    else folder.clear();
    return code;
  } catch (error) {
    show(error as Error);
    return 1;
  }
}

function show({ message }: Error): void {
  console.error(`cdk8s-elixir: ${message}`);
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
  if (simple) return { app, output };
  const { Yaml } = require('cdk8s') as typeof import('cdk8s');
  return Yaml.load(file)[0] ?? {};
}
