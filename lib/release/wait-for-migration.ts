import type { Container, EnvVar } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { CONFINED } from '../pod/security';
import type { IMigration } from './i-migration';
import type { ReleasePod } from './release-pod';

const PREFIX = 'wait-for-';

/**
 * Init container that ends when a migration is done: the release's own image, environment and mounts.
 *
 * @param script path of the release's script, where the command asks for it
 */
export function waitForMigration(
  { container }: ReleasePod,
  { name, pending }: IMigration,
  script: () => string,
): Container[] {
  if (pending === undefined) return [];
  const { image, imagePullPolicy, env, envFrom, resources, mounts, readOnlyRootFilesystem } = container;
  return [
    {
      name: `${PREFIX}${checkName('label', 'migration.name', name, PREFIX.length)}`,
      image,
      imagePullPolicy,
      command: [...pending._words({ script })],
      env: asking(env),
      ...(envFrom.length ? { envFrom: [...envFrom] } : {}),
      resources: { requests: { ...resources.requests }, limits: { ...resources.limits } },
      securityContext: { ...CONFINED, readOnlyRootFilesystem },
      terminationMessagePolicy: 'FallbackToLogsOnError',
      volumeMounts: [...mounts],
    },
  ];
}

/** Environment of a VM that asks once: no node, nothing served, a small pool. */
function asking(env: readonly EnvVar[]): EnvVar[] {
  const pool = { name: 'POOL_SIZE', value: '2' };
  const changed = env.flatMap((one) => {
    if (one.name === 'PHX_SERVER') return [];
    if (one.name === 'RELEASE_DISTRIBUTION') return [{ name: one.name, value: 'none' }];
    return [one.name === pool.name ? pool : one];
  });
  return changed.includes(pool) ? changed : [...changed, pool];
}
