import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { manifest } from '../manifests/manifest';
import { placeOf } from '../manifests/place';
import { publicClass } from '../props/public-class';
import { type ISecretSource, SecretKey, type SecretKeyOptions } from '../secrets/existing-secret';
import { describeExternalSecret } from './describe-external-secret';
import type { ExternalSecretProps } from './external-secret-props';
import { checkMade } from './made-keys';

/**
 * Secret that the External Secrets Operator makes of values in a store: Vault, a cloud's secret manager, another cluster. The
 * manifest names the values and holds none. Pods wait for the Secret; when a value changes they go on with the old one until they
 * start again: see `RestartOn`.
 *
 * Source: https://external-secrets.io/latest/api/externalsecret/
 *
 * @example
 *
 *   const secrets = new ExternalSecret(chart, 'shop-secrets', {
 *     store: SecretStore.cluster('vault'),
 *     keys: { RELEASE_COOKIE: 'shop/cookie', SECRET_KEY_BASE: 'shop/key-base' },
 *   });
 *   const cluster = new ErlangCluster(chart, 'shop', { cookie: secrets.key('RELEASE_COOKIE') });
 */
export class ExternalSecret extends Construct implements ISecretSource {
  /** Name of the ExternalSecret, and of the Secret that it makes. */
  public readonly name: string;

  /** ExternalSecret. */
  public readonly apiObject: ApiObject;

  private readonly keys?: readonly string[];

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props the store, and what of it becomes which key
   * @throws where it asks for nothing, or a name or key is none that Kubernetes takes
   */
  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    const { name, keys, objects } = describeExternalSecret(placeOf(scope, id), props);
    super(scope, id);
    this.name = name;
    this.keys = keys;
    this.apiObject = manifest(this, 'external-secret', objects.externalSecret);
    this.node.defaultChild = this.apiObject;
  }

  /**
   * One key of the Secret.
   *
   * @param key a key of `keys`, or of `template` where there is one; any where `members` bring them
   * @param options whether pods start without it
   * @throws where the Secret has no such key
   */
  public key(key: string, options: SecretKeyOptions = {}): SecretKey {
    return SecretKey._of(this.name, checkMade(`ExternalSecret "${this.name}" key`, key, this.keys), options);
  }
}

publicClass(ExternalSecret, 'ExternalSecret');
