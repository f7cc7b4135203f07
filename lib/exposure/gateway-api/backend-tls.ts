/** TLS between a Gateway and the pods: a release that serves HTTPS itself. */
export interface BackendTls {
  /** Host that the pods' certificate is for, and that the Gateway asks for (SNI). */
  readonly host: string;

  /**
   * Name of the ConfigMap with the authority's certificate under `ca.crt`, in the release's namespace.
   *
   * @default - the authorities that the Gateway's system trusts
   */
  readonly authority?: string;
}
