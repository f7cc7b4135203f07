import Module from 'node:module';
import { join } from 'node:path';
import type { SynthOptions } from './config';
import { OutputFolder } from './output-folder';
import { checkPlace } from './output-place';
import { programOf, sourcesOf } from './program';

const NOTHING = `the app ended without an error and wrote nothing, and the last output is as it was
  allowed: an app that writes at least one chart to the folder that it is given
  fix:     end the app with \`app.synth()\`; give each \`App\` a chart, and no \`outdir\` that is another folder than \`output\`:
           the stock command fails for such an app, too`;

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
