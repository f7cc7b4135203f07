import Module from 'node:module';
import { join, relative } from 'node:path';
import type { Destination } from './destination';
import type { SynthOptions } from './options';
import { OutputFolder } from './output-folder';
import { checkPlace } from './output-place';
import { programOf, sourcesOf } from './program';
import { filesBelow } from './written-files';

const NOTHING = `the app ended without an error and wrote nothing, and the last output is as it was
  allowed: an app that writes at least one chart to the folder that it is given
  fix:     end the app with \`app.synth()\`; give each \`App\` a chart, and no \`outdir\` that is another folder than \`output\`:
           the stock command fails for such an app, too`;

/** As many files as a message names. */
const NAMED = 10;

/**
 * Runs the app with a folder aside as its output, and puts what it wrote in place when it was successful: a synth that
 * fails leaves the last output as it was, and so does one that writes nothing. (The stock command empties the folder
 * before it runs the app.) The exit code is the app's.
 */
export function synth(options: SynthOptions): void {
  const { app, output, validations } = options;
  const folder = process.cwd();
  if (output !== undefined) checkPlace(output, sourcesOf(app, folder));
  const run = new Run(options, validations && stock(folder), outputOf(output));
  const program = programOf(app, folder);
  if (program !== undefined && output !== undefined) run.here(app, program);
  else run.inShell(app);
}

/** What only some synths need is loaded only for them. */
function outputOf(folder: string | undefined): Destination {
  if (folder !== undefined) return new OutputFolder(folder);
  const { StandardOutput } = require('./standard-output') as typeof import('./standard-output');
  return new StandardOutput();
}

function stock(folder: string): string {
  return (require('./validate') as typeof import('./validate')).stockCommand(folder);
}

class Run {
  constructor(
    private readonly options: SynthOptions,
    private readonly cli: string | undefined,
    private readonly output: Destination,
  ) {}

  /** Another node would take as long to start as the app takes to run. What reads TypeScript is loaded only where it is asked for. */
  public here(app: string, program: string): void {
    process.once('exit', (code) => {
      process.exitCode = this.finished(code);
    });
    Object.assign(process.env, this.variables());
    process.argv = [process.argv[0], program];
    require(app.includes('cdk8s-elixir/register') ? './register' : './messages');
    if (!this.options.quiet) require('./secrets');
    process.nextTick(() => Module.runMain());
    setImmediate(() => this.clearOnSignal()); // what runs before must end by Ctrl-C also where it never ends by itself
  }

  public inShell(app: string): void {
    const { runInShell } = require('./run-in-shell') as typeof import('./run-in-shell'); // the usual app needs no shell
    const preloaded = this.options.quiet ? ['messages'] : ['messages', 'secrets'];
    const required = preloaded.map((name) => `--require ${JSON.stringify(join(__dirname, `${name}.js`))}`);
    const env = {
      ...process.env,
      ...this.variables(),
      NODE_OPTIONS: [process.env.NODE_OPTIONS, ...required].filter(Boolean).join(' '),
    };
    runInShell(app, env, this.options.output === undefined, (code, error) => {
      if (error) show(error);
      process.exitCode = this.finished(code);
    });
  }

  /** Where the app writes, and whether it notes which construct made what, which the plugins' reports name. */
  private variables(): NodeJS.ProcessEnv {
    const { CDK8S_RECORD_CONSTRUCT_METADATA: given } = process.env;
    const metadata = this.cli === undefined ? {} : { CDK8S_RECORD_CONSTRUCT_METADATA: given ?? 'true' };
    return { CDK8S_OUTDIR: this.output.aside, ...metadata };
  }

  /** A signal ends an app that waits, unless the app takes it itself, and nothing is left. */
  private clearOnSignal(): void {
    const { exitCodeOf, SIGNALS } = require('./signals') as typeof import('./signals');
    for (const signal of SIGNALS) {
      if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(exitCodeOf(signal)));
    }
  }

  /** Keeps or drops what the app wrote, and returns the exit code. */
  private finished(code: number): number {
    const { output } = this;
    try {
      const found = code === 0 ? this.found() : code;
      if (found === 0 && !output.empty) output.replace();
      else {
        const nothing = output.empty;
        output.clear();
        if (found === 0 && nothing && !output.keepOwn()) throw new Error(NOTHING);
      }
      if (found === 0) this.tell();
      return found;
    } catch (error) {
      output.clear();
      show(error as Error);
      return 1;
    }
  }

  /** What the plugins say, as an exit code. */
  private found(): number {
    const { validations, output: folder } = this.options;
    const { cli, output } = this;
    if (validations === undefined || cli === undefined) return 0;
    const { validate } = require('./validate') as typeof import('./validate');
    const own = output.empty && folder !== undefined ? folder : output.aside;
    return validate({ ...validations, cli, manifests: own, stdout: folder === undefined }, folder ?? 'STDOUT');
  }

  private tell(): void {
    const { output, quiet } = this.options;
    if (quiet || output === undefined) return;
    const files = filesBelow(output).filter((file) => !file.startsWith('.'));
    const lines = files.slice(0, NAMED).map((file) => `  - ${join(relative(process.cwd(), output), file)}`);
    if (files.length > NAMED) lines.push(`  and ${files.length - NAMED} more`);
    console.log(['wrote', ...lines].join('\n'));
  }
}

function show({ message }: Error): void {
  console.error(`cdk8s-elixir: ${message}`);
}
