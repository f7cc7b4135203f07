import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Refusal } from '../errors/refusal';
import { manifest } from '../manifests/manifest';
import { placeOf } from '../manifests/place';
import type { Contribution } from '../pod/contribution';
import { publicClass } from '../props/public-class';
import { SecretKey } from '../secrets/existing-secret';
import { type BundleUse, bundleContribution } from './bundle-contribution';
import { localOnlyName } from './bundle-objects';
import type { ConfigBundleProps } from './config-bundle-props';
import { describeBundle } from './describe-bundle';

/**
 * ConfigMap and Secrets as one thing that releases take: `config: [bundle]`.
 */
export class ConfigBundle extends Construct {
  /** Name. */
  public readonly name: string;

  /** ConfigMap of the values, where there are any. */
  public readonly configMap?: ApiObject;

  /** ConfigMap of the files, where there are any. */
  public readonly filesConfigMap?: ApiObject;

  /** Local-only Secret, where there is one. */
  public readonly secret?: ApiObject;

  /** @internal */
  public readonly _use: BundleUse;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props content of the bundle
   * @throws where a value looks like a secret, a name is none that Kubernetes takes, or a name is set twice
   */
  constructor(scope: Construct, id: string, props: ConfigBundleProps = {}) {
    const use = describeBundle(placeOf(scope, id), props);
    super(scope, id);
    const { content, objects } = use;
    this.name = content.name;
    this.configMap = objects.configMap && manifest(this, 'config-map', objects.configMap);
    this.filesConfigMap = objects.filesConfigMap && manifest(this, 'files-config-map', objects.filesConfigMap);
    this.secret = objects.secret && manifest(this, 'secret', objects.secret);
    this._use = use;
  }

  /**
   * Key of the local-only Secret, for what takes a key of a Secret: the cookie of an ErlangCluster, `secretKeyBase`,
   * `databaseUrl`. An environment on a developer's machine needs no other Secret then.
   *
   * @param key name in `localOnlySecrets` or `localOnlyEnvFile`
   * @throws where the bundle has no such secret
   */
  public localOnlyKey(key: string): SecretKey {
    const keys = Object.keys(this._use.content.localOnlySecrets ?? {});
    if (keys.includes(key)) return SecretKey._of(localOnlyName(this.name), key);
    throw new Refusal({
      property: `ConfigBundle "${this.name}" localOnlyKey`,
      allowed: keys.join(', ') || 'a name in `localOnlySecrets`, and there is none',
      fix: "add it there; of a Secret that exists beforehand: ExistingSecret.named('NAME').key('KEY')",
    });
  }

  /**
   * Contribution to the pods of a release.
   *
   * @internal
   */
  public _contribution(index: number, referred: ReadonlyMap<string, string>): Contribution {
    return bundleContribution(this._use, index, referred);
  }
}

publicClass(ConfigBundle, 'ConfigBundle');
