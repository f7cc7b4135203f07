import type { PodContainer } from '../inventory/container';
import type { Inventory } from '../inventory/inventory';
import type { Workload } from '../inventory/workload';
import { asObject, asText } from '../json/read';
import type { Rule } from './rule';

/** Text with U+0000 that a container is started with: the API server takes it, and the container never starts. */
export const nulCharacter: Rule = {
  id: 'kubernetes/nul-character',
  severity: 'error',
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      for (const container of about.containers) {
        for (const place of placesWithNul(about, container, inventory)) {
          report({
            about,
            property: `container ${container.name}, ${place}`,
            why: 'it holds the character U+0000, which ends a text for the kernel: the container would never start',
            allowed: 'any other character',
            fix: 'remove the character; bytes that are no text belong to a file: the binaryData of a ConfigMap, or a Secret',
          });
        }
      }
    }
  },
};

function placesWithNul(about: Workload, { env, envFrom, manifest }: PodContainer, inventory: Inventory): string[] {
  const places: string[] = [];
  for (const { name, value } of env) if (hasNul(value)) places.push(`env ${name}`);
  if (holdsNul(manifest.command)) places.push('command');
  if (holdsNul(manifest.args)) places.push('args');
  for (const { configMapRef } of envFrom) {
    if (configMapRef === undefined) continue;
    const made = inventory.named('ConfigMap', asText(asObject(configMapRef).name), about);
    const data = asObject(made?.manifest.data);
    for (const name of Object.keys(data)) if (hasNul(data[name])) places.push(`envFrom ${name}`);
  }
  return places;
}

function holdsNul(words: unknown): boolean {
  return Array.isArray(words) && words.some(hasNul);
}

function hasNul(text: unknown): boolean {
  return typeof text === 'string' && text.includes('\0');
}
