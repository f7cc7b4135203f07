// Members of a cluster after overrides of their workload.
import { Discovery, Waiver } from 'cdk8s-elixir';
import { errorOf, newChart, newCluster, newRelease } from '../support/subjects';

const WAIVED = { allow: [Waiver.settingsElsewhere('env.sh')] };

/** A member whose own container is overridden. */
function overridden(container: object, props: object = {}): () => unknown {
  const chart = newChart();
  const overrides = { workload: { spec: { template: { spec: { containers: [{ name: 'worker', ...container }] } } } } };
  return () => newRelease(chart, { cluster: newCluster(chart), overrides, ...props });
}

test.each([
  ['RELEASE_NODE', 'nodeBasename'],
  ['RELEASE_COOKIE', 'cookie'],
  ['RELEASE_DISTRIBUTION', 'distribution'],
  ['DNS_CLUSTER_QUERY', 'discovery'],
])('%s that is taken away is said to be not given, and to be decided by %s of the cluster', (name, property) => {
  const { message } = errorOf(overridden({ env: [{ name, $patch: 'delete' }] }));
  expect(message).toContain(`\`overrides.workload, ${name}\` is not given`);
  expect(message).toContain(`set it on the ErlangCluster (${property});`);
});

test('a container that is taken away takes the variables with it', () => {
  const sidecars = [{ name: 'proxy', image: 'acme/proxy:1' }];
  expect(overridden({ $patch: 'delete' }, { sidecars })).toThrow(
    '`overrides.workload, RELEASE_DISTRIBUTION` is not given',
  );
});

describe('RELEASE_NODE', () => {
  const named = (value: unknown, stableNames: boolean, more: object = {}) => {
    const discovery = stableNames ? Discovery.kubernetesDnsSrv() : Discovery.dnsCluster();
    const env = [{ name: 'RELEASE_NODE', ...(typeof value === 'string' ? { value } : (value as object)) }];
    const chart = newChart();
    const overrides = { workload: { spec: { template: { spec: { containers: [{ name: 'worker', env }] } } } } };
    return () => newRelease(chart, { cluster: newCluster(chart, { discovery }), stableNames, overrides, ...more });
  };

  test.each([
    [true, 'chat@$(POD_IP)', 'BASENAME@$(POD_NAME).'],
    [false, 'chat@$(POD_NAME).chat-nodes', 'BASENAME@$(POD_IP)'],
  ])('with stable names %s is not %s, whoever says so', (stableNames, value, allowed) => {
    expect(named(value, stableNames)).toThrow(`allowed: ${allowed}\n`);
    expect(named(value, stableNames, WAIVED)).toThrow(`allowed: ${allowed}\n`);
  });

  test.each<[string, unknown, boolean]>([
    ['in the form that is found', 'other@$(POD_NAME).chat-nodes', true],
    ['in a form of the user’s own', 'chat@10.0.0.1', false],
    ['from elsewhere', { value: null, valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }, false],
    ['taken away', { $patch: 'delete' }, false],
  ])('may be %s where somebody says why', (_, value, stableNames) => {
    expect(named(value, stableNames)).toThrow('Waiver.settingsElsewhere');
    expect(named(value, stableNames, WAIVED)).not.toThrow();
  });

  test('is that of the release’s own container', () => {
    const env = [{ name: 'RELEASE_NODE', value: 'chat@$(POD_NAME)' }];
    expect(named('chat@$(POD_IP)', false, { sidecars: [{ name: 'proxy', image: 'acme/proxy:1', env }] })).not.toThrow();
  });
});

test('the waiver of a cluster is one of its members', () => {
  const chart = newChart();
  const labels = { 'cdk8s-elixir/cluster': null };
  const overrides = { workload: { spec: { template: { metadata: { labels } } } } };
  expect(() => newRelease(chart, { cluster: newCluster(chart), overrides })).toThrow('nobody finds pods without it');
  expect(() => newRelease(chart, { cluster: newCluster(chart, WAIVED, 'other'), overrides })).not.toThrow();
});

test('a list of nodes may be written out, and a cookie is never shown', () => {
  const discovery = Discovery.epmd();
  const given = (env: object[]) => () => {
    const chart = newChart();
    const overrides = { workload: { spec: { template: { spec: { containers: [{ name: 'worker', env }] } } } } };
    newRelease(chart, { cluster: newCluster(chart, { discovery }), stableNames: true, overrides });
  };
  expect(given([{ name: 'LIBCLUSTER_EPMD_HOSTS', value: 'chat@a,chat@b' }])).not.toThrow();
  const cookie = { name: 'RELEASE_COOKIE', value: 'swordfish', valueFrom: null };
  expect(given([cookie])).toThrow('`overrides.workload, RELEASE_COOKIE` is (not shown)');
  expect(given([cookie])).not.toThrow('swordfish');
});
