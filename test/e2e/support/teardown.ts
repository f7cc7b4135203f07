import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { kubectl } from './kubectl';
import { freeVolumes } from './volumes';

/** Ends what setup started, once every namespace of this run is gone. */
export default async function teardown(): Promise<void> {
  const mine = ['namespace', '-l', `e2e-run=${process.env.E2E_RUN}`];
  await kubectl(['delete', ...mine, '--ignore-not-found', '--wait', '--timeout=120s']).catch(console.error);
  await freeVolumes().catch(console.error);
  rmSync(dirname(process.env.E2E_FIGURES as string), { recursive: true, force: true });
  const proxy = process.env.E2E_API_PROCESS;
  if (proxy) process.kill(Number(proxy));
}
