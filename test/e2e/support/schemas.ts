import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandFailed, run } from './run';

const FOLDER = resolve(__dirname, '../kubectl-validate');
const BINARY = join(FOLDER, 'bin/kubectl-validate');

/** Where the schemas of one Kubernetes come from. */
export interface Schemas {
  /** As `1.MINOR`. */
  readonly version: string;
  /** The release whose Go module holds them; those of older versions are inside of kubectl-validate. */
  readonly release?: string;
}

/** Every Kubernetes from the oldest that the library supports. */
export const SCHEMAS: readonly Schemas[] = [
  ...['1.27', '1.28', '1.29', '1.30'].map((version) => ({ version })),
  ...['1.31.14', '1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3', '1.37.1'].map((release) => ({
    version: release.replace(/\.\d+$/, ''),
    release,
  })),
];

/** The number of a version, `1.MINOR`. */
export function minor(version: string): number {
  return Number(version.split('.')[1]);
}

/** Builds kubectl-validate from its Go module; false where there is no Go. */
export async function built(): Promise<boolean> {
  if (existsSync(BINARY)) return true;
  const go = await run('go', ['version']).catch(() => undefined);
  if (go === undefined) return false;
  const build = ['build', '-trimpath', '-ldflags=-s -w', '-o', BINARY, 'sigs.k8s.io/kubectl-validate'];
  await run('go', build, { cwd: FOLDER, timeoutSeconds: 580 });
  return true;
}

/** What the schemas of one Kubernetes have against each manifest: nothing is undefined. */
export async function objections(schemas: Schemas, manifests: readonly object[]): Promise<(string | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  try {
    const files = join(folder, 'manifests');
    mkdirSync(files);
    for (const [index, manifest] of manifests.entries()) {
      writeFileSync(join(files, `${index}.json`), JSON.stringify(manifest));
    }
    const found = JSON.parse(await validate(files, schemas, folder));
    const answers = new Map(Object.entries<any>(found).map(([file, [answer]]) => [basename(file), answer]));
    return manifests.map((_, index) => {
      const { status, message } = answers.get(`${index}.json`); // each manifest has an answer, or this throws
      return status === 'Success' ? undefined : message;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs kubectl-validate, which would ask a cluster first: an empty home and nothing else leave it none to find. */
async function validate(files: string, { version, release }: Schemas, home: string): Promise<string> {
  const local = join(home, 'openapi');
  if (release) await fromModule(local, release);
  const source = release ? ['--version', '', '--local-schemas', local] : ['--version', version];
  try {
    return await run(BINARY, [files, '--output', 'json', ...source], { timeoutSeconds: 300, env: { HOME: home } });
  } catch (error) {
    if (error instanceof CommandFailed && error.stdout) return error.stdout; // what it says where it has objections
    throw error;
  }
}

/** The schemas of a released Kubernetes, which its Go module holds: `apis__apps__v1_openapi.json`. */
async function fromModule(folder: string, release: string): Promise<void> {
  const module = ['mod', 'download', '-json', `k8s.io/kubernetes@v${release}`];
  const { Dir } = JSON.parse(await run('go', module, { cwd: tmpdir(), timeoutSeconds: 300 }));
  const source = join(Dir, 'api/openapi-spec/v3');
  for (const file of readdirSync(source)) {
    const path = /^(apis?__.*v\d.*)_openapi\.json$/.exec(file)?.[1];
    if (path === undefined) continue;
    const target = join(folder, `${path.replaceAll('__', '/')}.json`);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, file), target);
  }
}
