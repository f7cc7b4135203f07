import { checkName } from '../kubernetes/names';
import { publicClass } from '../props/public-class';

/**
 * Store of the External Secrets Operator: where it asks, and as whom. Whoever runs the platform makes it.
 *
 * Source: https://external-secrets.io/latest/api/secretstore/, https://external-secrets.io/latest/api/clustersecretstore/
 */
export class SecretStore {
  /**
   * SecretStore in the namespace of the ExternalSecret.
   *
   * @param name its name
   * @throws where it is no name that Kubernetes takes
   */
  public static named(name: string): SecretStore {
    return new SecretStore(checkName('subdomain', 'SecretStore.named', name), 'SecretStore');
  }

  /**
   * ClusterSecretStore, which serves every namespace.
   *
   * @param name its name
   * @throws where it is no name that Kubernetes takes
   */
  public static cluster(name: string): SecretStore {
    return new SecretStore(checkName('subdomain', 'SecretStore.cluster', name), 'ClusterSecretStore');
  }

  private constructor(
    /** Name. */
    public readonly name: string,
    /** Kind: `SecretStore` or `ClusterSecretStore`. */
    public readonly kind: string,
  ) {}
}

publicClass(SecretStore, 'SecretStore');
