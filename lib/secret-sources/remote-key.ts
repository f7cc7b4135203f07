import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';

/** Options for `RemoteKey.of`. */
export interface RemoteKeyOptions {
  /**
   * Member of the value, where the value is JSON or the store keeps several under one key.
   *
   * @default - the whole value
   */
  readonly property?: string;

  /**
   * Version of the value.
   *
   * @default - the newest
   */
  readonly version?: string;
}

/**
 * Value in a store. What a key is called depends on the store: a path of Vault, a name in AWS Secrets Manager.
 *
 * Source: https://external-secrets.io/latest/api/externalsecret/, `remoteRef`
 */
export class RemoteKey {
  /**
   * Value under this key.
   *
   * @param key the key in the store
   * @param options a member of the value, and its version
   * @throws where one of them is empty
   */
  public static of(key: string, options: RemoteKeyOptions = {}): RemoteKey {
    const { property, version } = options;
    for (const [name, text] of Object.entries({ key, property, version })) {
      if (text?.trim() === '') throw empty(`RemoteKey.of.${name}`);
    }
    return new RemoteKey(key, property, version);
  }

  private constructor(
    /** Key in the store. */
    public readonly key: string,
    /** Member of the value. */
    public readonly property?: string,
    /** Version of the value. */
    public readonly version?: string,
  ) {}

  /**
   * Reference to it, with what the definition of the kind leaves to the controller.
   *
   * @internal
   */
  public get _reference(): { readonly key: string; readonly property?: string; readonly version?: string } {
    const { key, property, version } = this;
    return { key, ...(property === undefined ? {} : { property }), ...(version === undefined ? {} : { version }) };
  }
}

publicClass(RemoteKey, 'RemoteKey');

function empty(property: string): Refusal {
  return new Refusal({ property, value: '', allowed: 'a text that is not empty', fix: 'for example "shop/database"' });
}
