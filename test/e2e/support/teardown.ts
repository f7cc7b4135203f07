import { rmSync } from 'node:fs';
import { kubectl } from './kubectl';
import { freeVolumes } from './volumes';

/** Ends what setup started, once every namespace of this run is gone. */
export default async function teardown(): Promise<void> {
  const mine = ['namespace', '-l', `e2e-run=${process.env.E2E_RUN}`];
  await kubectl(['delete', ...mine, '--ignore-not-found', '--wait', '--timeout=120s']).catch(console.error);
  const volumes = ['persistentvolumes,storageclasses', ...mine.slice(1)];
  await kubectl(['delete', ...volumes, '--ignore-not-found', '--wait=false']).catch(console.error);
  await freeVolumes().catch(console.error);
  rmSync(process.env.E2E_FOLDER as string, { recursive: true, force: true });
  const proxy = process.env.E2E_API_PROCESS;
  if (proxy) process.kill(Number(proxy));
}
