// Overrides that are fine, and those for which somebody says why: none of them is refused.
import { Distribution, Waiver } from 'cdk8s-elixir';
import {
  GONE,
  named,
  type Override,
  ofBudget,
  ofContainer,
  ofFiles,
  ofIngress,
  ofPod,
  ofPolicy,
  ofRole,
  ofService,
  ofVariable,
  ofWorkload,
  overridden,
} from '../../support/overridden';

const FILE = '-start_epmd false\n-erl_epmd_port 4370\n';
const MEMBERS = { podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } };
const INGRESS_OF = (host: string) => ({
  host,
  http: {
    paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }],
  },
});
const OTHER_HOST = ofIngress({
  spec: {
    rules: [{ $patch: 'replace' }, INGRESS_OF('a.example.com')],
    tls: [{ $patch: 'replace' }, { hosts: ['*.example.com'], secretName: 'tls' }],
  },
});
const RPC = { livenessProbe: { tcpSocket: null, exec: { command: ['bin/chat', 'rpc', '1'] } } };

/** The same override with a waiver on the worker, the cluster and the web service. */
const accepting = (waiver: Waiver, override: Override): Override => ({
  cluster: override.cluster,
  worker: { ...override.worker, allow: [waiver] },
  web: { ...override.web, allow: [waiver] },
});

test.each<[string, Override]>([
  ['a node that env.sh names', ofVariable('RELEASE_NODE', GONE)],
  ['a cookie of its own', ofVariable('RELEASE_COOKIE', GONE)],
  ['another basename', ofVariable('RELEASE_NODE', { value: 'other@$(POD_IP)' })],
  ['discovery in code', ofVariable('DNS_CLUSTER_QUERY', GONE)],
  ['another Service', ofVariable('DNS_CLUSTER_QUERY', { value: 'theirs.other.svc.cluster.local' })],
  ['the address of the machine', ofVariable('POD_IP', { valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } })],
  ['argument files of the image', ofVariable('RELEASE_VM_ARGS', { value: '/app/vm.args' })],
  ['a port in another file', ofFiles({ 'vm.args': '+S 2:2\n' })],
  ['a hidden node', ofFiles({ 'vm.args': `${FILE}-hidden\n` })],
  [
    'epmd elsewhere',
    { cluster: { distribution: Distribution.epmd() }, ...ofVariable('ERL_EPMD_PORT', { value: '1' }) },
  ],
  ['the DNS of the machine', ofPod({ dnsPolicy: 'Default' })],
  ['rights of somebody else', ofRole({ rules: [{ $patch: 'replace' }] })],
])('settingsElsewhere: %s', (_, override) => {
  expect(() => overridden(accepting(Waiver.settingsElsewhere('tested'), override))).not.toThrow();
});

test.each<[string, Waiver, Override]>([
  ['orderedStart', Waiver.orderedStart('why'), named(ofWorkload({ spec: { podManagementPolicy: 'OrderedReady' } }))],
  ['noDisruptions', Waiver.noDisruptions('why'), ofBudget({ maxUnavailable: 0 })],
  ['otherHost', Waiver.otherHost('why'), OTHER_HOST],
  ['plainHttp', Waiver.plainHttp('why'), ofIngress({ spec: { tls: null } })],
  ['execProbe', Waiver.execProbe('why'), ofContainer(RPC)],
])('%s', (_, waiver, override) => {
  expect(() => overridden(override)).toThrow('fix:');
  expect(() => overridden(accepting(waiver, override))).not.toThrow();
});

test.each<[string, Override]>([
  ['a variable more', ofVariable('LOG_LEVEL', { value: 'debug' })],
  ['a variable as it was', ofVariable('RELEASE_DISTRIBUTION', { value: 'name' })],
  ['a longer grace period', ofPod({ terminationGracePeriodSeconds: 300 })],
  ['a longer preStop', ofContainer({ lifecycle: { preStop: { exec: { command: ['sleep', '7'] } } } })],
  ['a command as probe', ofContainer({ livenessProbe: { tcpSocket: null, exec: { command: ['cat', '/tmp/alive'] } } })],
  ['a probe of a port by its number', ofContainer({ livenessProbe: { tcpSocket: { port: 4370 } } })],
  ['flags before a comment', ofFiles({ 'vm.args': `${FILE}+S 1:1 # not -hidden\n# -extra\n` })],
  ['a Service of a port by its number', ofService({ spec: { ports: [{ port: 80, targetPort: 4000 }] } })],
  [
    'a host more',
    ofIngress({
      spec: {
        rules: ['chat', 'www'].map((host) => INGRESS_OF(`${host}.example.com`)),
        tls: [{ hosts: ['*.example.com'] }],
      },
    }),
  ],
  ['a budget of one pod', ofBudget({ maxUnavailable: null, minAvailable: 1 })],
  ['a budget of half the pods', ofBudget({ maxUnavailable: null, minAvailable: '50%' })],
  ['a budget of few pods, rounded up', ofBudget({ maxUnavailable: '1%' })],
  ['the DNS of the cluster by its address', ofPod({ dnsPolicy: 'None', dnsConfig: { nameservers: ['10.96.0.10'] } })],
  ['a rule more in the policy', ofPolicy({ ingress: [{ ports: [{ port: 9568 }] }] })],
  [
    'a policy with a range for members',
    ofPolicy({ ingress: [{ $patch: 'replace' }, { from: [MEMBERS], ports: [{ port: 4370, endPort: 4380 }] }] }),
  ],
  [
    'the same verb among others',
    ofRole({
      rules: [{ $patch: 'replace' }, { apiGroups: ['*'], resources: ['pods', 'nodes'], verbs: ['get', 'list'] }],
    }),
  ],
])('nothing is refused: %s', (_, override) => {
  expect(() => overridden(override)).not.toThrow();
});
