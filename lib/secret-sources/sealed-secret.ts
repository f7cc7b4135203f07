import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Refusal, within } from '../errors/refusal';
import { objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { type ISecretSource, SecretKey, type SecretKeyOptions } from '../secrets/existing-secret';
import { checkMade } from './made-keys';
import { type SealedSecretProps, SealedSecretScope } from './sealed-secret-props';
import { checkSealed } from './sealed-value';

/**
 * Secret that stands encrypted in Git and that the controller of Sealed Secrets decrypts in the cluster. It takes what `kubeseal`
 * encrypted and nothing else.
 *
 * Source: https://github.com/bitnami-labs/sealed-secrets
 */
export class SealedSecret extends Construct implements ISecretSource {
  /** Name of the SealedSecret, and of the Secret that it becomes. */
  public readonly name: string;

  /** SealedSecret. */
  public readonly apiObject: ApiObject;

  private readonly keys: readonly string[];

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props encrypted values, and for what they were encrypted
   * @throws where a value is not encrypted, or the namespace for which it was is not known
   */
  constructor(scope: Construct, id: string, props: SealedSecretProps) {
    const place = placeOf(scope, id);
    const { sealedSecret } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = sealedSecret.metadata.name;
    this.keys = Object.keys(props.encryptedData);
    this.apiObject = manifest(this, 'sealed-secret', sealedSecret);
    this.node.defaultChild = this.apiObject;
  }

  /**
   * One key of the Secret.
   *
   * @param key a key of `encryptedData`
   * @param options whether pods start without it
   * @throws where the Secret has no such key
   */
  public key(key: string, options: SecretKeyOptions = {}): SecretKey {
    return SecretKey._of(this.name, checkMade(`SealedSecret "${this.name}" key`, key, this.keys), options);
  }
}

publicClass(SealedSecret, 'SealedSecret');

function describe(place: Place, props: SealedSecretProps) {
  checkProps('SealedSecretProps', props);
  checkOverrides(props.overrides);
  const { encryptedData, scope = SealedSecretScope.STRICT, type } = props;
  const name = checkName('label', 'name', props.name ?? place.id);
  if (Object.keys(encryptedData).length === 0) throw empty();
  for (const [key, value] of Object.entries(encryptedData)) {
    checkName('configKey', 'encryptedData', key);
    checkSealed(`encryptedData.${key}`, value);
  }
  if (place.namespace === undefined && scope !== SealedSecretScope.CLUSTER_WIDE) throw noNamespace(scope);
  const annotations =
    scope === SealedSecretScope.STRICT ? {} : { annotations: { [`sealedsecrets.bitnami.com/${scope}`]: 'true' } };
  const sealedSecret = {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name, labels: objectLabels(name), ...annotations },
    spec: {
      encryptedData: { ...encryptedData },
      template: {
        ...(type === undefined ? {} : { type }),
        metadata: { name, labels: objectLabels(name), ...annotations },
      },
    },
  };
  return applyOverrides({ sealedSecret }, props.overrides, place.target);
}

function empty(): Refusal {
  return new Refusal({
    property: 'encryptedData',
    value: {},
    why: 'the Secret would have no key',
    allowed: 'one key or more',
    fix: 'kubeseal --raw --namespace NAMESPACE --name NAME --from-file=KEY',
  });
}

function noNamespace(scope: SealedSecretScope): Refusal {
  return new Refusal({
    property: 'scope',
    value: scope,
    why: 'it unseals in the namespace for which it was encrypted alone, and the chart names none',
    allowed: 'a chart with a namespace, or SealedSecretScope.CLUSTER_WIDE',
    fix: "new Chart(app, 'shop', { namespace: 'shop' })",
  });
}
