import { Chart } from 'cdk8s';
import { Discovery, ErlangCluster, KubernetesMode, KubernetesTarget, NodeHost } from 'cdk8s-elixir';
import { newChart, newCluster, newPhoenix, newRelease, SECRET, synth } from '../support/subjects';
import { type BadInput, MARKED } from './bad-input';

const PATH = 'test/chat';

function basename(name: string, nodeBasename: string, suggestion: string): BadInput {
  return {
    name: `a node basename with ${name}`,
    build: () => newCluster(newChart(), { nodeBasename }),
    expects: {
      path: PATH,
      property: 'nodeBasename',
      value: JSON.stringify(nodeBasename),
      allowed: 'letters, digits, `_` and `-`',
      fix: `for example "${suggestion}"`,
    },
  };
}

/** A strategy that finds addresses, with names; or the reverse. */
function pair(name: string, discovery: () => any, stableNames: boolean): BadInput {
  return {
    name: `${name} ${stableNames ? 'with' : 'without'} stable names`,
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart, { discovery: discovery() }), stableNames });
    },
    expects: {
      path: 'test/worker',
      property: 'stableNames',
      value: String(stableNames),
      allowed: `${!stableNames} with`,
      fix: stableNames ? 'remove stableNames' : 'set stableNames: true',
    },
  };
}

const withUrl = { url: SECRET.key('URL') };

