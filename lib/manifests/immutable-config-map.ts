import { sortedEntries } from '../json/sorted';
import type { ConfigMap, Labels } from '../kubernetes/api';
import { shortHash } from '../kubernetes/hash';
import type { KubernetesTarget } from '../kubernetes/target';
import { isGiven, markGiven } from './given';
import { applyOverride } from './overrides';

/** Ten hexadecimal digits that change with the content and with nothing else, the order of keys included. */
export function contentHash(data: { readonly [key: string]: string }): string {
  return shortHash(JSON.stringify(sortedEntries(data)));
}

/**
 * ConfigMap that never changes: another content has another name, so that a change rolls the pods that name it and a
 * rollback finds what it names. An override is a part of the content.
 */
export function immutableConfigMap(
  name: string,
  { data, binaryData }: Pick<ConfigMap, 'data' | 'binaryData'>,
  labels: Labels,
  annotations: Labels = {},
  override?: { readonly part: string; readonly json: unknown; readonly target: KubernetesTarget },
): ConfigMap {
  const whole: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { labels, annotations },
    ...(data ? { data } : {}),
    ...(binaryData ? { binaryData } : {}),
    immutable: true,
  };
  const overridden: ConfigMap = override ? applyOverride(override.part, whole, override.json, override.target) : whole;
  const { metadata, ...map } = overridden;
  const hash = contentHash({ ...map.data, ...map.binaryData });
  const named: ConfigMap = { ...map, metadata: { name: `${name}-${hash}`, ...metadata } };
  return isGiven(overridden) ? markGiven(named) : named;
}
