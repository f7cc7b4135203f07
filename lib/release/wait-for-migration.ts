import { Refusal } from '../errors/refusal';
import type { Container, EnvVar } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { CONFINED } from '../pod/security';
import type { IMigration } from './i-migration';
import type { ReleasePod } from './release-pod';
import { unserved } from './unserved';

const PREFIX = 'wait-for-';

/**
 * Init container that ends when a migration is done: the release's own image, environment and mounts. It is the last one,
 * so that the mounts hold what the user's init containers put there.
 *
 * @param script path of the release's script, where the command asks for it
 * @throws where another container has its name
 */
export function waitForMigration(
  { container, initContainers, sidecars }: ReleasePod,
  { name, pending }: IMigration,
  script: () => string,
): Container[] {
  if (pending === undefined) return [];
  const own = `${PREFIX}${checkName('label', 'migration.name', name, PREFIX.length)}`;
  if ([container, ...initContainers, ...sidecars].some((other) => other.name === own)) throw sameName(own);
  const { image, imagePullPolicy, env, envFrom, resources, mounts, readOnlyRootFilesystem } = container;
  return [
    {
      name: own,
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
  const changed = unserved(env).map((one) => {
    if (one.name === 'RELEASE_DISTRIBUTION') return { name: one.name, value: 'none' };
    return one.name === pool.name ? pool : one;
  });
  return changed.includes(pool) ? changed : [...changed, pool];
}

function sameName(name: string): Refusal {
  return new Refusal({
    property: 'migration.name',
    value: name,
    why: 'a container of the pod has this name, and so has the one that waits for the migration',
    allowed: 'each name once',
    fix: 'rename the container or the migration',
  });
}
