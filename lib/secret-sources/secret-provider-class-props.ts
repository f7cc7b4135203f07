/** Overrides for the parts of a SecretProviderClass: the API's own JSON, merged deeply. */
export interface SecretProviderClassOverrides {
  /** Into the SecretProviderClass. @default - nothing */
  readonly secretProviderClass?: any;
}

/** Properties of a SecretProviderClass. */
export interface SecretProviderClassProps {
  /** Provider: `vault`, `aws`, `azure`, `gcp`. */
  readonly provider: string;

  /**
   * Parameters of the provider, in its own words: which objects, as whom.
   *
   * @default - none
   */
  readonly parameters?: { [parameter: string]: string };

  /**
   * Keys of the Secret, each with the provider's object, or the alias of one, that it gets.
   *
   * @default - none: files and no Secret
   */
  readonly keys?: { [key: string]: string };

  /**
   * Type of the Secret.
   *
   * @default 'Opaque'
   */
  readonly type?: string;

  /**
   * Name of the SecretProviderClass and of the Secret.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Overrides: the API's own JSON for any field of the SecretProviderClass, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: SecretProviderClassOverrides;
}
