import { Refusal, within } from '../errors/refusal';
import { sortedEntries } from '../json/sorted';
import { objectLabels } from '../kubernetes/labels';
import { checkKey, checkName } from '../kubernetes/names';
import { goSeconds, seconds } from '../kubernetes/quantities';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import type { Place } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { classTest } from '../props/known-class';
import { told } from '../props/told';
import { checkHoldsNoSecret } from '../risks/literals';
import {
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  type ExternalSecretProps,
} from './external-secret-props';
import { RemoteKey } from './remote-key';

/** ExternalSecret that was described and checked. */
export interface DescribedExternalSecret {
  readonly name: string;
  /** Keys of the Secret, as far as synth knows them; undefined where the store decides. */
  readonly keys?: readonly string[];
  readonly objects: { readonly externalSecret: object };
}

const isRemoteKey = classTest('RemoteKey') as (value: unknown) => value is RemoteKey;

/** Time after which the store is asked again, in seconds, where the props name none. */
const REFRESH = 3600;

/**
 * Settings of how a value is read. The definition of the kind had these as defaults and has them no more: written out they are the same
 * for each version of the operator, and no tool sees a difference.
 *
 * Source: https://external-secrets.io/latest/api/spec/, `ExternalSecretDataRemoteRef`
 */
const READING = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

/**
 * Describes an ExternalSecret from its props.
 *
 * @throws where it asks for nothing, or a name or key is none that Kubernetes takes
 */
export function describeExternalSecret(place: Place, props: ExternalSecretProps): DescribedExternalSecret {
  return within(place, () => {
    checkProps('ExternalSecretProps', props);
    checkOverrides(props.overrides);
    const { keys = {}, members = [], template } = props;
    const name = checkName('label', 'name', props.name ?? place.id);
    if (Object.keys(keys).length + members.length === 0) throw nothing();
    for (const [key, text] of Object.entries(template ?? {})) {
      checkKey('configKey', 'template', key);
      checkHoldsNoSecret('template', key, text);
    }
    const made = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, labels: objectLabels(name) },
      spec: specOf(name, props),
    };
    const objects = applyOverrides({ externalSecret: made }, props.overrides, place.target);
    return { name, keys: keysOf(props), objects };
  });
}

/** Keys of the Secret. A template takes the place of the values that it is made of. */
function keysOf({ keys = {}, members = [], template }: ExternalSecretProps): readonly string[] | undefined {
  if (template !== undefined) return Object.keys(template);
  return members.length > 0 ? undefined : Object.keys(keys);
}

function specOf(name: string, props: ExternalSecretProps): object {
  const { store, keys = {}, members = [], refreshInterval } = props;
  const data = sortedEntries(keys).map(([secretKey, remote]) => {
    checkName('configKey', 'keys', secretKey);
    const key = remoteKey(`keys.${secretKey}`, remote);
    return { secretKey, remoteRef: { ...key._reference, ...READING } };
  });
  return {
    refreshInterval: goSeconds(refreshInterval === undefined ? REFRESH : seconds('refreshInterval', refreshInterval)),
    secretStoreRef: { kind: store.kind, name: store.name },
    target: {
      name,
      creationPolicy: props.creationPolicy ?? ExternalSecretCreationPolicy.OWNER,
      deletionPolicy: props.deletionPolicy ?? ExternalSecretDeletionPolicy.RETAIN,
      ...templateOf(props),
    },
    ...(data.length > 0 ? { data } : {}),
    ...(members.length > 0 ? { dataFrom: members.map((one) => ({ extract: { ...one._reference, ...READING } })) } : {}),
  };
}

function remoteKey(property: string, value: string | RemoteKey): RemoteKey {
  if (isRemoteKey(value)) return value;
  if (typeof value === 'string') return RemoteKey.of(value);
  throw new Refusal({
    property,
    ...told(value),
    allowed: 'a key of the store as text, or a RemoteKey',
    fix: "RemoteKey.of('shop/database', { property: 'url' })",
  });
}

function templateOf({ template, type }: ExternalSecretProps): { readonly template?: object } {
  if (template === undefined && type === undefined) return {};
  return {
    template: {
      engineVersion: 'v2',
      mergePolicy: 'Replace',
      ...(type === undefined ? {} : { type }),
      ...(template === undefined ? {} : { data: { ...template } }),
    },
  };
}

function nothing(): Refusal {
  return new Refusal({
    property: 'keys',
    value: {},
    why: 'the Secret would have no key',
    allowed: 'one key or more, in `keys` or `members`',
    fix: "keys: { DATABASE_URL: 'shop/database' }",
  });
}
