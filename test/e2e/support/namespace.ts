import { randomBytes } from 'node:crypto';
import { create } from './api';
import { kubectl } from './kubectl';
import { freeVolumes } from './volumes';

/** The Secret that every namespace holds, as a user would have made it beforehand. */
export const SECRET = {
  RELEASE_COOKIE: randomBytes(24).toString('hex'),
  OTHER_COOKIE: randomBytes(24).toString('hex'),
  SECRET_KEY_BASE: randomBytes(48).toString('hex'),
  DATABASE_URL: `ecto://chat:${randomBytes(12).toString('hex')}@db/chat`,
};

/** Makes a namespace that enforces the Pod Security Standard `restricted`. */
export async function makeNamespace(topic: string): Promise<string> {
  await freeVolumes();
  const name = `e2e-${topic}-${randomBytes(3).toString('hex')}`.toLowerCase();
  const labels = {
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted', // a workload is not refused, its pods are: the warning tells
    'e2e-run': process.env.E2E_RUN,
  };
  await create('/api/v1/namespaces', { metadata: { name, labels } });
  await create(`/api/v1/namespaces/${name}/secrets`, { metadata: { name: 'chat' }, stringData: SECRET });
  return name;
}

/** Ends its pods at once and lets the namespace go; the end of the suite waits for that. */
export async function removeNamespace(name: string): Promise<void> {
  await kubectl(['delete', 'namespace', name, '--wait=false', '--ignore-not-found']).catch(() => {});
  await kubectl(['-n', name, 'delete', 'pods', '--all', '--force', '--grace-period=0', '--wait=false']).catch(() => {});
}
