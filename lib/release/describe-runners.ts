import type { ConfigMap, Manifest, PodTemplate } from '../kubernetes/api';
import { type IdentifiedObject, overrideByKind } from '../manifests/objects-of';
import { checkNamespace, type Place } from '../manifests/place';
import type { Contribution } from '../pod/contribution';
import { accepts } from '../risks/accepted-risks';
import { runnerObjects } from '../runners/runner-objects';
import { runnerConfigMap, runnersContribution } from '../runners/runner-template';
import { checkOverriddenRunner, checkRunners, runnerEgress } from './check-runners';
import { describeRunnerPod, type RunnerParent } from './describe-runner-pod';
import { accountOf } from './service-account-of';

/** Runners of a release, described and checked before any object of them is made. */
export interface DescribedRunners {
  readonly objects: readonly IdentifiedObject[];
  /** Contribution to the pods of the release, which start them. */
  readonly contribution: Contribution;
}

/**
 * Describes the runners of a release.
 *
 * @param given the release
 * @param vmArgs argument files of the release; runners with other resources have files of their own
 * @throws where they could not be nodes of the release's cluster, or not be started
 */
export function describeRunners(
  place: Place,
  { props, identity, kind }: Pick<RunnerParent, 'props' | 'identity' | 'kind'>,
  vmArgs: ConfigMap,
): DescribedRunners | undefined {
  const { runners, overrides, database } = props;
  if (runners === undefined) return undefined;
  const cluster = checkRunners(props);
  const { name, labels, risks } = identity;
  const pod = describeRunnerPod(place, { props, runners, cluster, identity, kind });
  const beside = runnerObjects({
    name,
    labels,
    namespace: checkNamespace(place),
    serviceAccount: accountOf(props, name),
    max: runners._options.max,
    cluster: cluster.clusterName,
    memberPorts: cluster.ports,
    egress: runnerEgress(props),
    proxyPort: cluster.mesh?.inboundPort,
    isOpen: accepts(risks, 'open-distribution'),
  });
  const made = [pod.template, ...beside].map((object) => identified(object.kind as string, object));
  const [template, ...objects] = overrideByKind('runners', made, overrides?.runners, place.target);
  checkOverriddenRunner(pod.template, template.object);
  const configMap = runnerConfigMap({
    name,
    labels,
    annotations: { ...database?._annotation, ...risks },
    lifetimeSeconds: runners._lifetimeSeconds,
    template: template.object as PodTemplate,
  });
  const own = pod.vmArgs.metadata?.name === vmArgs.metadata?.name ? [] : [identified('vm-args', pod.vmArgs)];
  return {
    objects: [identified('template', configMap), ...own, ...objects],
    contribution: runnersContribution(configMap.metadata?.name as string),
  };
}

function identified(id: string, object: object): IdentifiedObject {
  return { id: `runners-${id.toLowerCase()}`, object: object as Manifest };
}
