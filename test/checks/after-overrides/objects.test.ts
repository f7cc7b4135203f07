// Overrides that pass the API server and break the cluster: the pod and the objects around it. Each row says what is refused, and a word of the fix.

import { Duration } from 'cdk8s';
import { Discovery, Drain, Egress, NetworkPeer } from 'cdk8s-elixir';
import {
  named,
  ofBinding,
  ofBudget,
  ofContainer,
  ofIngress,
  ofPod,
  ofPolicy,
  ofRole,
  ofService,
  ofWorkload,
  type Refused,
  refuses,
  under,
} from '../../support/overridden';

const ELSEWHERE = 'Waiver.settingsElsewhere';
const KUBERNETES = () => Discovery.kubernetes();
const host = (one: string, more: object = {}) =>
  ofIngress({ spec: { rules: [{ $patch: 'replace' }, { host: one, http: HTTP }], ...more } });
const HTTP = {
  paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }],
};
const DRAINS = { drains: [Drain.of('jobs', Duration.seconds(45))] };
const ISOLATED = {
  egress: [Egress.dns(), Egress.apiServer('10.0.0.1/32'), Egress.to(NetworkPeer.pods({ a: 'b' }), [5432])],
};
const ONLY_DATABASE = [{ $patch: 'replace' }, TO_MEMBERS(), { to: [{ podSelector: {} }], ports: [{ port: 5432 }] }];
function TO_MEMBERS() {
  return { to: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } }], ports: [{ port: 4370 }] };
}

