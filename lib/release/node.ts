import { Distribution } from '../beam/distribution';
import { checkBasename, loopbackNode } from '../beam/node-name';
import { membershipContribution } from '../cluster/membership';
import { Refusal } from '../errors/refusal';
import type { Contribution } from '../pod/contribution';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import type { ReleaseProps } from './release-props';

/**
 * Node of a release: member of its cluster, or a node bound to loopback, that nobody else can reach.
 *
 * @throws where the cluster's strategy cannot find such a node, or the release says what its cluster decides
 */
export function nodeContribution(props: ReleaseProps, name: string): Contribution {
  const { cluster, cookie, nodeBasename } = props;
  if (cluster === undefined) return loopbackContribution(props, name);
  for (const [property, value] of Object.entries({ cookie, nodeBasename })) {
    if (value !== undefined) throw clusterDecides(property);
  }
  return membershipContribution(cluster._description, props.stableNames ?? false);
}

function loopbackContribution({ cookie, nodeBasename }: ReleaseProps, name: string): Contribution {
  const own = cookie === undefined ? [] : [secretVariable('RELEASE_COOKIE', SecretKey._from('cookie', cookie))];
  const node = loopbackNode(checkBasename('nodeBasename', nodeBasename ?? name));
  return {
    by: 'the release',
    env: [...own, { name: 'RELEASE_NODE', value: node }],
    argumentLines: Distribution._loopbackLines(),
  };
}

function clusterDecides(property: string): Refusal {
  return new Refusal({
    property,
    why: 'a member has the cookie and the basename of its cluster, or nobody would find it',
    allowed: 'only in no cluster',
    fix: `remove it, and set ${property} on the ErlangCluster`,
  });
}
