import { keptState } from '../beam/kept-state';
import { NodeHost } from '../beam/node-name';
import { Refusal, type RefusalProps } from '../errors/refusal';
import type { ReleaseProps } from './release-props';
import { fixedReplicas } from './replicas';

/**
 * Properties of a release with what its state asks for: stable names.
 *
 * @throws where the state could not be kept, or would be under names that change
 */
export function withState<T extends ReleaseProps>(props: T): T {
  const { state } = props;
  if (state === undefined) return checkLines(props);
  const refusal = objection(props);
  if (refusal !== undefined) throw new Refusal(refusal);
  return { ...props, stableNames: true };
}

/** What there is against the state of a release. */
function objection({ state, ...props }: ReleaseProps): RefusalProps | undefined {
  if (state === undefined) return undefined;
  const { _library: library, _needsMajority } = state;
  const { cluster, scaling, stableNames } = props;
  const pods = fixedReplicas(props);
  if (stableNames === false) {
    return {
      property: 'stableNames',
      value: false,
      why: `${library} keeps state under the names of nodes, and the pods of a Deployment get new ones`,
      allowed: 'true, or nothing, with state',
      fix: 'remove it',
    };
  }
  if (scaling !== undefined) {
    return {
      property: 'scaling',
      value: `${scaling.kind}, with state`,
      why: `a node that a scaler takes away stays a member of ${library}, and the others wait for it`,
      allowed: 'a fixed number of replicas with state',
      fix: 'set replicas in its place, and let roles without state scale',
    };
  }
  if (cluster !== undefined && cluster._description.nodeHost !== NodeHost.FQDN) {
    return {
      property: 'state',
      value: `${library}, with ${cluster._description.strategy}`,
      why: `${library} keeps state under the names of nodes, and ${cluster._description.strategy} names them after addresses, which go with the pods`,
      allowed: 'state in a cluster that finds names',
      fix: 'use Discovery.kubernetesDnsSrv() or Discovery.epmd() on the ErlangCluster',
    };
  }
  if (cluster === undefined && pods > 1) {
    return {
      property: 'state',
      value: `${library}, of ${pods} pods in no cluster`,
      why: 'each pod would keep state of its own, and clients would see one or the other',
      allowed: 'one pod, or a cluster',
      fix: 'give the release its `cluster`, or set replicas: 1',
    };
  }
  if (!_needsMajority || pods % 2 === 1) return undefined;
  return {
    property: 'replicas',
    value: pods,
    why: `${library} needs more than half of its nodes: of ${pods} it bears the loss of ${pods / 2 - 1}, as ${pods - 1} do`,
    allowed: 'an odd number',
    fix: `set replicas: ${pods + 1}`,
  };
}

/** Refuses lines of the user's that keep state under names that change. */
function checkLines<T extends ReleaseProps>(props: T): T {
  const { vmFlags, stableNames = false, singleton = false, storage = [], cluster } = props;
  const library = vmFlags && keptState(vmFlags._ownLines.join('\n'));
  const isNamed = cluster ? stableNames : stableNames || singleton || storage.length > 0;
  if (library === undefined || isNamed) return props;
  throw new Refusal({
    property: 'vmFlags',
    value: `a folder of ${library}`,
    why: `${library} keeps state under the names of nodes, and these have new ones with each pod`,
    allowed: 'nodes with stable names and a volume each',
    fix: `remove the line, and set state: ReleaseState.${library.toLowerCase()}({ size: Size.gibibytes(1) })`,
  });
}
