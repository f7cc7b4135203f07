// Nodes that talk TLS, and nodes of one cluster that do not agree whether they do.
import { detailsOf } from '../support/findings';
import { ARGUMENTS, HEADLESS, MEMBER, member, object, POLICY, REMOTE_ARGUMENTS } from '../support/member';

const PATH = '/etc/erlang/ssl_dist.conf';
const LINES = `-proto_dist inet_tls\n-ssl_dist_optfile ${PATH}\n`;
const OPTIONS = `[{server, [{certfile, "/etc/erlang-tls/tls.crt"}, {verify, verify_peer}, {fail_if_no_peer_cert, true}]}].`;
const SECRET = { secretName: 'dist', items: [{ key: 'tls.crt', path: 'tls.crt' }] };

const files = (data: object, name = 'chat-vm') => object('v1', 'ConfigMap', name, { data });
const GOOD_FILES = {
  'vm.args': `${ARGUMENTS}${LINES}`,
  'remote.vm.args': `${REMOTE_ARGUMENTS}${LINES}`,
  'ssl_dist.conf': OPTIONS,
};

/** A member with a volume of its certificate. */
function withCertificate(source: object = { secret: SECRET }, mount: object = { mountPath: '/etc/erlang-tls' }) {
  const made = member();
  const { spec } = made.spec.template as any;
  spec.volumes.push({ name: 'tls', ...source });
  spec.containers[0].volumeMounts.push({ name: 'tls', ...mount });
  return made;
}

describe('what TLS needs', () => {
  const found = (data: object, made: object = withCertificate()) =>
    detailsOf('beam/distribution-tls')(made, HEADLESS, POLICY, files({ ...GOOD_FILES, ...data })).map(
      ([property, value, involved]) => {
        expect(involved).toEqual(['Deployment/chat']);
        return [property, value];
      },
    );

  test('is there', () => {
    expect(found({})).toEqual([]);
    expect(found({}, withCertificate({ secret: { secretName: 'dist' } }))).toEqual([]);
    expect(found({}, withCertificate({ csi: { driver: 'spiffe.csi.cert-manager.io' } }))).toEqual([]);
    expect(found({}, withCertificate({ configMap: { name: 'elsewhere' } }))).toEqual([]);
    const single = { mountPath: '/etc/erlang-tls/tls.crt', subPath: 'tls.crt' };
    expect(found({}, withCertificate({ secret: SECRET }, single))).toEqual([]);
  });

  test('is not asked of nodes without TLS, or of options given one by one', () => {
    expect(found({ 'vm.args': ARGUMENTS, 'remote.vm.args': REMOTE_ARGUMENTS }, member())).toEqual([]);
    const single = { 'vm.args': '-proto_dist inet_tls\n-ssl_dist_opt server_certfile a\n' };
    expect(found({ ...single, 'remote.vm.args': REMOTE_ARGUMENTS }, member())).toEqual([]);
  });

  test.each<[string, object, object, string, string]>([
    [
      'no option file named',
      { 'vm.args': `${ARGUMENTS}-proto_dist inet6_tls\n` },
      withCertificate(),
      'vm.args',
      '-proto_dist inet_tls without -ssl_dist_optfile',
    ],
    [
      'no option file in the ConfigMap',
      { 'ssl_dist.conf': undefined },
      withCertificate(),
      'vm.args, -ssl_dist_optfile',
      PATH,
    ],
    [
      'another option file for remote shells',
      { 'remote.vm.args': `${REMOTE_ARGUMENTS}${LINES.replace('ssl_dist.conf', 'other.conf')}` },
      withCertificate(),
      'remote.vm.args, -ssl_dist_optfile',
      '/etc/erlang/other.conf',
    ],
    [
      'nothing mounted where the option file is',
      { 'vm.args': `${ARGUMENTS}${LINES.replace('/etc/erlang/', '/opt/')}` },
      withCertificate(),
      'vm.args, -ssl_dist_optfile',
      '/opt/ssl_dist.conf',
    ],
    ['no volume of the certificate', {}, member(), `${PATH}, certfile`, '/etc/erlang-tls/tls.crt'],
    [
      'a volume without its key',
      {},
      withCertificate({ secret: { ...SECRET, items: [{ key: 'tls.crt', path: 'other.crt' }] } }),
      `${PATH}, certfile`,
      '/etc/erlang-tls/tls.crt',
    ],
    [
      'a ConfigMap without it',
      {},
      withCertificate({ configMap: { name: 'chat-vm' } }),
      `${PATH}, certfile`,
      '/etc/erlang-tls/tls.crt',
    ],
    [
      'a mount of another volume',
      {},
      withCertificate({ secret: SECRET }, { mountPath: '/etc/erlang-tls-old/' }),
      `${PATH}, certfile`,
      '/etc/erlang-tls/tls.crt',
    ],
    [
      'nobody asked for a certificate',
      { 'ssl_dist.conf': OPTIONS.replace('{fail_if_no_peer_cert, true}', '{fail_if_no_peer_cert, false}') },
      withCertificate(),
      PATH,
      'without {verify, verify_peer} or {fail_if_no_peer_cert, true}',
    ],
    [
      'nobody verified, but in a comment',
      { 'ssl_dist.conf': `% {verify, verify_peer}\n${OPTIONS.replace('verify_peer', 'verify_none')}` },
      withCertificate(),
      PATH,
      'without {verify, verify_peer} or {fail_if_no_peer_cert, true}',
    ],
  ])('is missed: %s', (_, data, made, property, value) => {
    expect(found(data, made)).toEqual([[property, value]]);
  });
});

