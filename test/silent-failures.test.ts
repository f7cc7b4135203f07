// What was seen to fail without a word on a real cluster: pods Ready, and no Erlang cluster. Each has a test that it
// cannot be described, neither with properties nor with overrides of the parts that matter.
import { ApiRead, Discovery, type IDiscovery, KubernetesMode, NodeHost, type PhoenixServiceProps } from 'cdk8s-elixir';
import { expand } from '../lib/kubernetes/environment';
import {
  container,
  errorOf,
  newChart,
  newCluster,
  newPhoenix,
  newRelease,
  one,
  pod,
  rendered,
  SECRET,
  synth,
  variables,
  workload,
} from './support/subjects';

const ADDRESSES: { readonly [name: string]: () => IDiscovery } = {
  dns_cluster: Discovery.dnsCluster,
  'Kubernetes.DNS': Discovery.kubernetesDns,
  'Kubernetes :ip by pods': () => Discovery.kubernetes({ ipLookupMode: ApiRead.PODS }),
  'Kubernetes :ip by endpoints': () => Discovery.kubernetes({ ipLookupMode: ApiRead.ENDPOINTS }),
  Postgres: () => Discovery.postgres({ url: SECRET.key('URL') }),
};
const NAMES: { readonly [name: string]: () => IDiscovery } = {
  'Kubernetes.DNSSRV': Discovery.kubernetesDnsSrv,
  'Kubernetes :hostname by pods': () => Discovery.kubernetes({ mode: KubernetesMode.HOSTNAME }),
  'Kubernetes :hostname by endpoints': () =>
    Discovery.kubernetes({ mode: KubernetesMode.HOSTNAME, ipLookupMode: ApiRead.ENDPOINTS }),
  Epmd: Discovery.epmd,
};
const ALL = { ...ADDRESSES, ...NAMES };

/** The manifests of a cluster with one member. */
function clustered(discovery: IDiscovery, props: Partial<PhoenixServiceProps> = {}): any[] {
  return rendered((chart) => {
    const cluster = newCluster(chart, { discovery });
    newPhoenix(chart, { cluster, stableNames: discovery.nodeHost === NodeHost.FQDN, ...props });
  });
}

/** RELEASE_NODE as the kubelet makes it. */
function node(manifests: any[]): string {
  const facts: { [name: string]: string } = { POD_IP: '10.1.2.3', POD_NAME: 'web-0', POD_NAMESPACE: 'chat' };
  const env = container(manifests).env.map((each: any) => ({ ...each, value: facts[each.name] ?? each.value }));
  return expand(env).RELEASE_NODE;
}

describe('a node named app@$(POD_IP), because the variable stands after its user', () => {
  test.each(Object.entries(ALL))('not with %s', (_, discovery) => {
    expect(node(clustered(discovery()))).toMatch(/^chat@(10\.1\.2\.3|web-0\.chat-nodes\.chat\.svc\.cluster\.local)$/);
  });

  test('not with variables of the user’s that sort before it', () => {
    const manifests = clustered(Discovery.dnsCluster(), { env: { AAA: '$(RELEASE_NODE)', _: '$(AAA)' } });
    expect(expand(container(manifests).env)._).toBe('chat@');
    expect(
      container(manifests)
        .env.slice(0, 3)
        .map((each: any) => each.name),
    ).toEqual(['POD_IP', 'POD_NAME', 'POD_NAMESPACE']);
  });

  test('not by taking POD_IP away', () => {
    const env = [{ name: 'POD_IP', $patch: 'delete' }];
    const overrides = { workload: { spec: { template: { spec: { containers: [{ name: 'web', env }] } } } } };
    expect(errorOf(() => clustered(Discovery.dnsCluster(), { overrides })).message).toContain(
      '$(POD_IP) is not known where',
    );
  });
});

describe('a headless Service without the label that a look-up of endpoints goes by', () => {
  test.each(Object.entries(ALL))('not with %s', (_, discovery) => {
    const manifests = clustered(discovery());
    const selector = variables(manifests).LIBCLUSTER_KUBERNETES_SELECTOR ?? 'cdk8s-elixir/cluster=chat';
    const [key, value] = selector.split('=');
    expect(one(manifests, 'Service', 'chat-nodes').metadata.labels[key]).toBe(value);
    expect(workload(manifests).spec.template.metadata.labels[key]).toBe(value);
  });
});

