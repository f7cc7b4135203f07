import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { manifest } from '../manifests/manifest';
import { placeOf } from '../manifests/place';
import type { Contribution } from '../pod/contribution';
import { publicClass } from '../props/public-class';
import type { ConfigBundleProps } from './config-bundle-props';
import { describeBundle } from './describe-bundle';

/**
 * ConfigMap and Secrets as one thing that a release takes: `config: bundle`.
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
  public readonly _contribution: Contribution;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props content of the bundle
   * @throws where a value looks like a secret, a name is none that Kubernetes takes, or a name is set twice
   */
  constructor(scope: Construct, id: string, props: ConfigBundleProps = {}) {
    const { name, objects, contribution } = describeBundle(placeOf(scope, id), props);
    super(scope, id);
    this.name = name;
    this.configMap = objects.configMap && manifest(this, 'config-map', objects.configMap);
    this.filesConfigMap = objects.filesConfigMap && manifest(this, 'files-config-map', objects.filesConfigMap);
    this.secret = objects.secret && manifest(this, 'secret', objects.secret);
    this._contribution = contribution;
  }
}

publicClass(ConfigBundle, 'ConfigBundle');
