import type { ISecret, SecretValue } from 'cdk8s-plus-27';
import { Refusal } from '../errors/refusal';
import type { EnvVar } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { classTest, isOfClass } from '../props/known-class';
import { publicClass } from '../props/public-class';

const isKey = classTest('SecretKey');

/** Options for a key of a Secret. */
export interface SecretKeyOptions {
  /**
   * Whether pods start without the key: the variable is not set then. What a release cannot start without takes no such key:
   * the cookie, SECRET_KEY_BASE, DATABASE_URL.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/**
 * Whatever has or makes a Secret: an existing one, an ExternalSecret, a SealedSecret, a SecretProviderClass, or one of your own.
 */
export interface ISecretSource {
  /** Name of the Secret, in the namespace of whoever uses it. */
  readonly name: string;

  /**
   * One key of it.
   *
   * @param key the key
   * @param options whether pods start without it
   * @throws where the Secret has no such key, or it is no key that Kubernetes takes
   */
  key(key: string, options?: SecretKeyOptions): SecretKey;
}

/**
 * One key of a Secret: a reference, never its value.
 */
export class SecretKey {
  /**
   * Takes a reference made here or with cdk8s-plus-27, and refuses anything else, a literal above all.
   *
   * @internal
   */
  public static _from(property: string, value: SecretKey | SecretValue): SecretKey {
    if (SecretKey._isSecretKey(value)) {
      if (value.optional === true) throw notOptional(property);
      return value;
    }
    if (isSecretValue(value)) {
      return new SecretKey(
        checkName('subdomain', `${property}.secret.name`, value.secret.name),
        checkName('configKey', `${property}.key`, value.key),
      );
    }
    throw new Refusal({
      property,
      ...(value === undefined ? { value } : {}),
      why: 'a secret in a manifest is readable by everyone who can read the repository, the CI log or the cluster objects',
      allowed: 'a key of an existing Secret',
      fix: "ExistingSecret.named('NAME').key('KEY'), or cdk8s-plus-27's SecretValue; create the Secret with kubectl, External Secrets or Sealed Secrets",
    });
  }

  /**
   * The same, of what may be missing.
   *
   * @internal
   */
  public static _fromOptional(property: string, value: SecretKey | SecretValue): SecretKey {
    return SecretKey._isSecretKey(value) ? value : SecretKey._from(property, value);
  }

  /**
   * Whether a value is one, of this or of another copy of the package.
   *
   * @internal
   */
  public static _isSecretKey(value: unknown): value is SecretKey {
    return isKey(value);
  }

  /** @internal */
  public static _of(secretName: string, key: string, { optional }: SecretKeyOptions = {}): SecretKey {
    return new SecretKey(secretName, key, optional === true ? true : undefined);
  }

  private constructor(
    /** Secret's name. */
    public readonly secretName: string,
    /** Key in it. */
    public readonly key: string,
    /** Whether pods start without it. */
    public readonly optional?: boolean,
  ) {}
}

publicClass(SecretKey, 'SecretKey');

/** Whether a value is a SecretValue of cdk8s-plus, of whatever version. */
function isSecretValue(value: unknown): value is SecretValue {
  if (typeof value !== 'object' || value === null || !('secret' in value) || !('key' in value)) return false;
  return typeof value.key === 'string' && isOfClass(value.secret, 'ISecret');
}

/**
 * Secret that exists in the namespace before the manifests are applied. The library only refers to it: its content is
 * never read, made or rendered.
 */
export class ExistingSecret implements ISecretSource {
  /**
   * Secret of this name, in the namespace of whoever uses it.
   *
   * @param name the Secret's name
   * @throws where it is no name that Kubernetes takes
   */
  public static named(name: string): ExistingSecret {
    return new ExistingSecret(checkName('subdomain', 'ExistingSecret.named', name));
  }

  /**
   * Secret referred to with cdk8s-plus-27.
   *
   * @param secret for example `Secret.fromSecretName(…)`
   * @throws where its name is none that Kubernetes takes
   */
  public static fromSecret(secret: ISecret): ExistingSecret {
    return ExistingSecret.named(secret.name);
  }

  private constructor(
    /** Secret's name. */
    public readonly name: string,
  ) {}

  /**
   * One key of it.
   *
   * @param key the key
   * @param options whether pods start without it
   * @throws where it is no key that Kubernetes takes
   */
  public key(key: string, options: SecretKeyOptions = {}): SecretKey {
    return SecretKey._of(this.name, checkName('configKey', `ExistingSecret.named("${this.name}").key`, key), options);
  }
}

publicClass(ExistingSecret, 'ExistingSecret');

/**
 * Variable whose value is a key of a Secret.
 *
 * @internal
 */
export function secretVariable(name: string, { secretName, key, optional }: SecretKey): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key, ...(optional ? { optional } : {}) } } };
}

function notOptional(property: string): Refusal {
  return new Refusal({
    property,
    value: 'a key that may be missing',
    why: 'the release does not start without it',
    allowed: 'a key that must be there',
    fix: 'leave `optional` out',
  });
}
