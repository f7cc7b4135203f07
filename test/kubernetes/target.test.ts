import { App, Chart } from 'cdk8s';
import { Discovery, KubernetesTarget, type KubernetesTargetProps } from 'cdk8s-elixir';
import { container, newChart, newCluster, newPhoenix, pod, synth, variables } from '../support/subjects';

/** A member with a sidecar, for a Kubernetes. */
function rendered(props: KubernetesTargetProps): any[] {
  const chart = newChart();
  KubernetesTarget.set(chart, props);
  const discovery = Discovery.kubernetesDnsSrv();
  const sidecars = [{ name: 'proxy', image: 'acme/proxy:1' }];
  const initContainers = [{ name: 'setup', image: 'acme/setup:1' }];
  newPhoenix(chart, { cluster: newCluster(chart, { discovery }), stableNames: true, sidecars, initContainers });
  return synth(chart);
}

test.each([
  ['1.27', { exec: { command: ['sleep', '5'] } }],
  ['v1.30.2', { sleep: { seconds: 5 } }],
])('on %s a pod waits before SIGTERM in the way that it has', (version, preStop) => {
  expect(container(rendered({ version })).lifecycle).toEqual({ preStop });
});

test('sidecars are containers before 1.29, and init containers that go on from then', () => {
  expect(pod(rendered({ version: '1.28' })).containers.map(({ name }: any) => name)).toEqual(['web', 'proxy']);
  const newer = pod(rendered({ version: '1.29' }));
  expect(newer.containers).toHaveLength(1);
  expect(newer.initContainers.map(({ name, restartPolicy }: any) => [name, restartPolicy])).toEqual([
    ['proxy', 'Always'],
    ['setup', undefined],
  ]);
});

test('the domain reaches node names and look-ups', () => {
  const env = variables(rendered({ clusterDomain: 'k8s.example.com' }));
  expect(env.RELEASE_NODE).toBe('chat@$(POD_NAME).chat-nodes.$(POD_NAMESPACE).svc.k8s.example.com');
  expect(env.CLUSTER_DOMAIN).toBe('k8s.example.com.');
});

test('it is set once on the app, and a chart can differ', () => {
  const app = new App();
  KubernetesTarget.set(app, { version: '1.31', clusterDomain: 'a.local' });
  const chart = new Chart(app, 'chart');
  expect(KubernetesTarget.of(chart)).toMatchObject({ version: '1.31', clusterDomain: 'a.local' });
  KubernetesTarget.set(chart, { version: '1.34' });
  expect(KubernetesTarget.of(chart)).toMatchObject({ version: '1.34', clusterDomain: 'a.local' });
  expect(KubernetesTarget.of(chart).atLeast('1.34')).toBe(true);
  expect(KubernetesTarget.of(chart).atLeast('1.35')).toBe(false);
});
