import type { ISecret } from 'cdk8s-plus-27';
import { checkHidesNoRelease } from '../beam/release-paths';
import { Refusal } from '../errors/refusal';
import type { EnvFromSource, Volume, VolumeMount } from '../kubernetes/api';
import { checkMountPath } from '../kubernetes/mount-paths';
import { checkName } from '../kubernetes/names';
import { checkOnce } from '../kubernetes/unique';
import { isOfClass } from '../props/known-class';
import { publicClass } from '../props/public-class';
import { ExistingSecret, type ISecretSource } from './existing-secret';

/** Options for `SecretUse.environment`. */
export interface SecretEnvironmentOptions {
  /**
   * Prefix of every key.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}

/** Options for `SecretUse.files`. */
export interface SecretFilesOptions {
  /**
   * Only these keys.
   *
   * @default - every key of the Secret
   */
  readonly keys?: string[];
}

/** Use of a whole Secret by a release. For one key of it use `variables` of the ConfigBundle. */
export class SecretUse {
  /**
   * Every key as an environment variable.
   *
   * @param secret an existing Secret, or what makes one
   * @param options a prefix
   * @throws where the prefix cannot start the name of a variable
   */
  public static environment(secret: ISecretSource | ISecret, options: SecretEnvironmentOptions = {}): SecretUse {
    const prefix = checkPrefix('SecretUse.environment.prefix', options.prefix);
    return new SecretUse([{ ...prefix, secretRef: { name: nameOf('SecretUse.environment.secret', secret) } }], []);
  }

  /**
   * Every key, or some of them, as read-only files in a folder. A changed Secret reaches the files of running pods.
   *
   * @param secret an existing Secret, or what makes one
   * @param path the folder
   * @param options which keys
   * @throws where the folder is none or hides the release, or a key is none
   */
  public static files(secret: ISecretSource | ISecret, path: string, options: SecretFilesOptions = {}): SecretUse {
    const name = nameOf('SecretUse.files.secret', secret);
    const folder = checkFolder('SecretUse.files.path', path);
    const items = checkItems('SecretUse.files.keys', options.keys);
    return new SecretUse([], [{ path: folder, source: { secret: { secretName: name, ...items } } }]);
  }

  /**
   * Folder of a volume that makes a Secret while it is mounted.
   *
   * @internal
   */
  public static _ofFolder(folder: Folder): SecretUse {
    return new SecretUse([], [folder]);
  }

  private constructor(
    /** @internal */
    public readonly _envFrom: readonly EnvFromSource[],
    /** @internal */
    public readonly _folders: readonly Folder[],
  ) {}
}

publicClass(SecretUse, 'SecretUse');

/**
 * Prefix of the variables of a source of `envFrom`.
 *
 * @internal
 */
export function checkPrefix(property: string, prefix: string | undefined): { readonly prefix?: string } {
  if (prefix !== undefined) checkName('environmentVariable', property, prefix);
  return prefix ? { prefix } : {};
}

/**
 * Folder in which files are mounted.
 *
 * @internal
 */
export function checkFolder(property: string, path: string): string {
  return checkHidesNoRelease(property, checkMountPath(property, path, []));
}

/**
 * Keys that become files, each under its own name; all of them where none is named.
 *
 * @internal
 */
export function checkItems(property: string, keys: string[] | undefined): { readonly items?: KeyToPath[] } {
  if (keys === undefined) return {};
  return { items: checkOnce(property, keys).map((key) => ({ key: checkName('configKey', property, key), path: key })) };
}

/** Key of a volume's source, and the file that it becomes. */
interface KeyToPath {
  key: string;
  path: string;
}

/**
 * Folder of files in a container.
 *
 * @internal
 */
export interface Folder {
  readonly path: string;
  readonly source: Omit<Volume, 'name'>;
}

/**
 * Volumes and mounts of folders.
 *
 * @internal
 */
export function mountFolders(prefix: string, folders: readonly Folder[]): { volumes: Volume[]; mounts: VolumeMount[] } {
  return {
    volumes: folders.map(({ source }, index) => ({ name: `${prefix}-${index}`, ...source })),
    mounts: folders.map(({ path }, index) => ({ name: `${prefix}-${index}`, mountPath: path, readOnly: true })),
  };
}

/** Name of a Secret; one of another copy of the package has one too. */
function nameOf(property: string, secret: ISecretSource | ISecret): string {
  if (isOfClass(secret, 'ISecret')) return ExistingSecret.named(secret.name).name;
  throw new Refusal({
    property,
    allowed: 'an existing Secret, or what makes one',
    fix: "ExistingSecret.named('NAME'), an ExternalSecret, or a Secret of cdk8s-plus-27",
  });
}
