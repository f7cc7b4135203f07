import { Duration } from 'cdk8s';
import {
  Distribution,
  DistributionCertificate,
  ElixirRelease,
  KubernetesTarget,
  ReleaseCommand,
  RequiredSecrets,
  Runners,
} from 'cdk8s-elixir';
import {
  argumentFiles,
  container,
  IMAGE,
  jobContainer,
  jobSpec,
  newChart,
  newCluster,
  newJob,
  newRelease,
  one,
  pod,
  rendered,
  synth,
} from '../support/subjects';

const tls = (certificate: DistributionCertificate, ports?: Distribution) => Distribution.tls({ certificate, ports });
const ISSUED = tls(DistributionCertificate.issuer('authority'));
const member = (distribution: Distribution, ipv6?: boolean) =>
  rendered((chart) => newRelease(chart, { cluster: newCluster(chart, { distribution, ipv6 }) }));
const MOUNT = { name: 'distribution-tls', mountPath: '/etc/erlang-tls', readOnly: true };
const certificateOf = (manifests: any[]) => pod(manifests).volumes.find(({ name }: any) => name === MOUNT.name);

test('the whole Certificate', () => {
  expect(one(member(ISSUED), 'Certificate')).toEqual({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'chat-distribution-tls', namespace: 'chat', labels: { 'app.kubernetes.io/name': 'chat' } },
    spec: {
      secretName: 'chat-distribution-tls',
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'authority' },
      dnsNames: ['chat-nodes'],
      usages: ['digital signature', 'server auth', 'client auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
});

test('a ClusterIssuer, and times', () => {
  const times = { duration: Duration.days(30), renewBefore: Duration.days(10) };
  const { spec } = one(member(tls(DistributionCertificate.clusterIssuer('ca', times))), 'Certificate');
  expect(spec.issuerRef).toEqual({ group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'ca' });
  expect([spec.duration, spec.renewBefore]).toEqual(['2592000s', '864000s']);
});

test('the whole option file', () => {
  expect(argumentFiles(member(ISSUED))['ssl_dist.conf']).toBe(`[
 {server, [
   {certfile, "/etc/erlang-tls/tls.crt"},
   {keyfile, "/etc/erlang-tls/tls.key"},
   {cacertfile, "/etc/erlang-tls/ca.crt"},
   {verify, verify_peer},
   {versions, ['tlsv1.3']},
   {fail_if_no_peer_cert, true}
 ]},
 {client, [
   {certfile, "/etc/erlang-tls/tls.crt"},
   {keyfile, "/etc/erlang-tls/tls.key"},
   {cacertfile, "/etc/erlang-tls/ca.crt"},
   {verify, verify_peer},
   {versions, ['tlsv1.3']},
   {customize_hostname_check, [{match_fun, fun erlang:'/='/2}]}
 ]}
].
`);
});

test.each([
  ['one port', undefined, false, '-proto_dist inet_tls', '-erl_epmd_port 4370'],
  ['epmd', Distribution.epmd(), false, '-proto_dist inet_tls', 'inet_dist_listen_min 9100'],
  ['IPv6', undefined, true, '-proto_dist inet6_tls', '-erl_epmd_port 4370'],
])('both argument files name the protocol and the option file: %s', (_, ports, ipv6, protocol, port) => {
  const files = argumentFiles(member(tls(DistributionCertificate.secret('dist'), ports), ipv6));
  for (const file of [files['vm.args'], files['remote.vm.args']]) {
    expect(file).toContain(`${protocol}\n-ssl_dist_optfile /etc/erlang/ssl_dist.conf\n`);
    expect(file).toContain(port);
  }
});

test('the certificate is mounted read-only, each key by name, for the group of the pod', () => {
  for (const [distribution, secretName] of [
    [ISSUED, 'chat-distribution-tls'],
    [tls(DistributionCertificate.secret('dist')), 'dist'],
  ] as const) {
    const manifests = member(distribution);
    const items = ['tls.crt', 'tls.key', 'ca.crt'].map((key) => ({ key, path: key }));
    expect(certificateOf(manifests)).toEqual({ name: MOUNT.name, secret: { secretName, items, defaultMode: 0o440 } });
    expect(container(manifests).volumeMounts).toContainEqual(MOUNT);
    expect(pod(manifests).securityContext.fsGroup).toBe(65534);
  }
});

test('a pod has a certificate of its own, and the authority of its signer', () => {
  const signerName = 'acme.example/distribution';
  const chart = newChart();
  KubernetesTarget.set(chart, { version: '1.37' });
  const cluster = newCluster(chart, { distribution: tls(DistributionCertificate.podCertificates(signerName)) });
  newRelease(chart, { cluster });
  const manifests = synth(chart);
  expect(cluster.certificate).toBeUndefined();
  expect(certificateOf(manifests).projected).toEqual({
    defaultMode: 0o440,
    sources: [
      { podCertificate: { signerName, keyType: 'ECDSAP256', credentialBundlePath: 'tls.pem' } },
      { clusterTrustBundle: { signerName, labelSelector: {}, path: 'ca.crt' } },
    ],
  });
  const options = argumentFiles(manifests)['ssl_dist.conf'];
  expect(options).toContain('{certfile, "/etc/erlang-tls/tls.pem"}');
  expect(options).toContain('{keyfile, "/etc/erlang-tls/tls.pem"}');
});

test('a job that joins has the certificate, and others have not', () => {
  const job = (run: ReleaseCommand) =>
    rendered((chart) => newJob(chart, { cluster: newCluster(chart, { distribution: ISSUED }), run }));
  const joins = job(ReleaseCommand.rpc('Chat.Cache.rebuild()'));
  expect(jobContainer(joins).volumeMounts).toContainEqual(MOUNT);
  const { configMap } = jobSpec(joins).template.spec.volumes.find(({ name }: any) => name === 'vm-args');
  const { data } = one(joins, 'ConfigMap', configMap.name);
  expect(data['vm.args']).toContain('-proto_dist inet_tls\n');
  expect(data).toHaveProperty(['ssl_dist.conf']);
  const alone = job(ReleaseCommand.eval('Chat.prune()'));
  expect(jobContainer(alone).volumeMounts).not.toContainEqual(MOUNT);
  expect(one(alone, 'ConfigMap').data['vm.args']).not.toContain('tls');
});

test('runners have the certificate of the cluster', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart, { distribution: ISSUED });
    newRelease(chart, { cluster, script: '/app/bin/chat', runners: Runners.flame({ max: 1 }) });
  });
  const template = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && /runners/.test(metadata.name));
  const { spec } = JSON.parse(Object.values<string>(template.data)[0]);
  expect(spec.containers[0].volumeMounts).toContainEqual(MOUNT);
  expect(spec.volumes).toContainEqual(certificateOf(manifests));
});

