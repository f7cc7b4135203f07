import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';
import { OutputFolder } from './output-folder';
import { checkPlace } from './output-place';
import { programOf, sourcesOf } from './program';

/** What a synth runs, and where its output goes. */
export interface SynthOptions {
  /** The command, as in cdk8s.yaml. */
  readonly app: string;
  /** The folder that is replaced. */
  readonly output: string;
}

const NOTHING = `the app ended without an error and wrote nothing, and the last output is as it was
  allowed: an app that writes at least one chart to the folder that it is given
  fix:     end the app with \`app.synth()\`; give each \`App\` a chart, and no \`outdir\` that is another folder than \`output\`:
           the stock command fails for such an app, too`;

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
 * the last output as it was, and so does one that writes nothing. (The stock command empties the folder before it runs the
 * app.) The exit code is the app's.
 */
export function synth({ app, output }: SynthOptions): void {
  checkPlace(output, sourcesOf(app, process.cwd()));
  const folder = new OutputFolder(output);
  const program = programOf(app, process.cwd());
  if (program !== undefined) runHere(app, program, folder);
  else {
    const { runInShell } = require('./run-in-shell') as typeof import('./run-in-shell'); // the usual app needs no shell
    runInShell(app, environment(folder), (code, error) => {
      if (error) show(error);
      process.exitCode = finished(code, folder);
    });
  }
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

/** The environment of an app that runs as a process of its own. */
function environment(folder: OutputFolder): NodeJS.ProcessEnv {
  const messages = `--require ${JSON.stringify(join(__dirname, 'messages.js'))}`;
  return {
    ...process.env,
    CDK8S_OUTDIR: folder.aside,
    NODE_OPTIONS: [process.env.NODE_OPTIONS, messages].filter(Boolean).join(' '),
  };
}

/** Keeps or drops what the app wrote, and returns the exit code. */
function finished(code: number, folder: OutputFolder): number {
  try {
    if (code === 0 && !folder.empty) {
      folder.replace();
      return 0;
    }
    folder.clear();
    if (code === 0 && !folder.keepOwn()) throw new Error(NOTHING);
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
