import type { SecretValue } from 'cdk8s-plus-27';
import type { Waiver } from '../risks/waiver';
import type { SecretKey } from '../secrets/existing-secret';
import type { SecretUse } from '../secrets/secret-use';
import type { ConfigMapUse } from './config-map-use';
import type { ConfigValue } from './config-value';
import type { ConfigMapKey } from './existing-config-map';

/** Overrides for the parts of a ConfigBundle: the API's own JSON, merged deeply. */
export interface ConfigBundleOverrides {
  /** Into the ConfigMap of the values. @default - nothing */
  readonly configMap?: any;
  /** Into the ConfigMap of the files. @default - nothing */
  readonly filesConfigMap?: any;
  /** Into the local-only Secret. @default - nothing */
  readonly secret?: any;
}

/** Properties of a ConfigBundle. */
export interface ConfigBundleProps {
  /**
   * First part of the objects' names.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Plain configuration, as environment variables. They go into an immutable ConfigMap whose name carries a hash of its
   * content: a change makes a new one and rolls the pods, and `kubectl rollout undo` finds the old one. Tools that
   * prune (Argo CD, Flux, `kubectl apply --prune`) remove the old one when nothing in Git names it any more: a
   * rollback is then a revert in Git. Numbers, times and sizes are a `ConfigValue`, which says the unit.
   *
   * @default - none
   */
  readonly values?: { [name: string]: string | ConfigValue };

  /**
   * Files with their content, in an immutable ConfigMap of their own, 1 MiB at most. A name is a file in `filesPath`; an
   * absolute path is a file beside those that the image has there. Above 256 KiB `kubectl apply` needs
   * `--server-side`: without it an annotation holds all of what was applied.
   *
   * @default - none
   */
  readonly files?: { [name: string]: string };

  /**
   * Folder of the machine that synthesizes whose files are added to `files`; those that begin with a dot are left out. Files
   * that are no text are binary data.
   *
   * @default - none
   */
  readonly filesFolder?: string;

  /**
   * Folder in which the release finds the files that have a name.
   *
   * @default '/etc/app'
   */
  readonly filesPath?: string;

  /**
   * Environment variables from keys of existing Secrets and ConfigMaps.
   *
   * @default - none
   */
  readonly variables?: { [name: string]: SecretKey | SecretValue | ConfigMapKey };

  /**
   * Whole existing ConfigMaps, as environment or as files.
   *
   * @default - none
   */
  readonly configMaps?: ConfigMapUse[];

  /**
   * Whole existing Secrets, as environment or as files.
   *
   * @default - none
   */
  readonly secrets?: SecretUse[];

  /**
   * Secrets written out, for a cluster on a developer's machine. Needs `Waiver.localOnlySecrets`; they become a Secret
   * that says so in its name and labels.
   *
   * @default - none
   */
  readonly localOnlySecrets?: { [name: string]: string };

  /**
   * `.env` file whose variables are added to `localOnlySecrets`, which win. Needs `Waiver.localOnlySecrets`.
   *
   * @default - none
   */
  readonly localOnlyEnvFile?: string;

  /**
   * Accepted risks.
   *
   * @default - none
   */
  readonly allow?: Waiver[];

  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply: items of a list by their name or other
   * key, `null` removes a field, `[{ $patch: 'replace' }, …]` replaces a list.
   *
   * @default - nothing
   */
  readonly overrides?: ConfigBundleOverrides;
}
