import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** `node main.js`, `node -r cdk8s-elixir/register main.ts`: nothing that only a shell or another program understands. */
const NODE =
  /^node(?<register>(?: (?:-r|--require)[ =]cdk8s-elixir\/register)?) (?<file>[A-Za-z0-9_./-]+\.(?:js|cjs|ts))$/;

/** The file that an `app:` line runs with node and nothing else; undefined where it needs a shell. */
export function programOf(app: string, folder: string): string | undefined {
  const { file, register } = NODE.exec(app.trim())?.groups ?? {};
  if (file === undefined || file.startsWith('-')) return undefined;
  const path = resolve(folder, file);
  const readable = existsSync(path) && (register !== '' || !path.endsWith('.ts')) && !isModule(path);
  return readable ? path : undefined;
}

/** The working folder, and those of the files that an `app:` line names. */
export function sourcesOf(app: string, folder: string): string[] {
  const files = app
    .split(/[\s"'=]+/)
    .map((word) => resolve(folder, word))
    .filter((path) => existsSync(path) && statSync(path).isFile());
  return [folder, ...files.map((file) => dirname(file))];
}

/** Whether node takes a file for an ES module, which cannot be required. */
function isModule(file: string): boolean {
  if (file.endsWith('.cjs')) return false;
  for (let folder = join(file, '..'); ; folder = join(folder, '..')) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return require(manifest).type === 'module';
    if (folder === join(folder, '..')) return false;
  }
}
