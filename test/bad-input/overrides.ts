import { Size } from 'cdk8s';
import { Discovery, Waiver } from 'cdk8s-elixir';
import { newChart, newCluster, newRelease, synth } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

const PATH = 'test/worker';

/** An override that only the whole tree shows to be wrong. */
function override(what: string, workload: object, expects: Omit<Expected, 'path'>, props = {}): BadInput {
  return {
    name: `an override that ${what}`,
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart), overrides: { workload }, ...props });
      synth(chart);
    },
    expects: { path: expects.property.startsWith('overrides.') ? PATH : `${PATH}/workload`, ...expects },
  };
}

const podSpec = (spec: object) => ({ spec: { template: { spec } } });

const RESTRICTED = { allowed: 'what `restricted` allows', fix: "Waiver.podSecurity('why')" };

const storage = { name: 'data', mountPath: '/data', size: Size.gibibytes(1) };

/** Overrides that only the whole tree shows to be wrong. */
export const OVERRIDES: readonly BadInput[] = [
  override('shares the network of the host', podSpec({ hostNetwork: true }), {
    property: 'hostNetwork',
    ...RESTRICTED,
  }),
  override(
    'lets the container gain privileges',
    podSpec({ containers: [{ name: 'worker', securityContext: { allowPrivilegeEscalation: true } }] }),
    { property: 'container worker, allowPrivilegeEscalation', ...RESTRICTED },
  ),
  override(
    'opens a port of the host',
    podSpec({ containers: [{ name: 'worker', ports: [{ name: 'dist', hostPort: 4370 }] }] }),
    { property: 'container worker, hostPort', ...RESTRICTED },
  ),
  override(
    'changes the selector',
    { spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'other' } } } },
    {
      property: 'spec.selector.matchLabels',
      value: 'other',
      allowed: 'labels that the pods have',
      fix: 'remove the override',
    },
  ),
  override(
    'takes the pods out of the cluster',
    { spec: { template: { metadata: { labels: { 'cdk8s-elixir/cluster': 'other' } } } } },
    {
      property: 'overrides.workload, label cdk8s-elixir/cluster',
      value: '"other"',
      allowed: 'chat',
      fix: 'remove the override',
    },
  ),
  override(
    'makes the pods wait for another Service',
    { spec: { serviceName: 'other' } },
    { property: 'spec.serviceName', value: '"other"', allowed: 'the headless Service', fix: 'remove the override' },
    { storage: [storage] },
  ),
  override(
    'renames the workload to what Kubernetes refuses',
    { metadata: { name: 'Worker' } },
    {
      property: 'overrides.workload.metadata.name',
      value: '"Worker"',
      allowed: 'any other field',
      fix: 'set `name` on the construct',
    },
  ),
  override(
    'takes the port of the distribution from the container',
    podSpec({ containers: [{ name: 'worker', ports: [{ name: 'dist', $patch: 'delete' }] }] }),
    {
      property: 'distribution port',
      value: '"declared":[]',
      allowed: 'one port in vm.args, remote.vm.args and the container',
      fix: 'remove the override',
    },
  ),
  override(
    'sets a variable before the one that it needs',
    podSpec({ containers: [{ name: 'worker', env: [{ name: 'POD_IP', $patch: 'delete' }] }] }),
    {
      property: 'container worker, env RELEASE_NODE',
      value: 'chat@$(POD_IP)',
      allowed: 'earlier in the list',
      fix: 'declare POD_IP before RELEASE_NODE',
    },
  ),
  {
    name: 'an override of vm.args that moves the port of the distribution',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        cluster: newCluster(chart),
        overrides: { vmArgs: { data: { 'vm.args': '-start_epmd false\n-erl_epmd_port 5000\n' } } },
      });
      synth(chart);
    },
    expects: {
      path: `${PATH}/workload`,
      property: 'distribution port',
      value: '"vm.args":5000,"remote.vm.args":4370',
      allowed: 'one port',
      fix: 'Distribution.singlePort({ port })',
    },
  },
  override(
    'names the node after its pod under dns_cluster',
    podSpec({
      containers: [{ name: 'worker', env: [{ name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes' }] }],
    }),
    {
      property: 'overrides.workload, RELEASE_NODE',
      value: 'chat@$(POD_NAME)',
      allowed: 'BASENAME@$(POD_IP)',
      fix: 'remove the override',
    },
  ),
  {
    name: 'an override that takes the token from a strategy that asks the API server',
    build: () => {
      const chart = newChart();
      const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
      newRelease(chart, { cluster, overrides: { workload: podSpec({ automountServiceAccountToken: false }) } });
      synth(chart);
    },
    expects: {
      path: `${PATH}/workload`,
      property: 'automountServiceAccountToken',
      value: 'false',
      allowed: 'true',
      fix: 'remove the override',
    },
  },
  override(
    'opens the distribution on the host, though Pod Security is waived',
    podSpec({ containers: [{ name: 'worker', ports: [{ name: 'dist', hostPort: 4370 }] }] }),
    {
      property: 'container port dist, hostPort',
      value: '4370',
      allowed: 'on a headless Service',
      fix: 'remove the port',
    },
    { allow: [Waiver.podSecurity('tested')] },
  ),
  override(
    'does nothing wrong beside a sidecar of the tag latest',
    {},
    { property: 'container proxy, image', value: 'acme/proxy:latest', allowed: 'a fixed tag', fix: 'Waiver.latestTag' },
    { sidecars: [{ name: 'proxy', image: 'acme/proxy:latest' }] },
  ),
];
