import { Chart } from 'cdk8s';
import { Discovery } from 'cdk8s-elixir';
import { newChart, newCluster, newPhoenix, newRelease, one, rendered, synth, variables } from '../support/subjects';

test('several releases join one cluster: one basename, one cookie, one Service, each its own policy', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart);
    newPhoenix(chart, { cluster });
    newRelease(chart, { cluster, image: 'ghcr.io/acme/worker:2' });
  });
  const [web, worker] = ['web', 'worker'].map((name) => variables(manifests, name));
  for (const name of ['RELEASE_NODE', 'RELEASE_COOKIE', 'DNS_CLUSTER_QUERY']) expect(web[name]).toEqual(worker[name]);
  expect(web.RELEASE_NODE).toBe('chat@$(POD_IP)');
  expect(manifests.filter(({ kind }) => kind === 'NetworkPolicy')).toHaveLength(2);
  expect(manifests.filter(({ kind, spec }) => kind === 'Service' && spec.clusterIP === 'None')).toHaveLength(1);
});

test('two clusters in one namespace stay apart', () => {
  const manifests = rendered((chart) => {
    newRelease(chart, { cluster: newCluster(chart, { nodeBasename: 'same' }, 'blue') }, 'one');
    newRelease(chart, { cluster: newCluster(chart, { nodeBasename: 'same' }, 'green') }, 'two');
  });
  const selector = (name: string) => one(manifests, 'Service', name).spec.selector;
  expect(selector('blue-nodes')).not.toEqual(selector('green-nodes'));
  expect(variables(manifests, 'one').DNS_CLUSTER_QUERY).toContain('blue-nodes.');
  expect(variables(manifests, 'two').DNS_CLUSTER_QUERY).toContain('green-nodes.');
  const from = (name: string) =>
    one(manifests, 'NetworkPolicy', name).spec.ingress.at(-1).from[0].podSelector.matchLabels;
  expect(from('one')).toEqual(selector('blue-nodes'));
});

test('members can stand in several charts of one namespace', () => {
  const chart = newChart();
  const other = new Chart(chart.node.root, 'other', { namespace: 'chat' });
  const cluster = newCluster(chart);
  newPhoenix(chart, { cluster });
  newRelease(other, { cluster });
  expect(variables(synth(other)).RELEASE_NODE).toBe('chat@$(POD_IP)');
});

test('with Epmd every member lists every pod of all, also of those that join later', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart, { discovery: Discovery.epmd() });
    newPhoenix(chart, { cluster, stableNames: true, replicas: 2 });
    newRelease(chart, { cluster, stableNames: true, replicas: 1 });
  });
  const nodes = ['web-0', 'web-1', 'worker-0'].map(
    (pod) => `chat@${pod}.chat-nodes.$(POD_NAMESPACE).svc.cluster.local`,
  );
  for (const name of ['web', 'worker']) expect(variables(manifests, name).LIBCLUSTER_EPMD_HOSTS).toBe(nodes.join(','));
});

test('a right to list is given to each member, and to the cluster once', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
    newPhoenix(chart, { cluster });
    newRelease(chart, { cluster });
  });
  expect(one(manifests, 'Role').metadata.name).toBe('chat-discovery');
  const bindings = manifests.filter(({ kind }) => kind === 'RoleBinding');
  expect(bindings.map(({ metadata, subjects }) => [metadata.name, subjects[0].name])).toEqual([
    ['web-discovery', 'web'],
    ['worker-discovery', 'worker'],
  ]);
});
