import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { api } from './api';
import { CommandFailed, run } from './run';

const FOLDER = resolve(__dirname, '../kubectl-validate');
const BINARY = join(FOLDER, 'bin/kubectl-validate');

/** Where the schemas of one Kubernetes come from. */
export interface Schemas {
  readonly of: string;
  /** The version, where kubectl-validate has them inside. */
  readonly inside?: string;
  /** Otherwise puts them into a folder, in the layout that kubectl-validate reads. */
  readonly fill?: (folder: string) => Promise<void>;
}

/** Every Kubernetes from the oldest that the library supports, and the cluster that the tests run on. */
export const SCHEMAS: readonly Schemas[] = [
  ...['1.27', '1.28', '1.29', '1.30'].map((version) => ({ of: `Kubernetes ${version}`, inside: version })),
  ...['1.31.14', '1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3'].map((release) => ({
    of: `Kubernetes ${release}`,
    fill: (folder: string) => fromModule(folder, release),
  })),
  { of: 'the cluster itself', fill: fromCluster },
];

/** Builds kubectl-validate from its Go module; false where there is no Go. */
export async function built(): Promise<boolean> {
  if (existsSync(BINARY)) return true;
  const go = await run('go', ['version']).catch(() => undefined);
  if (go === undefined) return false;
  const build = ['build', '-trimpath', '-ldflags=-s -w', '-o', BINARY, 'sigs.k8s.io/kubectl-validate'];
  await run('go', build, { cwd: FOLDER, timeoutSeconds: 580 });
  return true;
}

/** Checks files against the schemas of one Kubernetes; returns what it objects to. */
export async function objections(files: string, { inside = '', fill }: Schemas): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  try {
    await fill?.(folder);
    const source = ['--version', inside, ...(fill ? ['--local-schemas', folder] : [])];
    const crds = process.env.E2E_CRDS ? ['--local-crds', process.env.E2E_CRDS] : [];
    const said = await run(BINARY, [files, '--output', 'json', ...source, ...crds], { timeoutSeconds: 900 });
    return failures(said);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    const found = failures(error.stdout);
    return found.length ? found : [error.message];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function failures(said: string): string[] {
  const results = JSON.parse(said);
  return Object.entries<any>(results).flatMap(([file, all]) =>
    [all]
      .flat()
      .filter(({ status }) => status !== 'Success')
      .map((one) => `${file}: ${one.message ?? JSON.stringify(one)}`),
  );
}

/** The schemas of a released Kubernetes, which its Go module holds: `apis__apps__v1_openapi.json`. */
async function fromModule(folder: string, release: string): Promise<void> {
  const module = ['mod', 'download', '-json', `k8s.io/kubernetes@v${release}`];
  const { Dir } = JSON.parse(await run('go', module, { cwd: folder, timeoutSeconds: 300 }));
  const source = join(Dir, 'api/openapi-spec/v3');
  for (const file of readdirSync(source)) {
    const path = /^(apis?__.*v\d.*)_openapi\.json$/.exec(file)?.[1];
    if (path === undefined) continue;
    const target = join(folder, `${path.replaceAll('__', '/')}.json`);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, file), target);
  }
}

/** The schemas of the cluster that the tests run on. */
async function fromCluster(folder: string): Promise<void> {
  const { body } = await api('GET', '/openapi/v3');
  for (const path of Object.keys(body.paths).filter((one) => /^apis?\/.*v\d/.test(one))) {
    const schema = await api('GET', body.paths[path].serverRelativeURL);
    const file = join(folder, `${path}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(schema.body));
  }
}
