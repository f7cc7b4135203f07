import type { EnvFromSource } from '../kubernetes/api';
import { publicClass } from '../props/public-class';
import { checkFolder, checkItems, checkPrefix, type Folder } from '../secrets/secret-use';
import type { ExistingConfigMap } from './existing-config-map';

/** Options for `ConfigMapUse.environment`. */
export interface ConfigMapEnvironmentOptions {
  /**
   * Prefix of every key.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}

/** Options for `ConfigMapUse.files`. */
export interface ConfigMapFilesOptions {
  /**
   * Only these keys.
   *
   * @default - every key of the ConfigMap
   */
  readonly keys?: string[];
}

/** Use of a whole ConfigMap by a release. For one key of it use `variables` of the ConfigBundle. */
export class ConfigMapUse {
  /**
   * Every key as an environment variable.
   *
   * @param configMap an existing ConfigMap
   * @param options a prefix
   * @throws where the prefix cannot start the name of a variable
   */
  public static environment(configMap: ExistingConfigMap, options: ConfigMapEnvironmentOptions = {}): ConfigMapUse {
    const prefix = checkPrefix('ConfigMapUse.environment.prefix', options.prefix);
    return new ConfigMapUse([{ ...prefix, configMapRef: { name: configMap.name } }], []);
  }

  /**
   * Every key, or some of them, as read-only files in a folder. A changed ConfigMap reaches the files of running pods.
   *
   * @param configMap an existing ConfigMap
   * @param path the folder
   * @param options which keys
   * @throws where the folder is none or hides the release, or a key is none
   */
  public static files(configMap: ExistingConfigMap, path: string, options: ConfigMapFilesOptions = {}): ConfigMapUse {
    const items = checkItems('ConfigMapUse.files.keys', options.keys);
    const source = { configMap: { name: configMap.name, ...items } };
    return new ConfigMapUse([], [{ path: checkFolder('ConfigMapUse.files.path', path), source }]);
  }

  private constructor(
    /** @internal */
    public readonly _envFrom: readonly EnvFromSource[],
    /** @internal */
    public readonly _folders: readonly Folder[],
  ) {}
}

publicClass(ConfigMapUse, 'ConfigMapUse');
