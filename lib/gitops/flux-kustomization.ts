import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { within } from '../errors/refusal';
import { objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { goSeconds, seconds } from '../kubernetes/quantities';
import { checkOnce } from '../kubernetes/unique';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import type { FluxKustomizationProps } from './flux-kustomization-props';
import { checkRepositoryFolder } from './repository-folder';

/** Seconds where the props name none. */
const INTERVAL = 600;
const TIMEOUT = 900;

/**
 * Kustomization of Flux: a folder of rendered manifests, applied when its source changes. What must be there first (a database, the
 * operator of a store) is a Kustomization of its own, and stands in `dependsOn`.
 *
 * Objects that are in the source no more are removed right after an apply: a container of an old pod that starts again before the pod is replaced
 * waits for a ConfigMap that is gone.
 *
 * Source: https://fluxcd.io/flux/components/kustomize/kustomizations/
 *
 * @example
 *
 *   const flux = new Chart(app, 'flux', { namespace: 'flux-system' });
 *   new FluxKustomization(flux, 'shop', { source: FluxSource.gitRepository('deploy'), path: 'dist/shop' });
 */
export class FluxKustomization extends Construct {
  /** Name. */
  public readonly name: string;

  /** Kustomization. */
  public readonly apiObject: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props where the manifests are
   * @throws where a name or a time is none
   */
  constructor(scope: Construct, id: string, props: FluxKustomizationProps) {
    const place = placeOf(scope, id);
    const { kustomization } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = kustomization.metadata.name;
    this.apiObject = manifest(this, 'kustomization', kustomization);
    this.node.defaultChild = this.apiObject;
  }
}

publicClass(FluxKustomization, 'FluxKustomization');

function describe(place: Place, props: FluxKustomizationProps) {
  checkProps('FluxKustomizationProps', props);
  checkOverrides(props.overrides);
  const { source, dependsOn = [], interval, timeout, prune = true, wait = true } = props;
  const name = checkName('label', 'name', props.name ?? place.id);
  checkOnce('dependsOn', dependsOn).forEach((other, index) => {
    checkName('subdomain', `dependsOn[${index}]`, other);
  });
  const kustomization = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, labels: objectLabels(name) },
    spec: {
      sourceRef: {
        kind: source.kind,
        name: source.name,
        ...(source.namespace === undefined ? {} : { namespace: source.namespace }),
      },
      path: `./${checkRepositoryFolder('path', props.path)}`,
      interval: goSeconds(interval === undefined ? INTERVAL : seconds('interval', interval, 1)),
      timeout: goSeconds(timeout === undefined ? TIMEOUT : seconds('timeout', timeout, 1)),
      prune,
      wait,
      ...(dependsOn.length > 0 ? { dependsOn: dependsOn.map((other) => ({ name: other })) } : {}),
    },
  };
  return applyOverrides({ kustomization }, props.overrides, place.target);
}
