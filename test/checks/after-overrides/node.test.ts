import { Discovery } from 'cdk8s-elixir';
import {
  GONE,
  named,
  ofContainer,
  ofVariable,
  ofWorkload,
  type Refused,
  refuses,
  under,
} from '../../support/overridden';

const ELSEWHERE = 'Waiver.settingsElsewhere';
const ADDRESS = 'chat@$(POD_IP)';
const KUBERNETES = () => Discovery.kubernetes();
const cookie = (key: string) => ({ valueFrom: { secretKeyRef: { name: 'chat', key } } });
const field = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });

const TABLE: readonly Refused[] = [
  [
    'RELEASE_NODE on loopback',
    ofVariable('RELEASE_NODE', { value: 'chat@127.0.0.1' }),
    'overrides.workload, RELEASE_NODE',
    'nodeBasename',
  ],
  [
    'RELEASE_NODE with another basename',
    ofVariable('RELEASE_NODE', { value: 'other@$(POD_IP)' }),
    'overrides.workload, RELEASE_NODE',
    'nodeBasename',
  ],
  ['RELEASE_NODE gone', ofVariable('RELEASE_NODE', GONE), 'overrides.workload, RELEASE_NODE', ELSEWHERE],
  [
    'RELEASE_NODE after the pod',
    ofVariable('RELEASE_NODE', { value: 'chat@$(POD_NAME)' }),
    'overrides.workload, RELEASE_NODE',
    'stableNames',
  ],
  [
    'RELEASE_NODE after the address',
    named(ofVariable('RELEASE_NODE', { value: ADDRESS })),
    'overrides.workload, RELEASE_NODE',
    'stableNames',
  ],
  [
    'RELEASE_NODE that is not the full name',
    named(ofVariable('RELEASE_NODE', { value: 'chat@$(POD_NAME).chat-nodes' })),
    'overrides.workload, RELEASE_NODE',
    ELSEWHERE,
  ],
  [
    'RELEASE_DISTRIBUTION sname',
    ofVariable('RELEASE_DISTRIBUTION', { value: 'sname' }),
    'overrides.workload, RELEASE_DISTRIBUTION',
    ELSEWHERE,
  ],
  [
    'RELEASE_DISTRIBUTION none',
    ofVariable('RELEASE_DISTRIBUTION', { value: 'none' }),
    'overrides.workload, RELEASE_DISTRIBUTION',
    ELSEWHERE,
  ],
  [
    'RELEASE_DISTRIBUTION gone',
    ofVariable('RELEASE_DISTRIBUTION', GONE),
    'overrides.workload, RELEASE_DISTRIBUTION',
    ELSEWHERE,
  ],
  [
    'RELEASE_COOKIE of another Secret',
    ofVariable('RELEASE_COOKIE', cookie('OTHER')),
    'overrides.workload, RELEASE_COOKIE',
    '(cookie)',
  ],
  ['RELEASE_COOKIE gone', ofVariable('RELEASE_COOKIE', GONE), 'overrides.workload, RELEASE_COOKIE', '(cookie)'],
  [
    'POD_IP of the machine',
    ofVariable('POD_IP', field('status.hostIP')),
    'container worker, env POD_IP',
    'remove the override',
  ],
  [
    'POD_IP written out',
    ofVariable('POD_IP', { value: '10.0.0.1', valueFrom: null }),
    'container worker, env POD_IP',
    'remove the override',
  ],
  ['POD_IP gone', ofVariable('POD_IP', GONE), 'container worker, env RELEASE_NODE', 'declare POD_IP'],
  [
    'POD_NAMESPACE of another one',
    named(ofVariable('POD_NAMESPACE', { value: 'other', valueFrom: null })),
    'container worker, env POD_NAMESPACE',
    'remove the override',
  ],
  [
    'RELEASE_VM_ARGS of the image',
    ofVariable('RELEASE_VM_ARGS', { value: '/app/releases/1/vm.args' }),
    'container worker, env RELEASE_VM_ARGS',
    ELSEWHERE,
  ],
  ['RELEASE_VM_ARGS gone', ofVariable('RELEASE_VM_ARGS', GONE), 'container worker, env RELEASE_VM_ARGS', ELSEWHERE],
  [
    'RELEASE_REMOTE_VM_ARGS gone',
    ofVariable('RELEASE_REMOTE_VM_ARGS', GONE),
    'container worker, env RELEASE_REMOTE_VM_ARGS',
    ELSEWHERE,
  ],
  [
    'vm.args mounted elsewhere',
    ofContainer({
      volumeMounts: [
        { $patch: 'delete', mountPath: '/etc/erlang' },
        { name: 'vm-args', mountPath: '/etc/beam' },
      ],
    }),
    'container worker, env RELEASE_VM_ARGS',
    ELSEWHERE,
  ],
  [
    'DNS_CLUSTER_QUERY of another Service',
    ofVariable('DNS_CLUSTER_QUERY', { value: 'web.chat.svc.cluster.local' }),
    'overrides.workload, DNS_CLUSTER_QUERY',
    '(discovery)',
  ],
  [
    'DNS_CLUSTER_QUERY gone',
    ofVariable('DNS_CLUSTER_QUERY', GONE),
    'overrides.workload, DNS_CLUSTER_QUERY',
    '(discovery)',
  ],
  [
    'a renamed variable gone',
    under(Discovery.dnsCluster({ rename: { DNS_CLUSTER_QUERY: 'NODES' } }), ofVariable('NODES', GONE)),
    'overrides.workload, NODES',
    '(discovery)',
  ],
  [
    'the selector of other pods',
    under(KUBERNETES(), ofVariable('LIBCLUSTER_KUBERNETES_SELECTOR', { value: 'app=chat' })),
    'overrides.workload, LIBCLUSTER_KUBERNETES_SELECTOR',
    '(discovery)',
  ],
  [
    'the list of nodes gone',
    {
      cluster: { discovery: Discovery.epmd() },
      worker: { stableNames: true, ...ofVariable('LIBCLUSTER_EPMD_HOSTS', GONE).worker },
    },
    'overrides.workload, LIBCLUSTER_EPMD_HOSTS',
    '(discovery)',
  ],
  [
    'the label of the cluster gone',
    ofWorkload({ spec: { template: { metadata: { labels: { 'cdk8s-elixir/cluster': null } } } } }),
    'overrides.workload, label cdk8s-elixir/cluster',
    '`cluster` of the release',
  ],
  [
    'the label of another cluster',
    ofWorkload({ spec: { template: { metadata: { labels: { 'cdk8s-elixir/cluster': 'other' } } } } }),
    'overrides.workload, label cdk8s-elixir/cluster',
    '`cluster` of the release',
  ],
];

refuses(TABLE);