test('without TLS there is neither a Certificate nor a file or a mount of it', () => {
  const manifests = member(Distribution.singlePort());
  expect(JSON.stringify(manifests)).not.toMatch(/tls|ssl|Certificate/);
});

test('the Secret that cert-manager makes is not required, one that it does not make is, with its keys', () => {
  const required = (distribution: Distribution) => {
    const chart = newChart();
    newRelease(chart, { cluster: newCluster(chart, { distribution }) });
    return RequiredSecrets.of(chart).map(({ name, keys }) => `${name} ${keys}`);
  };
  expect(required(ISSUED)).toEqual(['chat RELEASE_COOKIE']);
  const existing = required(tls(DistributionCertificate.secret('dist')));
  expect(existing).toEqual(['chat RELEASE_COOKIE', 'dist ca.crt,tls.crt,tls.key']);
});

test('it is a part of the cluster, whose overrides reach it', () => {
  const overrides = { certificate: { spec: { issuerRef: { group: 'awspca.cert-manager.io', kind: 'AWSPCAIssuer' } } } };
  const chart = newChart();
  const cluster = newCluster(chart, { distribution: ISSUED, overrides });
  new ElixirRelease(chart, 'web', { image: IMAGE, cluster });
  expect(cluster.certificate?.toJson().spec.issuerRef).toEqual({
    group: 'awspca.cert-manager.io',
    kind: 'AWSPCAIssuer',
    name: 'authority',
  });
});
