import { Distribution } from 'cdk8s-elixir';
import { argumentFiles, container, newCluster, newRelease, one, rendered } from '../support/subjects';

/** The manifests of a cluster that listens in one way, with one member. */
function clustered(distribution?: Distribution, ipv6?: boolean): any[] {
  return rendered((chart) => newRelease(chart, { cluster: newCluster(chart, { distribution, ipv6 }) }));
}

test('without epmd, nodes listen and dial on one port, and remote shells do not listen', () => {
  const files = argumentFiles(clustered(Distribution.singlePort({ port: 5000 })));
  expect(files['vm.args']).toMatch(/^-start_epmd false\n-erl_epmd_port 5000$/m);
  expect(files['remote.vm.args']).toMatch(/^-start_epmd false\n-erl_epmd_port 5000\n-dist_listen false$/m);
});

test('with epmd, both files have the range, and every port of it is declared', () => {
  const manifests = clustered(Distribution.epmd({ firstPort: 9200, lastPort: 9202 }));
  const range = '-kernel inet_dist_listen_min 9200 inet_dist_listen_max 9202';
  const files = argumentFiles(manifests);
  expect(files['vm.args']).toContain(range);
  expect(files['remote.vm.args']).toContain(range);
  expect(files['vm.args']).not.toContain('-start_epmd');
  const ports = ['epmd 4369', 'dist-9200 9200', 'dist-9201 9201', 'dist-9202 9202'];
  expect(container(manifests).ports.map((port: any) => `${port.name} ${port.containerPort}`)).toEqual(ports);
  expect(one(manifests, 'Service').spec.ports.map((port: any) => `${port.name} ${port.port}`)).toEqual(ports);
});

test('IPv6 reaches both files, every Service and the database', () => {
  const manifests = clustered(undefined, true);
  const files = argumentFiles(manifests);
  expect(files['vm.args']).toContain('-proto_dist inet6_tcp\n');
  expect(files['remote.vm.args']).toContain('-proto_dist inet6_tcp\n');
  expect(one(manifests, 'Service').spec).toMatchObject({ ipFamilies: ['IPv6'], ipFamilyPolicy: 'SingleStack' });
});

test('a node in no cluster listens on loopback only, and its port is declared nowhere', () => {
  const manifests = rendered((chart) => newRelease(chart));
  expect(argumentFiles(manifests)['vm.args']).toContain('-kernel inet_dist_use_interface {127,0,0,1}');
  expect(argumentFiles(manifests)['remote.vm.args']).not.toContain('inet_dist_use_interface');
  expect(container(manifests).ports).toBeUndefined();
  expect(one(manifests, 'NetworkPolicy').spec).toMatchObject({ policyTypes: ['Ingress'] });
  expect(one(manifests, 'NetworkPolicy').spec).not.toHaveProperty('ingress'); // nothing is admitted
});
