import { Refusal } from '../errors/refusal';
import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { asObjects } from '../json/read';

/**
 * Refuses an override that removes a volume and leaves its mount: the API server would refuse the pod.
 *
 * @param property property of the user's: `overrides.workload`
 */
export function checkVolumes(property: string, object: unknown, merged: unknown): void {
  const [before, after] = [object, merged].map((whole) => valueAt(whole, 'spec', 'template', 'spec'));
  if (!isDictionary(before) || !isDictionary(after) || before.volumes === after.volumes) return;
  const left = new Set(asObjects(after.volumes).map(({ name }) => name));
  const removed = asObjects(before.volumes).filter(({ name }) => !left.has(name));
  for (const { name } of removed) {
    for (const container of [...asObjects(after.containers), ...asObjects(after.initContainers)]) {
      const mount = asObjects(container.volumeMounts).find((one) => one.name === name);
      if (mount !== undefined) throw stillMounted(property, name, container, mount);
    }
  }
}

function stillMounted(property: string, volume: unknown, { name }: Dictionary, { mountPath }: Dictionary): Refusal {
  return new Refusal({
    property: `${property}.spec.template.spec.volumes`,
    value: `without ${volume}`,
    why: `the container ${name} mounts the volume ${volume} at ${mountPath}`,
    allowed: 'volumes with everything that is mounted',
    fix: `remove the mount too: { name: '${name}', volumeMounts: [{ mountPath: '${mountPath}', $patch: 'delete' }] }`,
  });
}
