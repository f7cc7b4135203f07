import type { Labels } from '../kubernetes/api';
import { OWN_PREFIX } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { publicClass } from '../props/public-class';

const VERSION = `${OWN_PREFIX}/restart-version`;

/**
 * Change that replaces pods although their manifest stays the same: that of a Secret or ConfigMap of which synth knows the
 * name alone. Pods read environment variables when they start, and keep them. The ConfigMaps of a ConfigBundle need none: their
 * names change with their content.
 *
 * A cookie that changes this way splits the cluster for as long as the rollout takes.
 */
export class RestartOn {
  /**
   * Version of what the pods read, in an annotation of theirs: whoever changes a Secret changes it too.
   *
   * @param version for example the date of the change
   * @throws where it is no value of a label
   */
  public static version(version: string): RestartOn {
    return new RestartOn({}, { [VERSION]: checkName('labelValue', 'RestartOn.version', version) });
  }

  /**
   * Change of any Secret or ConfigMap that the pods name, as the controller Reloader sees it. Where Argo CD or Flux deliver, it must
   * run with the strategy `annotations`: the default one adds a variable, which they take away again.
   *
   * Source: https://docs.stakater.com/reloader/1.4/reference/annotations.html, `reloader.stakater.com/auto`;
   * https://docs.stakater.com/reloader/1.4/how-to-guides/use-reloader-with-argocd.html
   */
  public static reloader(): RestartOn {
    return new RestartOn({ 'reloader.stakater.com/auto': 'true' }, {});
  }

  private constructor(
    /** @internal */
    public readonly _annotations: Labels,
    /** @internal */
    public readonly _podAnnotations: Labels,
  ) {}
}

publicClass(RestartOn, 'RestartOn');
