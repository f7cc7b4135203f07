import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { about } from './about';
import { credentials } from './credentials';
import { KUBECTL, kubectl } from './kubectl';

/** Makes a folder for results and, where it takes one, a way to the API server. Tests inherit both by the environment. */
export default async function setup(): Promise<void> {
  const found = await about();
  console.log(`\nend-to-end checks, run ${found.run} of ${found.commit}, against Kubernetes ${found.kubernetes}`);
  rmSync(process.env.E2E_FAILURES as string, { recursive: true, force: true });
  process.env.E2E_RUN = found.run;
  process.env.E2E_FOLDER = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-e2e-'));
  writeFileSync(join(process.env.E2E_FOLDER, 'about.json'), JSON.stringify(found));
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
