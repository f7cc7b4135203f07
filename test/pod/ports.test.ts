import { Chart } from 'cdk8s';
import { Egress, NetworkPeer, Waiver } from 'cdk8s-elixir';
import { Protocol } from 'cdk8s-plus-27';
import { container, newChart, newCluster, newPhoenix, newRelease, one, rendered, synth } from '../support/subjects';

const DNS = { name: 'dns', port: 5300, protocol: Protocol.UDP };

test('a port of UDP reaches the container and the policy as such', () => {
  const manifests = rendered((chart) => newRelease(chart, { ports: [DNS] }));
  expect(container(manifests).ports).toEqual([{ name: 'dns', containerPort: 5300, protocol: 'UDP' }]);
  expect(one(manifests, 'NetworkPolicy').spec.ingress).toEqual([{ ports: [{ port: 5300, protocol: 'UDP' }] }]);
  expect(container(manifests).startupProbe).toBeUndefined();
});

test('one number serves two protocols', () => {
  const ports = [DNS, { name: 'dns-tcp', port: 5300 }];
  const manifests = rendered((chart) => newRelease(chart, { ports }));
  expect(container(manifests).startupProbe.tcpSocket).toEqual({ port: 'dns-tcp' });
});

test("a sidecar's UDP port may have the number of a TCP port of the release", () => {
  const sidecars = [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 4000, protocol: 'UDP' }] }];
  expect(() => rendered((chart) => newPhoenix(chart, { sidecars }))).not.toThrow();
});

test('a sidecar on the port of the distribution is refused', () => {
  const sidecar = (port: object) => () => {
    const chart = newChart();
    newRelease(chart, {
      cluster: newCluster(chart),
      sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: [port as never] }],
    });
  };
  expect(sidecar({ containerPort: 4370 })).toThrow('`sidecars[0]` is 4370');
  expect(sidecar({ containerPort: 4370, protocol: 'TCP' })).toThrow('`sidecars[0]` is 4370');
  expect(sidecar({ containerPort: 4370, protocol: 'UDP' })).not.toThrow();
  expect(sidecar({ containerPort: 4371 })).not.toThrow();
});

test('a port below 1024 is taken with a waiver', () => {
  const allow = [Waiver.podSecurity('the image may bind it')];
  expect(() => newRelease(newChart(), { ports: [{ name: 'http', port: 80 }] })).toThrow('from 1024 to 65535');
  const manifests = rendered((chart) => newRelease(chart, { ports: [{ name: 'http', port: 80 }], allow }));
  expect(container(manifests).ports).toEqual([{ name: 'http', containerPort: 80, protocol: 'TCP' }]);
  expect(() => rendered((chart) => newPhoenix(chart, { port: 80, allow }))).not.toThrow();
  const shared = (chart: Chart) => newPhoenix(chart, { port: 80, cluster: newCluster(chart, { allow }) });
  expect(() => rendered(shared)).not.toThrow(); // what the cluster accepts holds for its members
});

test('an application port may be called dist-…', () => {
  const ports = [{ name: 'dist-files', port: 9500 }];
  expect(() => rendered((chart) => newRelease(chart, { cluster: newCluster(chart), ports }))).not.toThrow();
});

test('a message names the port by the index that the user gave it', () => {
  const ports = [
    { name: 'one', port: 4000 },
    { name: 'two', port: 70000 },
  ];
  expect(() => newRelease(newChart(), { ports })).toThrow('`ports[1].port` is 70000');
});

test('a peer is a release of the tree, in its own namespace or in another one', () => {
  const chart = newChart();
  const other = new Chart(chart.node.root, 'other', { namespace: 'billing' });
  const worker = newRelease(chart);
  const billing = newPhoenix(other, {}, 'billing');
  newPhoenix(chart, { httpPeers: [worker.peer], egress: [Egress.to(billing.release.peer, [4000])] });
  const { ingress, egress } = one(synth(chart), 'NetworkPolicy', 'web').spec;
  const peer = (namespace: string, name: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
  });
  expect(ingress[0].from).toEqual([peer('chat', 'worker')]);
  expect(egress).toEqual([{ to: [peer('billing', 'billing')], ports: [{ port: 4000, protocol: 'TCP' }] }]);
});

test('pods of another namespace are a peer by their labels and its name', () => {
  const egress = [Egress.to(NetworkPeer.podsIn('databases', { app: 'postgres' }), [5432])];
  expect(
    one(
      rendered((chart) => newRelease(chart, { egress })),
      'NetworkPolicy',
    ).spec.egress[0].to,
  ).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } },
      podSelector: { matchLabels: { app: 'postgres' } },
    },
  ]);
});
