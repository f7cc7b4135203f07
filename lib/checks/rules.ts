import { clusterCookie } from './cluster-cookie';
import { databaseBudget } from './database-budget';
import { discoveryAccess } from './discovery-access';
import { discoveryQuery } from './discovery-query';
import { disruptionBudget } from './disruption-budget';
import { distributionHostPort } from './distribution-host-port';
import { distributionLines } from './distribution-lines';
import { distributionPolicy } from './distribution-policy';
import { distributionProtocol } from './distribution-protocol';
import { distributionRoute } from './distribution-route';
import { distributionService } from './distribution-service';
import { distributionTls } from './distribution-tls';
import { dnsPolicy } from './dns-policy';
import { duplicateObject } from './duplicate-object';
import { egressClosed } from './egress-closed';
import { egressDiscovery } from './egress-discovery';
import { environmentOrder } from './environment-order';
import { environmentTwice } from './environment-twice';
import { epmdPort } from './epmd-port';
import { headlessService } from './headless-service';
import { imageTag } from './image-tag';
import { ingressCertificate } from './ingress-certificate';
import { ingressTls } from './ingress-tls';
import { jobSelected } from './job-selected';
import { literalSecret } from './literal-secret';
import { memberPolicy } from './member-policy';
import { mountedArguments } from './mounted-arguments';
import { nodeFlags } from './node-flags';
import { nodeName } from './node-name';
import { nodeState } from './node-state';
import { nulCharacter } from './nul-character';
import { objectName } from './object-name';
import { phoenixHost } from './phoenix-host';
import { podManagement } from './pod-management';
import { podSecurity } from './pod-security';
import { preStop } from './pre-stop';
import { probeCommand } from './probe-command';
import { probePort } from './probe-port';
import { releaseEnvironment } from './release-environment';
import { routeAdmission } from './route-admission';
import { routeListener } from './route-listener';
import { routePort } from './route-port';
import { routeTls } from './route-tls';
import { routeTwice } from './route-twice';
import { routeWeights } from './route-weights';
import type { Rule } from './rule';
import { runnerQuota } from './runner-quota';
import { scaledReplicas } from './scaled-replicas';
import { secretProviderClass } from './secret-provider-class';
import { selectorLabels } from './selector-labels';
import { selectsNothing } from './selects-nothing';
import { serviceName } from './service-name';
import { servicePort } from './service-port';
import { sharedClaim } from './shared-claim';
import { sharedSelector } from './shared-selector';
import { singlePort } from './single-port';

/** Every rule. To add one, write it in a file of its own and name it here. */
export const RULES: readonly Rule[] = [
  duplicateObject,
  environmentOrder,
  environmentTwice,
  nulCharacter,
  literalSecret,
  selectorLabels,
  headlessService,
  serviceName,
  singlePort,
  mountedArguments,
  distributionLines,
  distributionProtocol,
  distributionTls,
  nodeFlags,
  epmdPort,
  nodeName,
  nodeState,
  releaseEnvironment,
  clusterCookie,
  discoveryQuery,
  dnsPolicy,
  podManagement,
  discoveryAccess,
  egressDiscovery,
  egressClosed,
  distributionHostPort,
  distributionService,
  distributionPolicy,
  memberPolicy,
  distributionRoute,
  probeCommand,
  probePort,
  servicePort,
  routePort,
  routeTwice,
  routeListener,
  routeAdmission,
  routeTls,
  routeWeights,
  phoenixHost,
  sharedSelector,
  sharedClaim,
  selectsNothing,
  jobSelected,
  runnerQuota,
  disruptionBudget,
  scaledReplicas,
  secretProviderClass,
  databaseBudget,
  podSecurity,
  preStop,
  objectName,
  imageTag,
  ingressCertificate,
  ingressTls,
];

/** Rules that objects may break as the library makes them, by what users bring in properties. */
export const RULES_OF_PROPS: readonly Rule[] = RULES.filter(({ holdsAsMade }) => !holdsAsMade);