const TABLE: readonly Refused[] = [
  [
    'a grace period below the drains',
    ofPod({ terminationGracePeriodSeconds: 30 }, DRAINS),
    'overrides.workload, terminationGracePeriodSeconds',
    'leave it out for 55 s',
  ],
  [
    'no grace period of its own',
    ofPod({ terminationGracePeriodSeconds: null }, DRAINS),
    'overrides.workload, terminationGracePeriodSeconds',
    'leave it out for 55 s',
  ],
  [
    'a preStop that takes the time of the drains',
    ofContainer({ lifecycle: { preStop: { exec: { command: ['sleep', '20'] } } } }, DRAINS),
    'overrides.workload, terminationGracePeriodSeconds',
    'shorten the drains',
  ],
  [
    'liveness that calls rpc',
    ofContainer({ livenessProbe: { tcpSocket: null, exec: { command: ['/app/bin/chat', 'rpc', 'Chat.health()'] } } }),
    'container worker, livenessProbe',
    'Probe.fromHttpGet',
  ],
  [
    'liveness that calls rpc in a shell',
    ofContainer({ livenessProbe: { tcpSocket: null, exec: { command: ['sh', '-c', 'bin/chat rpc 1 || exit 1'] } } }),
    'container worker, livenessProbe',
    'Probe.fromHttpGet',
  ],
  [
    'a probe of a name that is not there',
    ofContainer({ readinessProbe: { tcpSocket: { port: 'metrics' } } }),
    'container worker, readinessProbe',
    '`ports`',
  ],
  [
    'a probe of a number that is not there',
    ofContainer({ livenessProbe: { tcpSocket: { port: 9568 } } }),
    'container worker, livenessProbe',
    '`ports`',
  ],
  [
    'a Service of a name that is not there',
    ofService({ spec: { ports: [{ port: 80, targetPort: 'web' }] } }),
    'Service "web", targetPort',
    '`ports`',
  ],
  [
    'a Service of a number that is not there',
    ofService({ spec: { ports: [{ port: 80, targetPort: 8080 }] } }),
    'Service "web", targetPort',
    '`ports`',
  ],
  [
    'an Ingress to a port that the Service does not have',
    ofIngress({
      spec: {
        rules: [
          { $patch: 'replace' },
          {
            host: 'chat.example.com',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 4000 } } } }],
            },
          },
        ],
      },
    }),
    'Ingress "web", backend',
    'override of the port',
  ],
  [
    'an Ingress of another host',
    host('other.example.com', { tls: [{ $patch: 'replace' }, { hosts: ['other.example.com'], secretName: 'a' }] }),
    'Ingress "web", host',
    'Waiver.otherHost',
  ],
  [
    'another PHX_HOST',
    {
      web: {
        overrides: {
          workload: {
            spec: {
              template: {
                spec: { containers: [{ name: 'web', env: [{ name: 'PHX_HOST', value: 'other.example.com' }] }] },
              },
            },
          },
        },
      },
    },
    'Ingress "web", host',
    'Waiver.otherHost',
  ],
  ['a host that the certificate is not for', host('www.example.com'), 'Ingress "web", tls', 'Waiver.plainHttp'],
  ['TLS gone', ofIngress({ spec: { tls: null } }), 'overrides.exposures.Ingress.spec.tls', 'Waiver.plainHttp'],
  [
    'TLS empty',
    ofIngress({ spec: { tls: [{ $patch: 'replace' }] } }),
    'overrides.exposures.Ingress.spec.tls',
    'Waiver.plainHttp',
  ],
  [
    'another verb',
    ofRole({ rules: [{ $patch: 'replace' }, { apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
    'Role "chat-discovery", rules',
    'remove the override',
  ],
  [
    'another resource',
    ofRole({ rules: [{ $patch: 'replace' }, { apiGroups: [''], resources: ['endpoints'], verbs: ['list'] }] }),
    'Role "chat-discovery", rules',
    'remove the override',
  ],
  [
    'another group',
    ofRole({ rules: [{ $patch: 'replace' }, { apiGroups: ['apps'], resources: ['pods'], verbs: ['list'] }] }),
    'Role "chat-discovery", rules',
    'remove the override',
  ],
  [
    'names of pods',
    ofRole({
      rules: [{ $patch: 'replace' }, { apiGroups: [''], resources: ['pods'], verbs: ['list'], resourceNames: ['a'] }],
    }),
    'Role "chat-discovery", rules',
    'remove the override',
  ],
  [
    'a binding of another account',
    ofBinding({ subjects: [{ $patch: 'replace' }, { kind: 'ServiceAccount', name: 'other', namespace: 'chat' }] }),
    'serviceAccountName',
    'serviceAccountName',
  ],
  [
    'a binding of the account of another namespace',
    ofBinding({ subjects: [{ $patch: 'replace' }, { kind: 'ServiceAccount', name: 'worker', namespace: 'other' }] }),
    'serviceAccountName',
    'serviceAccountName',
  ],
  [
    'a binding of another Role',
    ofBinding({ roleRef: { name: 'other' } }),
    'RoleBinding "worker-discovery", roleRef',
    ELSEWHERE,
  ],
  [
    'no token',
    under(KUBERNETES(), ofPod({ automountServiceAccountToken: false })),
    'automountServiceAccountToken',
    'remove the override',
  ],
  ['egress without DNS', under(KUBERNETES(), ofPolicy({ egress: ONLY_DATABASE }, ISOLATED)), 'egress', 'Egress.dns()'],
  [
    'egress without the API server',
    under(KUBERNETES(), ofPolicy({ egress: [...ONLY_DATABASE, { ports: [{ port: 53, protocol: 'UDP' }] }] }, ISOLATED)),
    'egress',
    'Egress.apiServer',
  ],
  ['egress isolated and empty', ofPolicy({ policyTypes: ['Ingress', 'Egress'] }), 'egress', 'Egress.dns()'],
  ['the DNS of the machine', ofPod({ dnsPolicy: 'Default' }), 'dnsPolicy', 'remove the override'],
  [
    'OrderedReady',
    named(ofWorkload({ spec: { podManagementPolicy: 'OrderedReady' } })),
    'spec.podManagementPolicy',
    'Waiver.orderedStart',
  ],
  [
    'no pod management',
    named(ofWorkload({ spec: { podManagementPolicy: null } })),
    'spec.podManagementPolicy',
    'Waiver.orderedStart',
  ],
  [
    'a budget of 0',
    ofBudget({ maxUnavailable: 0 }),
    'PodDisruptionBudget "worker", maxUnavailable',
    'Waiver.noDisruptions',
  ],
  [
    'a budget of 0 %',
    ofBudget({ maxUnavailable: '0%' }),
    'PodDisruptionBudget "worker", maxUnavailable',
    'Waiver.noDisruptions',
  ],
  [
    'a budget of all pods',
    ofBudget({ maxUnavailable: null, minAvailable: 2 }),
    'PodDisruptionBudget "worker", minAvailable',
    'Waiver.noDisruptions',
  ],
  [
    'a budget of nearly all pods, rounded up',
    ofBudget({ maxUnavailable: null, minAvailable: '51%' }),
    'PodDisruptionBudget "worker", minAvailable',
    'Waiver.noDisruptions',
  ],
  [
    'a budget over another release',
    ofBudget({ selector: { matchLabels: { 'app.kubernetes.io/name': null, 'cdk8s-elixir/cluster': 'chat' } } }),
    'selector',
    'Waiver.noDisruptions',
  ],
  [
    'a Service over another release',
    ofService({
      spec: {
        selector: { 'app.kubernetes.io/name': null, 'cdk8s-elixir/cluster': 'chat' },
        ports: [{ port: 80, targetPort: 'dist' }],
      },
    }),
    'Service "web", selector',
    'override of the selector',
  ],
  [
    'a Service that selects none of its pods',
    ofService({ spec: { selector: { app: 'web' } } }),
    'Service "web", selector',
    'override of the selector',
  ],
  [
    'a budget that selects none of its pods',
    ofBudget({ selector: { matchLabels: { app: 'worker' } } }),
    'PodDisruptionBudget "worker", selector',
    'override of the selector',
  ],
  [
    'a workload over another release',
    ofWorkload({
      spec: { selector: { matchLabels: { 'app.kubernetes.io/name': null, 'cdk8s-elixir/cluster': 'chat' } } },
    }),
    'spec.selector',
    'override of the selector',
  ],
  [
    'a policy without the rule for members',
    ofPolicy({ ingress: [{ $patch: 'replace' }, { ports: [{ port: 9568 }] }] }),
    'overrides.networkPolicy.spec.ingress',
    'leave out',
  ],
  [
    'a policy with another port for members',
    ofPolicy({ ingress: [{ $patch: 'replace' }, { from: TO_MEMBERS().to, ports: [{ port: 5000 }] }] }),
    'NetworkPolicy "worker", ingress',
    'keep the rule for members',
  ],
  [
    'a policy of other pods',
    ofPolicy({ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'other' } } }),
    'NetworkPolicy',
    'Waiver.openDistribution',
  ],
];

refuses(TABLE);
