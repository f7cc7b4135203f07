import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Refusal, within } from '../errors/refusal';
import { sortedEntries } from '../json/sorted';
import { objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { CSI_DRIVER } from '../kubernetes/secrets-store';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { checkHoldsNoSecret } from '../risks/literals';
import { type ISecretSource, SecretKey, type SecretKeyOptions } from '../secrets/existing-secret';
import { checkFolder, SecretUse } from '../secrets/secret-use';
import { checkMade } from './made-keys';
import type { SecretProviderClassProps } from './secret-provider-class-props';

/**
 * Secrets of a provider (Vault, AWS, Azure, GCP) as files of pods, by the Secrets Store CSI driver, and where `keys` name them
 * as a Secret. The Secret is there only while a pod mounts the files: a release that reads a key of it takes `files` too, or is
 * refused.
 *
 * Source: https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
 *
 * @example
 *
 *   const vault = new SecretProviderClass(chart, 'shop', {
 *     provider: 'vault',
 *     parameters: { roleName: 'shop', objects: '…' },
 *     keys: { RELEASE_COOKIE: 'cookie' },
 *   });
 *   const config = [new ConfigBundle(chart, 'config', { secrets: [vault.files('/run/vault')] })];
 */
export class SecretProviderClass extends Construct implements ISecretSource {
  /** Name of the SecretProviderClass, and of the Secret that it makes. */
  public readonly name: string;

  /** SecretProviderClass. */
  public readonly apiObject: ApiObject;

  private readonly keys: readonly string[];

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props provider, its parameters, and what becomes which key of the Secret
   * @throws where a name or key is none that Kubernetes takes, or a parameter is a secret
   */
  constructor(scope: Construct, id: string, props: SecretProviderClassProps) {
    const place = placeOf(scope, id);
    const { secretProviderClass } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = secretProviderClass.metadata.name;
    this.keys = Object.keys(props.keys ?? {});
    this.apiObject = manifest(this, 'secret-provider-class', secretProviderClass);
    this.node.defaultChild = this.apiObject;
  }

  /**
   * One key of the Secret.
   *
   * @param key a key of `keys`
   * @param options whether pods start without it
   * @throws where the Secret has no such key
   */
  public key(key: string, options: SecretKeyOptions = {}): SecretKey {
    if (this.keys.length === 0) throw noSecret(this.name);
    return SecretKey._of(this.name, checkMade(`SecretProviderClass "${this.name}" key`, key, this.keys), options);
  }

  /**
   * Every object of the provider as a read-only file in a folder; what makes the Secret, too.
   *
   * @param path the folder
   * @throws where the folder is none or hides the release
   */
  public files(path: string): SecretUse {
    const volumeAttributes = { secretProviderClass: this.name };
    return SecretUse._ofFolder({
      path: checkFolder('SecretProviderClass.files.path', path),
      source: { csi: { driver: CSI_DRIVER, readOnly: true, volumeAttributes } },
    });
  }
}

publicClass(SecretProviderClass, 'SecretProviderClass');

function describe(place: Place, props: SecretProviderClassProps) {
  checkProps('SecretProviderClassProps', props);
  checkOverrides(props.overrides);
  const { provider, parameters = {}, keys = {}, type = 'Opaque' } = props;
  const name = checkName('label', 'name', props.name ?? place.id);
  checkName('label', 'provider', provider);
  for (const [parameter, text] of Object.entries(parameters)) checkHoldsNoSecret('parameters', parameter, text);
  const data = sortedEntries(keys).map(([key, objectName]) => ({
    objectName,
    key: checkName('configKey', 'keys', key),
  }));
  const secretProviderClass = {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: { name, labels: objectLabels(name) },
    spec: {
      provider,
      parameters: { ...parameters },
      ...(data.length > 0 ? { secretObjects: [{ secretName: name, type, data }] } : {}),
    },
  };
  return applyOverrides({ secretProviderClass }, props.overrides, place.target);
}

function noSecret(name: string): Refusal {
  return new Refusal({
    property: `SecretProviderClass "${name}" key`,
    why: 'it has no `keys`, so that there are files and no Secret',
    allowed: 'a key of `keys`, and there is none',
    fix: "keys: { KEY: 'OBJECT' }",
  });
}
