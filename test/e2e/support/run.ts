import { execFile, spawn } from 'node:child_process';

/** A command that ended with another code than 0, with what it said. */
export class CommandFailed extends Error {
  constructor(
    command: string,
    readonly stdout: string,
    readonly stderr: string,
  ) {
    super(`${command}\n${stderr}${stdout}`);
    this.name = 'CommandFailed';
  }
}

/** What may be said about a command. */
export interface RunOptions {
  readonly input?: string;
  readonly timeoutSeconds?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Runs a command to its end and returns what it wrote. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      [...args],
      {
        maxBuffer: 2 ** 28,
        timeout: (options.timeoutSeconds ?? 300) * 1000,
        env: options.env ?? process.env,
        cwd: options.cwd,
      },
      (error, stdout, stderr) =>
        error
          ? reject(new CommandFailed(`${file} ${args.join(' ')}`, stdout, stderr || error.message))
          : resolve(stdout),
    );
    child.stdin?.on('error', () => {}); // a command that ends before it has read everything says so itself
    child.stdin?.end(options.input ?? '');
  });
}

/**
 * Runs a command on a terminal (util-linux `script`), types each line once `prompt` has been shown, and returns what was
 * shown when it holds `until`.
 */
export function onTerminal(
  command: string,
  prompt: RegExp,
  line: string,
  until: RegExp,
  seconds: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'pipe'] });
    let shown = '';
    let typed = false;
    const end = (act: () => void) => {
      clearTimeout(timer);
      child.stdin.write('\x03\x03'); // leaves a remote shell without touching the node that it is connected to
      setTimeout(() => child.kill(), 500);
      act();
    };
    const timer = setTimeout(
      () => end(() => reject(new Error(`not shown in ${seconds} s: ${until}\n${shown}`))),
      seconds * 1000,
    );
    child.stdin.on('error', () => {});
    child.on('error', (error) => end(() => reject(error)));
    child.stdout.on('data', (data) => {
      shown += data;
      if (!typed && prompt.test(shown)) {
        typed = true;
        child.stdin.write(`${line}\n`);
      }
      if (until.test(shown)) end(() => resolve(shown));
    });
  });
}
