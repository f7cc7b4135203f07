// Jobs that join the cluster of their release for a while.
import { Discovery, Distribution, Egress, NodeHost, ReleaseCommand, type ReleaseJobProps, Waiver } from 'cdk8s-elixir';
import { clusterCall } from '../../lib/beam/cluster-call';
import { CLUSTER_LABEL, JOINS_LABEL } from '../../lib/kubernetes/labels';
import { errorOf, newChart, newCluster, newCronJob, newJob, newRelease, one, rendered } from '../support/subjects';

const run = ReleaseCommand.rpc('Chat.Cache.rebuild("#{1} $(POD_IP)")');
const joining = (props: Partial<ReleaseJobProps> = {}, cluster = {}) =>
  rendered((chart) => newJob(chart, { cluster: newCluster(chart, cluster), run, ...props }));
const podOf = (manifests: any[]) => one(manifests, 'Job').spec.template;
const variable = (manifests: any[], name: string) =>
  podOf(manifests).spec.containers[0].env.find((each: any) => each.name === name);

test('it has the cookie and the flags of the cluster, and no node of its own', () => {
  const manifests = joining();
  expect(variable(manifests, 'RELEASE_COOKIE').valueFrom.secretKeyRef).toEqual({ name: 'chat', key: 'RELEASE_COOKIE' });
  expect(variable(manifests, 'RELEASE_DISTRIBUTION').value).toBe('none');
  expect(variable(manifests, 'RELEASE_NODE')).toBeUndefined();
  expect(one(manifests, 'ConfigMap').data['vm.args']).toContain('-erl_epmd_port 4370');
});

test('other jobs have neither', () => {
  const manifests = joining({ run: ReleaseCommand.eval('Chat.prune()') });
  expect(variable(manifests, 'RELEASE_COOKIE')).toBeUndefined();
  expect(one(manifests, 'ConfigMap').data['vm.args']).not.toContain('4370');
  expect(podOf(manifests).metadata.labels[JOINS_LABEL]).toBeUndefined();
  expect(manifests.filter(({ kind }) => kind === 'NetworkPolicy')).toHaveLength(1);
});

test('members let its pods in on the ports of the distribution, and nobody else', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart, { distribution: Distribution.singlePort({ port: 5000 }) });
    newRelease(chart, { cluster });
    newJob(chart, { cluster, run });
  });
  const { labels } = podOf(manifests).metadata;
  expect(labels).toMatchObject({ [JOINS_LABEL]: 'chat' });
  expect(labels[CLUSTER_LABEL]).toBeUndefined();
  expect(one(manifests, 'NetworkPolicy', 'worker').spec.ingress).toEqual([
    {
      from: [
        { podSelector: { matchLabels: { [CLUSTER_LABEL]: 'chat' } } },
        { podSelector: { matchLabels: { [JOINS_LABEL]: 'chat' } } },
      ],
      ports: [{ port: 5000, protocol: 'TCP' }],
    },
  ]);
});

test('a cron job joins likewise, and a release beside both is no finding', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart);
    newRelease(chart, { cluster });
    newJob(chart, { cluster, run });
    newCronJob(chart, { cluster, run });
  });
  expect(manifests.filter(({ kind }) => kind === 'NetworkPolicy')).toHaveLength(3);
});

test('isolated egress reaches the members, and DNS must be among it', () => {
  const policy = one(joining({ egress: [Egress.dns()] }), 'NetworkPolicy', 'job');
  expect(policy.spec.egress[0]).toEqual({
    to: [{ podSelector: { matchLabels: { [CLUSTER_LABEL]: 'chat' } } }],
    ports: [{ port: 4370, protocol: 'TCP' }],
  });
  const chart = newChart();
  const isolated = () => newJob(chart, { cluster: newCluster(chart), run, egress: [] });
  expect(errorOf(isolated).message).toContain('add Egress.dns()');
});

test('beside a member that is open by itself it closes nothing', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart);
    newRelease(chart, { cluster, allow: [Waiver.openDistribution('tested')] });
    newJob(chart, { cluster, run });
  });
  expect(manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name)).toEqual([
    'job',
  ]);
});

test('in no cluster it is refused', () => {
  expect(errorOf(() => newJob(newChart(), { run })).message).toContain('`run` is "ReleaseCommand.rpc"');
});

test.each(['', '  '])('the expression %j is refused', (expression) => {
  expect(errorOf(() => ReleaseCommand.rpc(expression)).message).toContain('`ReleaseCommand.rpc.expression` is');
});

test('the expression reaches a member as it was written', () => {
  const [, word, code] = podOf(joining()).spec.containers[0].command;
  expect(word).toBe('eval');
  expect(code).toContain(String.raw`["Chat.Cache.rebuild(\"\#{1} $$(POD_IP)\")"]`);
});

describe('members are looked up', () => {
  const cluster = { nodeBasename: 'chat', serviceName: 'chat-nodes', clusterDomain: 'k8s.example' };
  const code = (nodeHost: NodeHost, ipv6 = false) => clusterCall({ ...cluster, nodeHost, ipv6 }, '1');

  test('for a minute by the clock, however long one takes to not answer', () => {
    expect(code(NodeHost.ADDRESS)).toContain('last = System.monotonic_time(:second) + 60');
    expect(code(NodeHost.ADDRESS)).toContain('not late?.() and Node.connect(:"chat@#{host}") == true');
  });

  test('by the addresses of the headless Service', () => {
    expect(code(NodeHost.ADDRESS)).toContain(':inet.getaddrs(service, :inet)');
    expect(code(NodeHost.ADDRESS)).toContain('.svc.k8s.example');
  });

  test('by its addresses of IPv6', () => {
    expect(code(NodeHost.ADDRESS, true)).toContain(':inet.getaddrs(service, :inet6)');
  });

  test('by the names in its SRV records, where nodes have names', () => {
    expect(code(NodeHost.FQDN)).toContain(':inet_res.lookup(service, :in, :srv)');
    const names = joining({}, { discovery: Discovery.kubernetesDnsSrv() });
    expect(podOf(names).spec.containers[0].command[2]).toContain(':srv');
  });
});
