import { isDictionary } from './dictionary';

/**
 * The member by which the API server tells the items of a list apart, by the list's own name.
 *
 * Source: the patchMergeKey of each list in the API reference; a list that is not here is replaced whole.
 */
const LIST_KEYS: { readonly [list: string]: readonly string[] } = {
  containers: ['name'],
  initContainers: ['name'],
  env: ['name'],
  envFrom: [],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeClaimTemplates: ['metadata', 'name'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
};

/**
 * Deep merge of an override into a manifest: objects member by member, `null` removes a member, the lists above item by
 * item (an item with a new key is appended, `{name: …, $patch: 'delete'}` removes one), `ports` by `name` where every
 * item has one, every other value is replaced. Neither argument is changed.
 */
export function merge(base: unknown, override: unknown, list = ''): unknown {
  if (isDictionary(base) && isDictionary(override)) return mergeObjects(base, override);
  if (Array.isArray(base) && Array.isArray(override)) return mergeLists(base, override, list);
  return isDictionary(override) ? mergeObjects({}, override) : override;
}

function mergeObjects(base: { [key: string]: unknown }, override: { [key: string]: unknown }): unknown {
  const result = { ...base };
  for (const [key, value] of Object.entries(override)) {
    if (value === null) delete result[key];
    else if (value !== undefined) result[key] = merge(result[key], value, key);
  }
  return result;
}

function mergeLists(base: unknown[], override: unknown[], list: string): unknown[] {
  if (![...base, ...override].every((item) => keyOf(list, item) !== undefined)) return override;
  const result = [...base];
  for (const item of override) {
    const at = result.findIndex((other) => keyOf(list, other) === keyOf(list, item));
    if (isDictionary(item) && item.$patch === 'delete') result.splice(at, at < 0 ? 0 : 1);
    else if (at < 0) result.push(merge({}, item));
    else result[at] = merge(result[at], item);
  }
  return result;
}

/** What tells an item of a list apart from the others; undefined where the list is replaced whole. */
export function keyOf(list: string, item: unknown): unknown {
  const path = LIST_KEYS[list] ?? (list === 'ports' ? ['name'] : []);
  if (path.length === 0) return undefined;
  return path.reduce<unknown>((at, key) => (isDictionary(at) ? at[key] : undefined), item);
}
