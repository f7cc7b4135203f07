import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { credentials } from './credentials';
import { KUBECTL, kubectl } from './kubectl';

/** Makes room for figures and, where it takes one, a way to the API server. Tests inherit both by the environment. */
export default async function setup(): Promise<void> {
  const version = JSON.parse(await kubectl(['version', '-o', 'json'])).serverVersion.gitVersion;
  console.log(`\nend-to-end check against Kubernetes ${version}`);
  rmSync(resolve(__dirname, '../failures'), { recursive: true, force: true });
  process.env.E2E_FIGURES = join(mkdtempSync(join(tmpdir(), 'cdk8s-elixir-e2e-')), 'figures.jsonl');
  process.env.E2E_RUN = Date.now().toString(36);
  await crds();
  if ((await credentials()) === undefined) await proxy();
}

async function crds(): Promise<void> {
  const folder = process.env.E2E_CRDS;
  if (folder) await kubectl(['apply', '--server-side', '--force-conflicts', '-f', folder]);
}

/** For KUBECONFIGs whose credentials only kubectl understands. */
async function proxy(): Promise<void> {
  const child = spawn(KUBECTL, ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((done, failed) => {
    child.on('exit', () => failed(new Error('kubectl proxy ended')));
    child.stdout.on('data', (data) => {
      const found = /127\.0\.0\.1:\d+/.exec(String(data));
      if (found) done(found[0]);
    });
  });
  child.unref();
  process.env.E2E_API = `http://${address}`;
  process.env.E2E_API_PROCESS = String(child.pid);
}
