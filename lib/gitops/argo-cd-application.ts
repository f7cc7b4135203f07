import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { within } from '../errors/refusal';
import { objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import type { ArgoCdApplicationProps } from './argo-cd-application-props';
import { checkRepositoryFolder } from './repository-folder';
import { checkRepository } from './repository-url';

/**
 * Application of Argo CD: a folder of rendered manifests, and the cluster and namespace that they are for. Its chart is of the
 * namespace in which Argo CD runs.
 *
 * A ConfigMap that nothing names any more is removed last, when the new pods are healthy (`PruneLast`): until then an old pod that
 * starts again finds it. Objects are applied by the server, which keeps no copy of them in an annotation.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications;
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 *
 * @example
 *
 *   const argo = new Chart(app, 'argo', { namespace: 'argocd' });
 *   new ArgoCdApplication(argo, 'shop', {
 *     repository: 'https://github.com/acme/deploy.git',
 *     path: 'dist/shop',
 *     targetNamespace: 'shop',
 *   });
 */
export class ArgoCdApplication extends Construct {
  /** Name. */
  public readonly name: string;

  /** Application. */
  public readonly apiObject: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props where the manifests are, and for which cluster
   * @throws where an address carries credentials, or a name is none
   */
  constructor(scope: Construct, id: string, props: ArgoCdApplicationProps) {
    const place = placeOf(scope, id);
    const { application } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = application.metadata.name;
    this.apiObject = manifest(this, 'application', application);
    this.node.defaultChild = this.apiObject;
  }
}

publicClass(ArgoCdApplication, 'ArgoCdApplication');

/**
 * Finalizer by which objects go with their Application, which waits for them.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
 */
const FINALIZER = 'resources-finalizer.argocd.argoproj.io/foreground';

function describe(place: Place, props: ArgoCdApplicationProps) {
  checkProps('ArgoCdApplicationProps', props);
  checkOverrides(props.overrides);
  const { automated = true, deletesObjects = false, include } = props;
  const name = checkName('label', 'name', props.name ?? place.id);
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, labels: objectLabels(name), ...(deletesObjects ? { finalizers: [FINALIZER] } : {}) },
    spec: {
      project: checkName('subdomain', 'project', props.project ?? 'default'),
      source: {
        repoURL: checkRepository('repository', props.repository),
        path: checkRepositoryFolder('path', props.path),
        targetRevision: props.revision ?? 'HEAD',
        ...(include === undefined ? {} : { directory: { include } }),
      },
      destination: {
        name: props.clusterName ?? 'in-cluster',
        namespace: checkName('label', 'targetNamespace', props.targetNamespace),
      },
      syncPolicy: {
        ...(automated ? { automated: { prune: true, selfHeal: true } } : {}),
        syncOptions: ['PruneLast=true', 'ServerSideApply=true'],
      },
    },
  };
  return applyOverrides({ application }, props.overrides, place.target);
}