describe('nodes with stable names where addresses are looked up, or the reverse', () => {
  test.each(Object.entries(ADDRESSES))('%s has no members with stable names', (_, discovery) => {
    expect(errorOf(() => clustered(discovery(), { stableNames: true })).message).toContain('never mesh');
  });

  test.each(Object.entries(NAMES))('%s has no members without', (_, discovery) => {
    expect(errorOf(() => clustered(discovery(), { stableNames: false })).message).toContain('stableNames: true');
  });

  test('nor have two members of one cluster names of two forms', () => {
    const chart = newChart();
    const cluster = newCluster(chart, { discovery: Discovery.kubernetesDnsSrv() });
    newRelease(chart, { cluster, stableNames: true });
    expect(errorOf(() => newPhoenix(chart, { cluster })).message).toContain('stableNames');
  });
});

describe('SRV look-ups over a headless Service without ports', () => {
  test.each(Object.entries(ALL))('not with %s', (_, discovery) => {
    expect(one(clustered(discovery()), 'Service', 'chat-nodes').spec.ports).not.toHaveLength(0);
  });
});

describe('a StatefulSet whose serviceName is left out or names another Service', () => {
  test.each(Object.entries(NAMES))('not with %s', (_, discovery) => {
    const manifests = clustered(discovery());
    const { serviceName } = one(manifests, 'StatefulSet').spec;
    expect(serviceName).toBe('chat-nodes');
    expect(one(manifests, 'Service', serviceName).spec.clusterIP).toBe('None');
    expect(node(manifests).split('.')[1]).toBe(serviceName);
  });

  test.each([[null], ['web']])('not by an override with %s', (serviceName) => {
    const overrides = { workload: { spec: { serviceName } } };
    expect(errorOf(() => clustered(Discovery.epmd(), { overrides })).message).toContain('spec.serviceName` is');
  });
});

describe('a headless Service that hides pods which are not ready', () => {
  test.each(Object.entries(ALL))('not with %s', (_, discovery) => {
    expect(one(clustered(discovery()), 'Service', 'chat-nodes').spec.publishNotReadyAddresses).toBe(true);
  });

  test('not by an override', () => {
    const chart = newChart();
    const overrides = { service: { spec: { publishNotReadyAddresses: null } } };
    newRelease(chart, { cluster: newCluster(chart, { overrides }) });
    expect(errorOf(() => synth(chart)).message).toContain('cannot find each other');
  });
});

describe('a strategy that asks the API server without a token, and a token without need', () => {
  test.each(Object.entries(ALL))('not with %s', (_, discovery) => {
    const { reads } = discovery();
    const manifests = clustered(discovery());
    expect(pod(manifests).automountServiceAccountToken).toBe(reads !== undefined);
    expect(one(manifests, 'ServiceAccount').automountServiceAccountToken).toBe(false);
    expect(manifests.some(({ kind }) => kind === 'RoleBinding')).toBe(reads !== undefined);
    if (reads === undefined) return;
    expect(one(manifests, 'Role').rules).toEqual([{ apiGroups: [''], resources: [reads], verbs: ['list'] }]);
    expect(one(manifests, 'RoleBinding').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'web', namespace: 'chat' },
    ]);
    expect(one(manifests, 'RoleBinding').roleRef.name).toBe('chat-discovery');
    expect(pod(manifests).serviceAccountName).toBe('web');
  });
});

describe('a mounted vm.args with which `remote` and `rpc` cannot start', () => {
  test.each(Object.entries(ALL))('not with %s', (_, discovery) => {
    const manifests = clustered(discovery());
    const files = manifests.find(({ data }) => data?.['remote.vm.args']).data;
    expect(files['remote.vm.args']).toContain('-dist_listen false');
    expect(files['vm.args']).not.toContain('-dist_listen');
    const env = variables(manifests);
    expect([env.RELEASE_VM_ARGS, env.RELEASE_REMOTE_VM_ARGS]).toEqual([
      '/etc/erlang/vm.args',
      '/etc/erlang/remote.vm.args',
    ]);
  });
});
