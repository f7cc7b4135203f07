import type { EnvVar } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { classTest } from '../props/known-class';
import { publicClass } from '../props/public-class';

const isKey = classTest('ConfigMapKey');

/** One key of a ConfigMap that exists in the namespace before the manifests are applied. */
export class ConfigMapKey {
  /**
   * Whether a value is one, of this or of another copy of the package.
   *
   * @internal
   */
  public static _isConfigMapKey(value: unknown): value is ConfigMapKey {
    return isKey(value);
  }

  /** @internal */
  public static _of(configMapName: string, key: string): ConfigMapKey {
    return new ConfigMapKey(configMapName, key);
  }

  private constructor(
    /** ConfigMap's name. */
    public readonly configMapName: string,
    /** Key in it. */
    public readonly key: string,
  ) {}
}

publicClass(ConfigMapKey, 'ConfigMapKey');

/**
 * ConfigMap that exists in the namespace before the manifests are applied: that of a platform team, of an operator. The
 * library only refers to it.
 */
export class ExistingConfigMap {
  /**
   * ConfigMap of this name, in the namespace of whoever uses it.
   *
   * @param name the ConfigMap's name
   * @throws where it is no name that Kubernetes takes
   */
  public static named(name: string): ExistingConfigMap {
    return new ExistingConfigMap(checkName('subdomain', 'ExistingConfigMap.named', name));
  }

  private constructor(
    /** ConfigMap's name. */
    public readonly name: string,
  ) {}

  /**
   * One key of it.
   *
   * @param key the key
   * @throws where it is no key that Kubernetes takes
   */
  public key(key: string): ConfigMapKey {
    return ConfigMapKey._of(this.name, checkName('configKey', `ExistingConfigMap.named("${this.name}").key`, key));
  }
}

publicClass(ExistingConfigMap, 'ExistingConfigMap');

/**
 * Variable whose value is a key of a ConfigMap.
 *
 * @internal
 */
export function configMapVariable(name: string, { configMapName, key }: ConfigMapKey): EnvVar {
  return { name, valueFrom: { configMapKeyRef: { name: configMapName, key } } };
}
