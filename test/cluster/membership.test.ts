import { Size } from 'cdk8s';
import { Discovery, Egress, KubernetesMode, NetworkPeer } from 'cdk8s-elixir';
import { newChart, newCluster, newRelease, one, rendered } from '../support/subjects';

const podSpec = (spec: object) => ({ workload: { spec: { template: { spec } } } });

test('the RoleBinding of discovery follows a ServiceAccount that an override names', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
    newRelease(chart, { cluster, overrides: podSpec({ serviceAccountName: 'theirs' }) });
  });
  expect(one(manifests, 'RoleBinding').subjects).toEqual([
    { kind: 'ServiceAccount', name: 'theirs', namespace: 'chat' },
  ]);
});

test('a variable that names any Service is no sign of a strategy', () => {
  const env = { REDIS_HOST: 'chat-nodes.$(POD_NAMESPACE).svc.cluster.local' };
  const build = () =>
    rendered((chart) => {
      const cluster = newCluster(chart, { discovery: Discovery.kubernetesDnsSrv() });
      newRelease(chart, { cluster, stableNames: true, env });
    });
  expect(build).not.toThrow();
});

test('a node that is named otherwise than the strategy finds it is refused, whatever its variables are called', () => {
  const discovery = Discovery.dnsCluster({ rename: { DNS_CLUSTER_QUERY: 'QUERY' } });
  const env = [{ name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes' }];
  const chart = newChart();
  const cluster = newCluster(chart, { discovery });
  const overrides = podSpec({ containers: [{ name: 'worker', env }] });
  expect(() => newRelease(chart, { cluster, overrides })).toThrow('`overrides.workload, RELEASE_NODE` is');
});

test.each([
  ['Kubernetes.DNSSRV', Discovery.kubernetesDnsSrv()],
  ['Kubernetes :hostname', Discovery.kubernetes({ mode: KubernetesMode.HOSTNAME })],
  ['Epmd', Discovery.epmd()],
])('%s finds names, which storage alone does not give', (_, discovery) => {
  const chart = newChart();
  const storage = [{ name: 'data', mountPath: '/data', size: Size.mebibytes(16) }];
  const build = () => newRelease(chart, { cluster: newCluster(chart, { discovery }), storage });
  expect(build).toThrow('set stableNames: true');
});

describe('egress of members', () => {
  const member = (discovery: ReturnType<typeof Discovery.epmd>, egress: Egress[], stableNames = false) => {
    const chart = newChart();
    return () => newRelease(chart, { cluster: newCluster(chart, { discovery }), egress, stableNames });
  };
  const DATABASE = Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [5432]);

  test.each([
    ['dns_cluster', Discovery.dnsCluster(), false],
    ['Kubernetes.DNSSRV', Discovery.kubernetesDnsSrv(), true],
    ['Epmd', Discovery.epmd(), true],
  ])('%s needs DNS', (_, discovery, stableNames) => {
    expect(member(discovery, [DATABASE], stableNames)).toThrow('add Egress.dns()');
    expect(member(discovery, [DATABASE, Egress.dns()], stableNames)).not.toThrow();
  });

  test('a message says what is needed and why', () => {
    const about = (to: string, why: string) =>
      new RegExp(`\`egress\` is "nothing for ${to}"\\n.* needs ${to}, because ${why}:`);
    expect(member(Discovery.dnsCluster(), [DATABASE])).toThrow(about('DNS', 'it looks up names'));
    expect(member(Discovery.kubernetes(), [DATABASE, Egress.dns()])).toThrow(about('the API server', 'it lists pods'));
  });

  test('the Kubernetes strategy needs the API server, on whatever port it has', () => {
    const discovery = Discovery.kubernetes();
    expect(member(discovery, [DATABASE, Egress.dns()])).toThrow('add Egress.apiServer');
    expect(member(discovery, [Egress.dns(), Egress.apiServer('10.0.0.1/32', 8132)])).not.toThrow();
    expect(member(discovery, [Egress.dns(), Egress.to(NetworkPeer.cidr('10.0.0.0/8'))])).not.toThrow();
  });
});
