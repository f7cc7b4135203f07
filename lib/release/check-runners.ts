import { NodeHost } from '../beam/node-name';
import type { ClusterDescription } from '../cluster/cluster-description';
import { Refusal } from '../errors/refusal';
import { valueAt } from '../json/dictionary';
import type { NetworkPolicyEgressRule } from '../kubernetes/api';
import { admitsApiServer } from '../kubernetes/egress';
import { JOINS_LABEL, RUNNER_LABEL } from '../kubernetes/labels';
import type { ReleaseProps } from './release-props';

/**
 * Cluster that the runners of a release join.
 *
 * @throws where there is none, where its nodes have names that no runner has, or where the release cannot start runners
 */
export function checkRunners({ cluster, storage = [], egress }: ReleaseProps): ClusterDescription {
  const description = cluster?._description;
  if (description === undefined) throw noCluster();
  if (description.nodeHost === NodeHost.FQDN) throw stableNames(description);
  if (storage.length > 0) throw claims();
  const rules = egress?.map(({ _rule }) => _rule);
  const reaches = egress?.some(({ _isApiServer }) => _isApiServer) || (rules && admitsApiServer(rules));
  if (rules !== undefined && !reaches) throw noApiServer();
  return description;
}

/** Egress of runners, which ask no API server; their proxies ask the control plane of their mesh. */
export function runnerEgress({ egress, cluster }: ReleaseProps): readonly NetworkPolicyEgressRule[] | undefined {
  const { mesh } = cluster?._description ?? {};
  const own = egress?.filter(({ _isApiServer }) => !_isApiServer).map(({ _rule }) => _rule);
  return own && mesh ? [mesh.controlPlane, ...own] : own;
}

/** Refuses an override that takes from runners the labels by which policies admit and isolate them. */
export function checkOverriddenRunner(made: object, overridden: object): void {
  if (made === overridden) return;
  for (const label of [RUNNER_LABEL, JOINS_LABEL]) {
    const [before, after] = [made, overridden].map((one) => valueAt(one, 'template', 'metadata', 'labels', label));
    if (before === after) continue;
    throw new Refusal({
      property: `overrides.runners.PodTemplate, label ${label}`,
      value: after,
      why: 'by this label the policies of the members and of the runners admit each other',
      allowed: String(before),
      fix: 'remove it from the override',
    });
  }
}

function noCluster(): Refusal {
  return new Refusal({
    property: 'runners',
    value: 'in no cluster',
    why: 'a runner is a node that the release connects to, and without a cluster its own node is bound to loopback',
    allowed: 'runners of a release in a cluster',
    fix: 'set `cluster` on the release',
  });
}

function stableNames({ strategy }: ClusterDescription): Refusal {
  return new Refusal({
    property: 'runners',
    value: `with ${strategy}`,
    why: 'its nodes have the stable names of a StatefulSet, and a runner has none: the backend connects to BASENAME@ADDRESS',
    allowed: 'a cluster whose nodes have their addresses as names',
    fix: 'use Discovery.dnsCluster() on the ErlangCluster',
  });
}

function claims(): Refusal {
  return new Refusal({
    property: 'runners',
    value: 'with storage',
    why: 'a runner has the mounts of the release, and no claim of its own for them',
    allowed: 'runners of a release without `storage`',
    fix: 'give them to another role, or share the files: sharedStorage',
  });
}

function noApiServer(): Refusal {
  return new Refusal({
    property: 'egress',
    value: 'nothing for the API server',
    why: 'the release starts its runners through the API server: none would ever be there',
    allowed: 'a rule that lets the pods reach the API server',
    fix: "add Egress.apiServer('ADDRESS/32')",
  });
}
