import { Refusal } from '../errors/refusal';
import type { Labels } from '../kubernetes/api';
import { NATIVE_SIDECARS } from '../kubernetes/feature-gates';
import { pullPolicy } from '../kubernetes/images';
import { checkAnnotations } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import type { Place } from '../manifests/place';
import { checkResources } from '../pod/check-resources';
import { checkImage } from '../pod/image';
import type { PodParts } from '../pod/merge-contributions';
import type { PodDescription } from '../pod/pod-description';
import { Resources } from '../pod/resources';
import { describeScheduling } from '../pod/scheduling';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';
import { withDisk } from './disk';
import type { SharedReleaseProps } from './shared-release-props';
import type { WithRelease } from './with-release';

/** User `nobody` of Debian and Alpine, as whom a stock image runs. */
const NOBODY = 65534;

/** Name, labels and accepted risks of the construct that a pod is of. */
export interface PodIdentity {
  readonly name: string;
  readonly labels: Labels;
  readonly risks: AcceptedRisks;
}

/** Pod of a release before it is known whether it goes on running: without labels, ports, probes and termination. */
export type ReleasePod = Omit<PodDescription, 'labels' | 'termination' | 'spread' | 'restartPolicy'>;

/**
 * Pod of a release, of whatever workload.
 *
 * @throws where image, user, resources or scheduling cannot work
 */
export function releasePod(
  place: Place,
  props: WithRelease<SharedReleaseProps>,
  { name, risks }: PodIdentity,
  parts: PodParts,
): ReleasePod {
  const { resources = Resources.small() } = props;
  return {
    container: {
      name,
      image: checkImage(props.image, risks),
      imagePullPolicy: props.imagePullPolicy ?? pullPolicy(props.image),
      env: parts.env,
      envFrom: parts.envFrom,
      ports: [],
      probes: {},
      resources: withDisk(checkResources(resources, risks), resources, props),
      mounts: parts.mounts,
      readOnlyRootFilesystem: !accepts(risks, 'writable-root-filesystem'),
    },
    initContainers: parts.initContainers,
    sidecars: parts.sidecars,
    nativeSidecars: place.target.atLeast(NATIVE_SIDECARS),
    volumes: parts.volumes,
    annotations: checkAnnotations('podAnnotations', parts.podAnnotations),
    serviceAccountName: checkName('subdomain', 'serviceAccountName', props.serviceAccountName ?? name),
    token: parts.apiAccess,
    sleepAction: place.target.atLeast('1.30'),
    user: checkUser(props.user ?? NOBODY, risks),
    scheduling: describeScheduling(props, place.target),
  };
}

function checkUser(user: number, risks: AcceptedRisks): number {
  const from = accepts(risks, 'pod-security') ? 0 : 1;
  if (Number.isInteger(user) && user >= from && user <= 2147483647) return user;
  throw new Refusal({
    property: 'user',
    value: user,
    why: 'Pod Security `restricted` refuses root, and Kubernetes cannot tell whom a name stands for',
    allowed: `a number from ${from}`,
    fix: "leave it out for 65534 (nobody), or use the number of the image's user; for root: allow: [Waiver.podSecurity('why')]",
  });
}
