/**
 * Where a SealedSecret may be unsealed. It is part of what was encrypted: another one does not unseal.
 *
 * Source: https://github.com/bitnami-labs/sealed-secrets, README, "Scopes"
 */
export enum SealedSecretScope {
  /** Under its name in its namespace alone. */
  STRICT = 'strict',
  /** Under any name in its namespace. */
  NAMESPACE_WIDE = 'namespace-wide',
  /** Under any name in any namespace. */
  CLUSTER_WIDE = 'cluster-wide',
}

/** Overrides for the parts of a SealedSecret: the API's own JSON, merged deeply. */
export interface SealedSecretOverrides {
  /** Into the SealedSecret. @default - nothing */
  readonly sealedSecret?: any;
}

/** Properties of a SealedSecret. */
export interface SealedSecretProps {
  /**
   * Keys of the Secret with their values as `kubeseal` encrypted them:
   * `kubeseal --raw --namespace NAMESPACE --name NAME --from-file=KEY`.
   */
  readonly encryptedData: { [key: string]: string };

  /**
   * Name of the SealedSecret and of the Secret that it becomes: that for which it was encrypted.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Scope for which it was encrypted.
   *
   * @default SealedSecretScope.STRICT
   */
  readonly scope?: SealedSecretScope;

  /**
   * Type of the Secret.
   *
   * @default - Opaque
   */
  readonly type?: string;

  /**
   * Overrides: the API's own JSON for any field of the SealedSecret, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: SealedSecretOverrides;
}
