import { isDeepStrictEqual } from 'node:util';
import { NodeHost } from '../beam/node-name';
import { COOKIE_FILE } from '../beam/release-variables';
import { Refusal } from '../errors/refusal';
import { type Dictionary, valueAt } from '../json/dictionary';
import { asObjects } from '../json/read';
import type { Deployment, StatefulSet } from '../kubernetes/api';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';
import type { ClusterDescription } from './cluster-description';

type Workload = Deployment | StatefulSet;

/** Member of a cluster, before and after the overrides of its workload. */
export interface OverriddenMember {
  /** Name of the release's container. */
  readonly name: string;
  readonly made: Workload;
  readonly overridden: Workload;
  readonly risks: AcceptedRisks;
}

/**
 * Refuses overrides that take a member out of its cluster: without the cluster's label no Service and no policy is for
 * its pods; with other variables than the cluster's its node has another name or cookie, or looks for others elsewhere.
 *
 * @throws where the label or one of the cluster's variables was changed or removed
 */
export function checkOverriddenMember(cluster: ClusterDescription, member: OverriddenMember): void {
  const { name, made, overridden, risks } = member;
  if (made === overridden) return;
  checkForm(cluster, environmentOf(overridden, name));
  if (accepts(risks, 'settings-elsewhere')) return;
  checkLabel(cluster, overridden);
  const [before, after] = [made, overridden].map((workload) => environmentOf(workload, name));
  for (const [variable, value] of before) {
    if (!isOfCluster(cluster, variable) || isDeepStrictEqual(after.get(variable), value)) continue;
    const isList = variable === cluster.nodeListVariable;
    if (!(isList && after.has(variable))) throw changed(cluster, variable, after.has(variable));
  }
}

/** Variables of the node that the cluster decides, beside those of its strategy. */
const OF_NODE = ['RELEASE_NODE', 'RELEASE_DISTRIBUTION', 'RELEASE_COOKIE', COOKIE_FILE];

function isOfCluster({ variables, nodeListVariable }: ClusterDescription, variable: string): boolean {
  return OF_NODE.includes(variable) || variable === nodeListVariable || variables.some(({ name }) => name === variable);
}

function environmentOf({ spec }: Workload, name: string): Map<string, Dictionary> {
  const containers = asObjects(valueAt(spec, 'template', 'spec', 'containers'));
  const env = asObjects(containers.find((one) => one.name === name)?.env);
  return new Map(env.map((variable) => [variable.name as string, variable]));
}

function checkForm({ strategy, nodeHost }: ClusterDescription, env: Map<string, Dictionary>): void {
  const value = env.get('RELEASE_NODE')?.value;
  const form = nodeHost === NodeHost.FQDN ? '@$(POD_NAME).' : '@$(POD_IP)';
  const other = nodeHost === NodeHost.FQDN ? '@$(POD_IP)' : '@$(POD_NAME)';
  if (typeof value !== 'string' || !value.includes(other)) return;
  throw new Refusal({
    property: 'overrides.workload, RELEASE_NODE',
    value,
    why: `${strategy} does not find nodes of this form, and each would stand alone though its pod is Ready`,
    allowed: `BASENAME${form}`,
    fix: 'remove the override; for stable names: stableNames: true with Discovery.kubernetesDnsSrv()',
  });
}

function checkLabel({ clusterName }: ClusterDescription, { spec }: Workload): void {
  const value = valueAt(spec, 'template', 'metadata', 'labels', CLUSTER_LABEL);
  if (value === clusterName) return;
  throw new Refusal({
    property: `overrides.workload, label ${CLUSTER_LABEL}`,
    value,
    why: 'by this label discovery finds the pods of the cluster, and policies admit them: nobody finds pods without it',
    allowed: clusterName,
    fix: `remove the override; for a release in no cluster, or in another: \`cluster\` of the release`,
  });
}

/** The value is not shown: a cookie or a URL may be one. */
function changed({ clusterName }: ClusterDescription, variable: string, isThere: boolean): Refusal {
  return new Refusal({
    property: `overrides.workload, ${variable}`,
    ...(isThere ? {} : { value: undefined }),
    why: `the ErlangCluster "${clusterName}" decides it for every member: with another one this node is alone though its pod is Ready`,
    allowed: "the cluster's own",
    fix: `remove the override, and set it on the ErlangCluster (${WHERE[variable] ?? 'discovery'}); where env.sh or the application decides it: allow: [Waiver.settingsElsewhere('where')]`,
  });
}

/** Property of an ErlangCluster that decides a variable. */
const WHERE: { readonly [variable: string]: string | undefined } = {
  RELEASE_NODE: 'nodeBasename',
  RELEASE_COOKIE: 'cookie',
  [COOKIE_FILE]: 'cookie',
  RELEASE_DISTRIBUTION: 'distribution',
};