describe('what TLS needs, in each file', () => {
  const about = (data: object, made: object = withCertificate()) =>
    detailsOf('beam/distribution-tls')(made, HEADLESS, POLICY, files(data)).map(([property]) => property);
  const START = { 'vm.args': `${ARGUMENTS}${LINES}`, 'ssl_dist.conf': OPTIONS };
  const BARE = '-proto_dist inet_tls\n';

  test('is looked for in remote.vm.args where vm.args has it, or has no TLS', () => {
    const remote = ['remote.vm.args'];
    expect(about({ ...START, 'remote.vm.args': BARE })).toEqual(remote);
    expect(about({ 'vm.args': ARGUMENTS, 'remote.vm.args': BARE })).toEqual(remote);
    expect(about({ 'remote.vm.args': BARE })).toEqual(remote);
    expect(about({ 'vm.args': BARE, 'remote.vm.args': BARE })).toEqual(['vm.args', 'remote.vm.args']);
    const secret = LINES.replace(PATH, '/etc/erlang-tls/tls.crt');
    expect(about({ 'vm.args': secret, 'remote.vm.args': BARE })).toEqual(remote);
  });

  test('is said once of what both files name', () => {
    const gone = LINES.replace('ssl_dist.conf', 'gone.conf');
    expect(about({ 'vm.args': gone, 'remote.vm.args': gone })).toEqual(['vm.args, -ssl_dist_optfile']);
  });

  test.each([
    ['without blanks', (text: string) => text.replaceAll(', ', ',')],
    ['with blanks before commas', (text: string) => text.replaceAll(',', ' ,')],
  ])('is read %s', (_, change) => {
    const found = (options: string, made?: object) => about({ ...START, 'ssl_dist.conf': change(options) }, made);
    expect(found(OPTIONS)).toEqual([]);
    expect(found(OPTIONS, member())).toEqual([`${PATH}, certfile`]);
  });

  test('is not asked of who runs no release', () => {
    const made = withCertificate() as any;
    made.spec.template.spec.containers[0].env = [];
    expect(about({ 'vm.args': BARE }, made)).toEqual([]);
  });
});

