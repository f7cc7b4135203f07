import type { ISecret, SecretValue } from 'cdk8s-plus-27';
import { Refusal } from '../errors/refusal';
import type { EnvVar } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { classTest, isOfClass } from '../props/known-class';
import { publicClass } from '../props/public-class';

const isKey = classTest('SecretKey');

/**
 * One key of a Secret that exists in the namespace before the manifests are applied.
 */
export class SecretKey {
  /**
   * Takes a reference made here or with cdk8s-plus-27, and refuses anything else, a literal above all.
   *
   * @internal
   */
  public static _from(property: string, value: SecretKey | SecretValue): SecretKey {
    if (SecretKey._isSecretKey(value)) return value;
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
   * Whether a value is one, of this or of another copy of the package.
   *
   * @internal
   */
  public static _isSecretKey(value: unknown): value is SecretKey {
    return isKey(value);
  }

  /** @internal */
  public static _of(secretName: string, key: string): SecretKey {
    return new SecretKey(secretName, key);
  }

  private constructor(
    /** Secret's name. */
    public readonly secretName: string,
    /** Key in it. */
    public readonly key: string,
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
export class ExistingSecret {
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
   * @throws where it is no key that Kubernetes takes
   */
  public key(key: string): SecretKey {
    return SecretKey._of(this.name, checkName('configKey', `ExistingSecret.named("${this.name}").key`, key));
  }
}

publicClass(ExistingSecret, 'ExistingSecret');

/**
 * Variable whose value is a key of a Secret.
 *
 * @internal
 */
export function secretVariable(name: string, { secretName, key }: SecretKey): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}
