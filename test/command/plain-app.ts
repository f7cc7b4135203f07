import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { COMMAND } from '../support/typescript-app';

/** The command, compiled. */
export const MAIN = join(COMMAND, 'main.js');

/** An app that writes files without cdk8s, which is quick to start: the command knows no difference. */
export const writes = (files: Readonly<Record<string, string>>) => `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const { dirname, join } = require('node:path');
  for (const [file, text] of Object.entries(${JSON.stringify(files)})) {
    const path = join(process.env.CDK8S_OUTDIR, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }`;

/** Files below a folder; links in it are not followed, which node's own recursion does from some version on. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

/** A folder with cdk8s.yaml and app.js, and the command run in it. */
export function plainApp(app = writes({ 'a.k8s.yaml': 'new' })) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-elixir-')));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write('cdk8s.yaml', 'app: node app.js\noutput: dist\n');
  write('app.js', app);
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-elixir-')));
  const own = {
    TMPDIR: temporary,
    NODE_DISABLE_COMPILE_CACHE: '1',
    NODE_OPTIONS: '',
    DEBUG: '',
    CDK8S_OUTDIR: undefined,
  };
  const env: NodeJS.ProcessEnv = { ...process.env, ...own };
  const run = (args: readonly string[], before: readonly string[] = []) => {
    const all = [...before, MAIN, ...args];
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, all, { cwd: folder, env, encoding: 'utf8' });
    return { status, signal, stdout, stderr };
  };
  return {
    folder,
    /** Folder of temporary files of what runs in it. */
    temporary,
    write,
    env,
    /** Runs the command; `before` are arguments of node. */
    run,
    /** Runs `cdk8s-elixir synth`. */
    synth: (args: readonly string[] = [], before: readonly string[] = []) => {
      const { status, signal, stderr } = run(['synth', ...args], before);
      return { status, signal, stderr };
    },
    /** Every file below a folder with its text. */
    files: (below = '.'): Record<string, string> => {
      const root = join(folder, below);
      const paths = existsSync(root) ? filesIn(root).sort() : [];
      return Object.fromEntries(paths.map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]));
    },
    remove: () => {
      for (const one of [folder, temporary]) rmSync(one, { recursive: true, force: true });
    },
  };
}
