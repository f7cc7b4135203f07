import { ApiRead, Discovery, type IDiscovery, KubernetesMode, NodeHost } from 'cdk8s-elixir';
import { newCluster, newRelease, rendered, SECRET, variables } from '../support/subjects';

/** The variables that a strategy adds to a member. */
function environment(discovery: IDiscovery, name = 'chat'): { [name: string]: any } {
  const member = (strategy: IDiscovery) =>
    variables(
      rendered((chart) => {
        const cluster = newCluster(chart, { discovery: strategy, name });
        newRelease(chart, { cluster, stableNames: strategy.nodeHost === NodeHost.FQDN });
      }),
    );
  const nothing = member({ strategy: 'none', nodeHost: NodeHost.ADDRESS, environment: () => ({}) });
  return Object.fromEntries(Object.entries(member(discovery)).filter(([name]) => !(name in nothing)));
}

const SERVICE = 'chat-nodes.$(POD_NAMESPACE).svc.cluster.local';
const KUBERNETES = {
  LIBCLUSTER_KUBERNETES_MODE: 'ip',
  LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE: 'pods',
  LIBCLUSTER_KUBERNETES_SELECTOR: 'cdk8s-elixir/cluster=chat',
  LIBCLUSTER_KUBERNETES_NAMESPACE: '$(POD_NAMESPACE)',
  LIBCLUSTER_KUBERNETES_NODE_BASENAME: 'chat',
  CLUSTER_DOMAIN: 'cluster.local',
};

const CASES: readonly [string, IDiscovery, object][] = [
  ['dns_cluster', Discovery.dnsCluster(), { DNS_CLUSTER_QUERY: SERVICE }],
  [
    'Kubernetes.DNS',
    Discovery.kubernetesDns(),
    { LIBCLUSTER_KUBERNETES_SERVICE: SERVICE, LIBCLUSTER_KUBERNETES_NODE_BASENAME: 'chat' },
  ],
  [
    'Kubernetes.DNSSRV',
    Discovery.kubernetesDnsSrv(),
    {
      LIBCLUSTER_KUBERNETES_SERVICE: 'chat-nodes',
      LIBCLUSTER_KUBERNETES_NAMESPACE: '$(POD_NAMESPACE)',
      LIBCLUSTER_KUBERNETES_NODE_BASENAME: 'chat',
      CLUSTER_DOMAIN: 'cluster.local.',
    },
  ],
  ['Kubernetes :ip', Discovery.kubernetes(), KUBERNETES],
  [
    'Kubernetes :hostname by endpoints',
    Discovery.kubernetes({ mode: KubernetesMode.HOSTNAME, ipLookupMode: ApiRead.ENDPOINTS }),
    {
      ...KUBERNETES,
      LIBCLUSTER_KUBERNETES_MODE: 'hostname',
      LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE: 'endpoints',
      LIBCLUSTER_KUBERNETES_SERVICE: 'chat-nodes',
      LIBCLUSTER_KUBERNETES_CLUSTER_NAME: 'cluster',
    },
  ],
  [
    'Postgres',
    Discovery.postgres({ url: SECRET.key('URL') }),
    {
      LIBCLUSTER_POSTGRES_URL: { secretKeyRef: { name: 'chat', key: 'URL' } },
      LIBCLUSTER_POSTGRES_CHANNEL: 'chat_nodes',
    },
  ],
];

test.each(CASES)('%s gets exactly what it reads', (_, discovery, expected) => {
  expect(environment(discovery)).toEqual(expected);
});

test('variables have the names that an image reads', () => {
  const rename = { LIBCLUSTER_KUBERNETES_SELECTOR: 'K8S_SELECTOR', LIBCLUSTER_KUBERNETES_NAMESPACE: 'K8S_NAMESPACE' };
  const renamed = environment(Discovery.kubernetes({ rename }));
  expect(renamed).toMatchObject({ K8S_SELECTOR: 'cdk8s-elixir/cluster=chat', K8S_NAMESPACE: '$(POD_NAMESPACE)' });
  expect(Object.keys(renamed)).toHaveLength(Object.keys(KUBERNETES).length);
  expect(environment(Discovery.epmd({ rename: { LIBCLUSTER_EPMD_HOSTS: 'HOSTS' } }))).toHaveProperty('HOSTS');
  const postgres = Discovery.postgres({ url: SECRET.key('URL'), rename: { LIBCLUSTER_POSTGRES_URL: 'PG' } });
  expect(environment(postgres).PG).toEqual({ secretKeyRef: { name: 'chat', key: 'URL' } });
});

test('the channel of Postgres is an identifier of SQL that is none of its words, and is not cut', () => {
  const channel = (name: string) => {
    const all = environment(Discovery.postgres({ url: SECRET.key('URL') }), name);
    return all.LIBCLUSTER_POSTGRES_CHANNEL;
  };
  expect(channel('user')).toBe('user_nodes');
  expect(channel('my-chat')).toBe('my_chat_nodes');
  expect(channel(`a${'b'.repeat(56)}`)).toHaveLength(63);
  expect(() => channel(`a${'b'.repeat(57)}`)).toThrow('1 to 57 characters');
});

test('a strategy of the user’s own brings its variables, its Secrets and its right', () => {
  const own: IDiscovery = {
    strategy: 'own',
    nodeHost: NodeHost.ADDRESS,
    reads: ApiRead.PODS,
    secrets: { OWN_TOKEN: SECRET.key('OWN') },
    environment: ({ selector, serviceName }) => ({
      OWN_SELECTOR: selector,
      OWN_SERVICE: `${serviceName}.$(POD_NAMESPACE)`,
    }),
  };
  expect(environment(own)).toEqual({
    OWN_SELECTOR: 'cdk8s-elixir/cluster=chat',
    OWN_SERVICE: 'chat-nodes.$(POD_NAMESPACE)',
    OWN_TOKEN: { secretKeyRef: { name: 'chat', key: 'OWN' } },
  });
});
