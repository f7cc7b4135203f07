import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { api } from './api';
import { CommandFailed, run } from './run';

const FOLDER = resolve(__dirname, '../kubectl-validate');
const BINARY = join(FOLDER, 'bin/kubectl-validate');

/** The versions whose schemas kubectl-validate brings along, from the oldest that the library supports. */
export const VERSIONS = ['1.27', '1.28', '1.29', '1.30'];

/** Builds kubectl-validate from its Go module; false where there is no Go. */
export async function built(): Promise<boolean> {
  if (existsSync(BINARY)) return true;
  const go = await run('go', ['version']).catch(() => undefined);
  if (go === undefined) return false;
  const build = ['build', '-trimpath', '-ldflags=-s -w', '-o', BINARY, 'sigs.k8s.io/kubectl-validate'];
  await run('go', build, { cwd: FOLDER, timeoutSeconds: 580 });
  return true;
}

/** Checks files against the schemas of one version, or of the cluster's own; returns what it objects to. */
export async function objections(files: string, version: string | undefined): Promise<string[]> {
  const schemas = version ? undefined : await clusterSchemas();
  const crds = process.env.E2E_CRDS ? ['--local-crds', process.env.E2E_CRDS] : [];
  const source = schemas ? ['--version', '', '--local-schemas', schemas] : ['--version', version as string];
  try {
    const said = await run(BINARY, [files, '--output', 'json', ...source, ...crds], { timeoutSeconds: 900 });
    return failures(said);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    const found = failures(error.stdout);
    return found.length ? found : [error.message];
  } finally {
    if (schemas) rmSync(schemas, { recursive: true });
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

/** The schemas of the cluster that the tests run on, in the layout that kubectl-validate reads. */
async function clusterSchemas(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  const { body } = await api('GET', '/openapi/v3');
  for (const path of Object.keys(body.paths).filter((one) => /^apis?\/.*v\d/.test(one))) {
    const schema = await api('GET', body.paths[path].serverRelativeURL);
    const file = join(folder, `${path}.json`);
    mkdirSync(resolve(file, '..'), { recursive: true });
    writeFileSync(file, JSON.stringify(schema.body));
  }
  return folder;
}
