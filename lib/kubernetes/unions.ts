import type { Union } from '../json/facts';

const anyOne: Union = { except: [] };
const localhost: Union = { discriminator: 'type', needs: { localhostProfile: 'Localhost' } };
const rolling: Union = { discriminator: 'type', needs: { rollingUpdate: 'RollingUpdate' } };

/**
 * Fields of which the API server takes one at most, by type.
 *
 * Source: the API reference, "Exactly one of", "One and only one of", "Only one of its members may be specified",
 * "mutually exclusive" and `x-kubernetes-unions` of its schema; for strategies "Present only if".
 */
export const UNIONS: { readonly [type: string]: readonly Union[] } = {
  AppArmorProfile: [localhost],
  DeploymentStrategy: [rolling],
  DownwardAPIVolumeFile: [{ groups: [['fieldRef'], ['resourceFieldRef']] }],
  EnvFromSource: [{ groups: [['configMapRef'], ['secretRef']] }],
  EnvVar: [{ groups: [['value'], ['valueFrom']] }],
  EnvVarSource: [anyOne],
  IngressBackend: [{ groups: [['resource'], ['service']] }],
  LifecycleHandler: [anyOne],
  NetworkPolicyPeer: [{ groups: [['ipBlock'], ['podSelector', 'namespaceSelector']] }],
  PodDisruptionBudgetSpec: [{ groups: [['minAvailable'], ['maxUnavailable']] }],
  PodResourceClaim: [{ groups: [['resourceClaimName'], ['resourceClaimTemplateName']] }],
  Probe: [{ groups: [['exec'], ['grpc'], ['httpGet'], ['tcpSocket']] }],
  SeccompProfile: [localhost],
  ServiceBackendPort: [{ groups: [['name'], ['number']] }],
  StatefulSetUpdateStrategy: [rolling],
  Volume: [{ except: ['name'] }],
  VolumeProjection: [anyOne],
};
