import type { Duration } from 'cdk8s';
import type { RemoteKey } from './remote-key';
import type { SecretStore } from './secret-store';

/**
 * Owner of the Secret.
 *
 * Source: https://external-secrets.io/latest/guides/ownership-deletion-policy/
 */
export enum ExternalSecretCreationPolicy {
  /** The ExternalSecret's: it makes the Secret, and the Secret goes with it. */
  OWNER = 'Owner',
  /** Made by the ExternalSecret, and left when it goes. */
  ORPHAN = 'Orphan',
  /** Made by somebody else; the ExternalSecret adds its keys. */
  MERGE = 'Merge',
}

/**
 * Treatment of the Secret when nothing is left in the store.
 *
 * Source: https://external-secrets.io/latest/guides/ownership-deletion-policy/
 */
export enum ExternalSecretDeletionPolicy {
  /** The Secret stays as it is, so that pods go on starting. */
  RETAIN = 'Retain',
  /** The Secret is deleted. */
  DELETE = 'Delete',
  /** The keys are removed from the Secret. */
  MERGE = 'Merge',
}

/** Overrides for the parts of an ExternalSecret: the API's own JSON, merged deeply. */
export interface ExternalSecretOverrides {
  /** Into the ExternalSecret. @default - nothing */
  readonly externalSecret?: any;
}

/** Properties of an ExternalSecret. */
export interface ExternalSecretProps {
  /** Store that is asked. */
  readonly store: SecretStore;

  /**
   * Name of the ExternalSecret and of the Secret that it makes.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Keys of the Secret, each with the value in the store that it gets: the key in the store, or a RemoteKey.
   *
   * @default - none
   */
  readonly keys?: { [key: string]: string | RemoteKey };

  /**
   * Values of the store that are JSON: each member becomes a key.
   *
   * @default - none
   */
  readonly members?: RemoteKey[];

  /**
   * Keys of the Secret that are made of those of the store, in the place of these: text with `{{ .KEY }}`.
   *
   * Source: https://external-secrets.io/latest/guides/templating/
   *
   * @default - the keys of the store themselves
   */
  readonly template?: { [key: string]: string };

  /**
   * Type of the Secret.
   *
   * @default - Opaque
   */
  readonly type?: string;

  /**
   * Time after which the store is asked again; zero asks once.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;

  /**
   * Owner of the Secret.
   *
   * @default ExternalSecretCreationPolicy.OWNER
   */
  readonly creationPolicy?: ExternalSecretCreationPolicy;

  /**
   * Treatment of the Secret when nothing is left in the store.
   *
   * @default ExternalSecretDeletionPolicy.RETAIN
   */
  readonly deletionPolicy?: ExternalSecretDeletionPolicy;

  /**
   * Overrides: the API's own JSON for any field of the ExternalSecret, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: ExternalSecretOverrides;
}