/** Clusters, and how nodes find each other. */
export const CLUSTER: readonly BadInput[] = [
  basename('a dot', 'chat.web', 'chat_web'),
  basename('a host', 'chat@10.0.0.1', 'chat'),
  basename('a space', 'chat web', 'chat_web'),
  basename('nothing in it', '', 'app'),
  basename('more than 63 characters', 'c'.repeat(64), 'c'.repeat(63)),
  {
    name: 'a literal cookie',
    build: () => newCluster(newChart(), { cookie: MARKED as any }),
    expects: {
      path: PATH,
      property: 'cookie',
      hidden: MARKED,
      allowed: 'a key of an existing Secret',
      fix: ".key('KEY')",
    },
  },
  {
    name: 'no cookie',
    build: () => new ErlangCluster(newChart(), 'chat', {} as any),
    expects: {
      path: PATH,
      property: 'cookie',
      value: 'not given',
      allowed: 'a key of an existing Secret',
      fix: ".key('KEY')",
    },
  },
  {
    name: 'a cluster whose headless Service would have no legal name',
    build: () => newCluster(newChart(), {}, '1chat'),
    expects: { path: 'test/1chat', property: 'name', value: '"1chat"', allowed: 'RFC 1035', fix: 'for example "chat"' },
  },
  {
    name: 'a cluster whose name leaves no room for -nodes',
    build: () => newCluster(newChart(), { name: 'c'.repeat(58) }),
    expects: { path: PATH, property: 'name', value: 'ccc', allowed: '1 to 57 characters', fix: 'for example' },
  },
  pair('dns_cluster', () => Discovery.dnsCluster(), true),
  pair('libcluster Kubernetes.DNS', () => Discovery.kubernetesDns(), true),
  pair('libcluster Kubernetes :ip', () => Discovery.kubernetes(), true),
  pair('libcluster_postgres', () => Discovery.postgres(withUrl), true),
  pair('libcluster Kubernetes.DNSSRV', () => Discovery.kubernetesDnsSrv(), false),
  pair('libcluster Kubernetes :hostname', () => Discovery.kubernetes({ mode: KubernetesMode.HOSTNAME }), false),
  pair('libcluster Epmd', () => Discovery.epmd(), false),
  pair(
    'a strategy of the user’s own that finds names',
    () => ({ strategy: 'own', nodeHost: NodeHost.FQDN, environment: () => ({}) }),
    false,
  ),
  {
    name: 'libcluster Kubernetes.DNS with IPv6',
    build: () => newCluster(newChart(), { ipv6: true, discovery: Discovery.kubernetesDns() }),
    expects: {
      path: PATH,
      property: 'discovery',
      value: 'kubernetesDns() with ipv6: true',
      allowed: 'dnsCluster',
      fix: 'ipv6Resolver: true',
    },
  },
  {
    name: 'libcluster Kubernetes :hostname with a domain that does not end in .local',
    build: () => {
      const chart = newChart();
      KubernetesTarget.set(chart, { clusterDomain: 'k8s.example.com' });
      newCluster(chart, { discovery: Discovery.kubernetes({ mode: KubernetesMode.HOSTNAME }) });
    },
    expects: {
      path: PATH,
      property: 'discovery',
      value: 'k8s.example.com',
      allowed: 'ends in `.local`',
      fix: 'kubernetesDnsSrv()',
    },
  },
  {
    name: 'another name for a variable that the strategy does not have',
    build: () => newCluster(newChart(), { discovery: Discovery.dnsCluster({ rename: { K8S_SELECTOR: 'SELECTOR' } }) }),
    expects: {
      path: PATH,
      property: 'discovery.rename.K8S_SELECTOR',
      value: '"SELECTOR"',
      allowed: 'DNS_CLUSTER_QUERY',
      fix: 'rename one of these',
    },
  },
  {
    name: 'another name that no variable can have',
    build: () => Discovery.dnsCluster({ rename: { DNS_CLUSTER_QUERY: '1-QUERY' } }),
    expects: {
      property: 'rename.DNS_CLUSTER_QUERY',
      value: '"1-QUERY"',
      allowed: 'not starting with a digit',
      fix: 'choose a name',
    },
  },
  {
    name: 'one name for two variables of a strategy',
    build: () =>
      newCluster(newChart(), {
        discovery: Discovery.kubernetesDns({
          rename: { LIBCLUSTER_KUBERNETES_SERVICE: 'SAME', LIBCLUSTER_KUBERNETES_NODE_BASENAME: 'SAME' },
        }),
      }),
    expects: { path: PATH, property: 'discovery.rename', value: '"SAME"', allowed: 'each name once', fix: 'another' },
  },
  {
    name: 'a strategy whose variable is renamed to one of the release',
    build: () => {
      const chart = newChart();
      const discovery = Discovery.dnsCluster({ rename: { DNS_CLUSTER_QUERY: 'RELEASE_NODE' } });
      newRelease(chart, { cluster: newCluster(chart, { discovery }) });
      synth(chart);
    },
    expects: {
      path: 'test/worker',
      property: 'variable RELEASE_NODE of the ErlangCluster "chat"',
      value: '"RELEASE_NODE"',
      allowed: 'names that nothing else sets',
      fix: 'rename it',
    },
  },
  {
    name: 'a literal among the secrets of a strategy of the user’s own',
    build: () =>
      newCluster(newChart(), {
        discovery: {
          strategy: 'own',
          nodeHost: NodeHost.ADDRESS,
          environment: () => ({}),
          secrets: { OWN_TOKEN: MARKED as any },
        },
      }),
    expects: {
      path: PATH,
      property: 'discovery.secrets.OWN_TOKEN',
      hidden: MARKED,
      allowed: 'a key of an existing Secret',
      fix: ".key('KEY')",
    },
  },
  {
    name: 'a database of libcluster_postgres written out',
    build: () => Discovery.postgres({ url: `postgres://chat:${MARKED}@db/chat` as any }),
    expects: {
      property: 'Discovery.postgres.url',
      hidden: MARKED,
      allowed: 'a key of an existing Secret',
      fix: ".key('KEY')",
    },
  },
  {
    name: 'a member in another namespace',
    build: () => {
      const chart = newChart();
      const other = new Chart(chart.node.root, 'other', { namespace: 'other' });
      newRelease(other, { cluster: newCluster(chart) });
    },
    expects: {
      path: 'other/worker',
      property: 'cluster',
      value: 'release in \\"other\\"',
      allowed: 'the same namespace',
      fix: 'put both into one chart',
    },
  },
  {
    name: 'a cookie on a member',
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart), cookie: SECRET.key('RELEASE_COOKIE') });
    },
    expects: {
      path: 'test/worker',
      property: 'cookie',
      allowed: 'only in no cluster',
      fix: 'set cookie on the ErlangCluster',
    },
  },
  {
    name: 'a node basename on a member',
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart), nodeBasename: 'other' });
    },
    expects: {
      path: 'test/worker',
      property: 'nodeBasename',
      allowed: 'only in no cluster',
      fix: 'set nodeBasename on the ErlangCluster',
    },
  },
  {
    name: 'a strategy that asks the API server in a chart without namespace',
    build: () => {
      const chart = newChart({});
      newRelease(chart, { cluster: newCluster(chart, { discovery: Discovery.kubernetes() }) });
    },
    expects: {
      path: 'test/worker',
      property: 'namespace of the chart',
      value: 'not given',
      allowed: 'a chart with a namespace',
      fix: "{ namespace: 'chat' }",
    },
  },
  {
    name: 'a member of the cluster on the port of the distribution',
    build: () => {
      const chart = newChart();
      newPhoenix(chart, { cluster: newCluster(chart), port: 4370 });
    },
    expects: {
      path: 'test/web',
      property: 'port',
      value: 'http 4370',
      allowed: 'each port once',
      fix: 'choose another value',
    },
  },
];
