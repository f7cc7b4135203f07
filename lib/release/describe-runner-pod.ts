import type { ClusterDescription } from '../cluster/cluster-description';
import type { ConfigMap, PodTemplate } from '../kubernetes/api';
import type { Place } from '../manifests/place';
import { checkEndingSidecars } from '../pod/containers';
import { mergeContributions } from '../pod/merge-contributions';
import type { ContainerDescription } from '../pod/pod-description';
import { podLabels } from '../pod/pod-role';
import { podTemplate } from '../pod/template';
import { describeTermination } from '../pod/termination';
import type { Runners } from '../runners/runners';
import { checkCommand } from './command';
import { type ReleaseKind, releaseContributions } from './contributions';
import type { ElixirReleaseProps } from './elixir-release-props';
import { meshContributions, meshOf } from './mesh';
import { nodeContribution } from './node';
import { type PodIdentity, releasePod } from './release-pod';
import { POD_FACTS } from './runtime';
import { releaseScript } from './script';
import { unserved } from './unserved';
import { vmArgsConfigMap } from './vm-arguments';
import type { WithRelease } from './with-release';

/** Release that starts runners. */
export interface RunnerParent {
  readonly props: WithRelease<ElixirReleaseProps>;
  readonly runners: Runners;
  readonly cluster: ClusterDescription;
  readonly identity: PodIdentity;
  readonly kind: Pick<ReleaseKind, 'contributions'>;
}

/** Pod of a runner, and the argument files that it mounts. */
export interface DescribedRunnerPod {
  readonly template: PodTemplate;
  readonly vmArgs: ConfigMap;
}

/**
 * Describes the pod of a runner: that of the release, which serves nothing, is probed by nobody, and ends for good.
 *
 * @throws where a value cannot work
 */
export function describeRunnerPod(place: Place, parent: RunnerParent): DescribedRunnerPod {
  const { runners, cluster, identity, kind } = parent;
  const { name, labels, risks } = identity;
  const { resources = parent.props.resources, poolSize = parent.props.poolSize } = runners._options;
  const props = { ...parent.props, resources, poolSize };
  const { target } = place;
  const meshed = meshContributions(meshOf(props), { target, distribution: cluster.ports, egress: props.egress });
  const node = [POD_FACTS, nodeContribution(props, name), ...meshed];
  const given = releaseContributions(props, { ...kind, node }, risks, place.target);
  const override = { json: props.overrides?.vmArgs, target: place.target };
  const vmArgs = vmArgsConfigMap(name, [...given.before, ...given.after], labels, override);
  const all = [...given.before, given.runtime(vmArgs.metadata?.name as string), ...given.after];
  const parts = mergeContributions(all);
  checkEndingSidecars(parts.sidecars, place.target, 'a runner');
  const pod = releasePod(place, props, identity, parts);
  const { graceSeconds } = describeTermination(parts.drains, {
    preStopSleep: props.preStopSleep,
    ports: parts.ports,
    grace: props.terminationGracePeriod,
  });
  const template = podTemplate({
    ...pod,
    container: {
      ...pod.container,
      ...start(props),
      env: unserved(pod.container.env),
      ports: parts.memberPorts,
    },
    token: false,
    labels: podLabels(
      { kind: 'runner', name, joins: cluster.clusterName },
      { ...place.labels, ...labels, ...parts.podLabels },
    ),
    termination: { preStopSeconds: 0, graceSeconds, drains: [] },
    restartPolicy: 'Never',
  });
  return { template: { apiVersion: 'v1', kind: 'PodTemplate', metadata: { labels }, template }, vmArgs };
}

/**
 * Command of a runner: the release's own, or its script. The image's own command may be `bin/server`, which serves
 * whatever the environment says.
 *
 * Source: `mix phx.gen.release`, rel/overlays/bin/server
 */
function start(props: RunnerParent['props']): Pick<ContainerDescription, 'command' | 'args'> {
  const { command, args } = props;
  if (command === undefined && args === undefined) return { command: [releaseScript(props), 'start'] };
  return { command: command && checkCommand('command', command), args: args && checkCommand('args', args) };
}
