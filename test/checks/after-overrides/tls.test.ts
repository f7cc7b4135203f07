import { Distribution, DistributionCertificate } from 'cdk8s-elixir';
import { GONE, type Override, ofContainer, ofFiles, ofPod, type Refused, refuses } from '../../support/overridden';

const distribution = Distribution.tls({ certificate: DistributionCertificate.issuer('authority') });
const overTls = (override: Override): Override => ({ ...override, cluster: { distribution } });
const PLAIN = '-start_epmd false\n-erl_epmd_port 4370\n';

const TABLE: readonly Refused[] = [
  [
    'a member without TLS among others',
    overTls(ofFiles({ 'vm.args': PLAIN, 'remote.vm.args': `${PLAIN}-dist_listen false\n` })),
    'vm.args, -proto_dist',
    'on the ErlangCluster',
  ],
  [
    'a member with TLS among others',
    ofFiles({ 'vm.args': `${PLAIN}-proto_dist inet_tls\n` }),
    'vm.args, -proto_dist',
    'on the ErlangCluster',
  ],
  ['no option file', overTls(ofFiles({ 'ssl_dist.conf': null })), 'vm.args, -ssl_dist_optfile', 'remove the override'],
  [
    'an option file that lets everybody in',
    overTls(ofFiles({ 'ssl_dist.conf': '[{server, [{certfile, "/etc/erlang-tls/tls.crt"}]}].' })),
    '/etc/erlang/ssl_dist.conf',
    'remove the override',
  ],
  [
    'the certificate not mounted',
    overTls(ofContainer({ volumeMounts: [{ mountPath: '/etc/erlang-tls', ...GONE }] })),
    'certfile',
    'of the mount',
  ],
  [
    'a key of the certificate left out',
    overTls(
      ofPod({
        volumes: [
          { name: 'distribution-tls', secret: { items: [{ $patch: 'replace' }, { key: 'tls.crt', path: 'tls.crt' }] } },
        ],
      }),
    ),
    'keyfile',
    'of the volume',
  ],
];

refuses(TABLE);