describe('the protocol', () => {
  const named = (made: any, name: string, vm: string) => {
    made.metadata = { name, namespace: 'chat' };
    made.spec.template.spec.volumes[0].configMap = { name: vm };
    return made;
  };
  const found = (...documents: object[]) =>
    detailsOf('beam/distribution-protocol')(HEADLESS, POLICY, ...documents).map(([property, value]) => [
      property,
      value,
    ]);
  const TLS = files(GOOD_FILES);
  const plain = files({ 'vm.args': ARGUMENTS, 'remote.vm.args': REMOTE_ARGUMENTS }, 'plain-vm');

  test('is one', () => {
    expect(found(withCertificate(), TLS)).toEqual([]);
    expect(found(withCertificate(), named(withCertificate(), 'other', 'chat-vm'), TLS)).toEqual([]);
  });

  test('differs between two members', () => {
    expect(found(withCertificate(), named(member(), 'other', 'plain-vm'), TLS, plain)).toEqual([
      ['vm.args, -proto_dist', 'inet_tcp'],
    ]);
  });

  test('is told with the other node, and both files', () => {
    const other = named(member(), 'other', 'plain-vm');
    expect(detailsOf('beam/distribution-protocol')(withCertificate(), other, TLS, plain)).toEqual([
      ['vm.args, -proto_dist', 'inet_tcp', ['Deployment/other', 'ConfigMap/chat-vm', 'Deployment/chat']],
    ]);
    expect(found(withCertificate(), other, TLS, files({ 'vm.args': ARGUMENTS }, 'plain-vm'))).toHaveLength(1);
    const remote = files({ 'remote.vm.args': REMOTE_ARGUMENTS }, 'plain-vm');
    expect(found(withCertificate(), other, TLS, remote)).toEqual([['remote.vm.args, -proto_dist', 'inet_tcp']]);
  });

  test('differs between a member and a job that joins', () => {
    const labels = { 'cdk8s-elixir/joins': MEMBER['cdk8s-elixir/cluster'] };
    const { spec } = named(member(), 'job', 'plain-vm').spec.template;
    const job = object('batch/v1', 'Job', 'job', { spec: { template: { metadata: { labels }, spec } } });
    expect(found(withCertificate(), job, TLS, plain)).toEqual([['vm.args, -proto_dist', 'inet_tcp']]);
  });

  test('differs between a node and its remote shells', () => {
    const data = { ...GOOD_FILES, 'remote.vm.args': REMOTE_ARGUMENTS };
    expect(found(withCertificate(), files(data))).toEqual([['remote.vm.args, -proto_dist', 'inet_tcp']]);
  });

  test('is not known where a variable says it, or no file is seen', () => {
    const env = [{ name: 'ERL_AFLAGS', value: '-proto_dist inet_tls' }];
    expect(found(withCertificate(), named(member({ env }), 'other', 'plain-vm'), TLS, plain)).toEqual([]);
    expect(found(withCertificate(), named(member(), 'other', 'not-there'), TLS)).toEqual([]);
  });

  test('is that of each cluster', () => {
    const other = named(member(), 'other', 'plain-vm');
    other.spec.template.metadata.labels = { ...MEMBER, 'cdk8s-elixir/cluster': 'other' };
    expect(found(withCertificate(), other, TLS, plain)).toEqual([]);
    const elsewhere = { ...plain, metadata: { name: 'plain-vm', namespace: 'b' } };
    const far = named(member(), 'other', 'plain-vm');
    expect(found(withCertificate(), { ...far, metadata: elsewhere.metadata }, TLS, elsewhere)).toEqual([]);
    const alone = named(member(), 'other', 'plain-vm');
    alone.spec.template.metadata.labels = { app: 'chat' };
    expect(found(alone, named(withCertificate(), 'third', 'chat-vm'), TLS, plain)).toEqual([]);
    const third = named(withCertificate(), 'third', 'chat-vm');
    third.spec.template.metadata.labels = { app: 'chat' };
    expect(found(alone, third, TLS, plain)).toEqual([]);
    expect(found(withCertificate(), files({ 'vm.args': LINES }))).toEqual([]);
  });
});
