import { discoveryAccess } from './discovery-access';
import { distributionHostPort } from './distribution-host-port';
import { distributionPolicy } from './distribution-policy';
import { distributionRoute } from './distribution-route';
import { distributionService } from './distribution-service';
import { duplicateObject } from './duplicate-object';
import { egressDiscovery } from './egress-discovery';
import { environmentOrder } from './environment-order';
import { environmentTwice } from './environment-twice';
import { headlessService } from './headless-service';
import { imageTag } from './image-tag';
import { ingressCertificate } from './ingress-certificate';
import { literalSecret } from './literal-secret';
import { nodeName } from './node-name';
import { nulCharacter } from './nul-character';
import { objectName } from './object-name';
import { podSecurity } from './pod-security';
import { preStop } from './pre-stop';
import type { Rule } from './rule';
import { selectorLabels } from './selector-labels';
import { serviceName } from './service-name';
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
  nodeName,
  discoveryAccess,
  egressDiscovery,
  distributionHostPort,
  distributionService,
  distributionPolicy,
  distributionRoute,
  podSecurity,
  preStop,
  objectName,
  imageTag,
  ingressCertificate,
];
