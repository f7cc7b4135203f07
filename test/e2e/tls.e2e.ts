import { type Chart, Duration } from 'cdk8s';
import {
  Distribution,
  DistributionCertificate,
  ElixirRelease,
  KubernetesTarget,
  PhoenixService,
  ReleaseCommand,
  ReleaseJob,
} from 'cdk8s-elixir';
import { apply } from './support/apply';
import {
  authorities,
  certificate,
  renewed,
  signing,
  withoutCertManager,
  withoutPodCertificates,
} from './support/authorities';
import { check } from './support/check';
import { cluster, HELLO, IMAGE, LITTLE, web, worker } from './support/hello';
import { ended, jobPods } from './support/job-pods';
import { KUBECTL, kubectl } from './support/kubectl';
import { logged, nodedowns } from './support/log';
import { byRpc, isWhole, whole } from './support/mesh';
import { exec, pods, rpc } from './support/pods';
import { onTerminal } from './support/run';
import { strategy } from './support/strategies';
import { after, stopwatch, until } from './support/until';

const issued = () => Distribution.tls({ certificate: DistributionCertificate.issuer('authority') });
const ofSecret = (name: string) => Distribution.tls({ certificate: DistributionCertificate.secret(name) });

/** Protocol and certificate that a node serves, as another one is served it. */
const served = (ip: string) => `
[certificate, key] = if File.exists?("/etc/erlang-tls/tls.pem"), do: ["tls.pem", "tls.pem"], else: ["tls.crt", "tls.key"]
own = [certfile: "/etc/erlang-tls/#{certificate}", keyfile: "/etc/erlang-tls/#{key}"]
{:ok, socket} = :ssl.connect(~c"${ip}", 4370, [verify: :verify_none] ++ own, 5_000)
{:ok, [protocol: protocol]} = :ssl.connection_information(socket, [:protocol])
{:ok, certificate} = :ssl.peercert(socket)
IO.puts("#{protocol} #{Base.encode16(:crypto.hash(:sha256, certificate))}")
`;

/** What a node answers, without TLS, to the first message of a node: its own name, where it talks to it. */
const answer = (ip: string) => `
{:ok, socket} = :gen_tcp.connect(~c"${ip}", 4370, [:binary, active: false])
flags = elem(:erts_internal.get_dflags(), 1)
name = "reads@127.0.0.1"
message = <<"N", flags::64, 1::32, byte_size(name)::16, name::binary>>
:ok = :gen_tcp.send(socket, <<byte_size(message)::16, message::binary>>)
read = fn read, all ->
  case :gen_tcp.recv(socket, 0, 3_000) do
    {:ok, more} -> read.(read, all <> more)
    _ -> all
  end
end
IO.puts(Base.encode64(read.(read, "")))
`;

const inClear = (read: string) => Buffer.from(read, 'base64').toString('latin1');

check('three pods become one cluster over TLS, which `rpc`, `remote` and a job by rpc reach', async (t) => {
  const missing = await withoutCertManager();
  if (missing) return t.skip(missing, 'one cluster over TLS');
  const namespace = await t.namespace();
  await authorities(namespace, 'authority');
  const clock = stopwatch();
  await apply(namespace, (chart) => {
    const all = cluster(chart, { distribution: issued() });
    new PhoenixService(chart, 'web', web(all));
    const run = ReleaseCommand.rpc('IO.puts("asked of #{node()}")');
    new ReleaseJob(chart, 'asks', { image: IMAGE, script: HELLO, cluster: all, resources: LITTLE, run });
  });
  const { pods: members, seconds } = await whole(namespace, ['web'], 3, 60, clock);
  t.atMost(seconds, 60, 's', 'from `kubectl apply` to one cluster of three over TLS, the certificate included');
  const [first, second] = members;

  const views = await Promise.all(members.map(({ name }) => byRpc(namespace, name)));
  t.exactly(isWhole(views) ? 3 : 0, 3, '', 'pods in which `rpc` lists the two others, over TLS');
  const shell = `${KUBECTL} -n ${namespace} exec -it ${first.name} -- ${HELLO} remote`;
  const there = new RegExp(`attached to hello@${first.ip}`);
  const shown = await onTerminal(shell, /iex\(/, 'IO.puts("attached to #{node()}")', there, 30);
  t.exactly(there.test(shown) ? 'attached' : 'not attached', 'attached', '', '`bin/hello remote` over TLS');
  t.exactly(await ended(namespace, 'asks'), 'Complete', '', 'job that asks a member by rpc, over TLS');
  const [pod] = await jobPods(namespace, 'asks');
  const said = await kubectl(['-n', namespace, 'logs', pod.metadata.name]);
  const asked = members.some(({ ip }) => said.includes(`asked of hello@${ip}`));
  t.exactly(asked ? 'a member' : said, 'a member', '', 'who evaluated it');

  const [protocol] = (await rpc(namespace, first.name, served(second.ip))).split(' ');
  t.exactly(protocol, 'tlsv1.3', '', 'protocol on the port of the distribution');
  const read = inClear(await rpc(namespace, first.name, answer(second.ip)));
  t.exactly(read.charCodeAt(0), 21, '', 'first byte on the port, for who talks without TLS: an alert of TLS');
  t.exactly(read.includes('hello@') ? 'in clear' : 'none', 'none', '', 'name of the node on the port');

  const plain = await t.namespace();
  await apply(plain, (chart) => new PhoenixService(chart, 'web', web(cluster(chart))));
  const { pods: others } = await whole(plain, ['web'], 3);
  const open = inClear(await rpc(plain, others[0].name, answer(others[1].ip)));
  t.exactly(open.includes(`hello@${others[1].ip}`) ? 'in clear' : 'none', 'in clear', '', 'name of a node without TLS');
});

/** An option file without a certificate to show. */
const WITHOUT_CERTIFICATE = `[
 {server, [{verify, verify_peer}, {fail_if_no_peer_cert, true}, {cacertfile, "/etc/erlang-tls/ca.crt"}]},
 {client, [{verify, verify_peer}, {cacertfile, "/etc/erlang-tls/ca.crt"},
  {customize_hostname_check, [{match_fun, fun erlang:'/='/2}]}]}
].
`;

check(
  'nodes with stable names: who has no certificate of the authority is refused, and who has one is not',
  async (t) => {
    const missing = await withoutCertManager();
    if (missing) return t.skip(missing, 'nodes without a certificate of the authority');
    const namespace = await t.namespace();
    await authorities(namespace, 'authority', 'another');
    await certificate(namespace, 'right', 'authority');
    await certificate(namespace, 'other', 'another');
    const { discovery, told, stableNames } = strategy('kubernetesDnsSrv');
    const stable = { stableNames, replicas: 3, env: { DISCOVERY: told } };
    const member = (name: string, distribution: Distribution | undefined, others: object) => (chart: Chart) => {
      const all = cluster(chart, { distribution, discovery });
      new ElixirRelease(chart, name, worker(all, { ...stable, ...others }));
    };
    await apply(namespace, member('members', ofSecret('right'), {}));
    const { pods: members } = await whole(namespace, ['members'], 3);
    const clock = stopwatch();

    const one = { replicas: 1 };
    const strangers: { readonly [name: string]: (chart: Chart) => void } = {
      plain: member('plain', undefined, one),
      'no-certificate': member('no-certificate', ofSecret('right'), {
        ...one,
        overrides: { vmArgs: { data: { 'ssl_dist.conf': WITHOUT_CERTIFICATE } } },
      }),
      'another-authority': member('another-authority', ofSecret('other'), one),
    };
    for (const build of Object.values(strangers)) await apply(namespace, build);
    const started = await until('all strangers run', 60, async () => {
      const all = (await Promise.all(Object.keys(strangers).map((name) => pods(namespace, name)))).flat();
      return all.length === 3 && all.every(({ container }) => container.started) && all;
    });
    await after(15); // two look-ups of every side
    for (const { name } of started) {
      const found = await exec(
        namespace,
        name,
        HELLO,
        'rpc',
        'IO.puts(length(Node.list(:connected) -- [node()]))',
      ).catch(() => 'no answer: its own shell has no certificate either');
      const expected = name.startsWith('no-certificate') ? 'no answer: its own shell has no certificate either' : '1';
      t.exactly(found.trim(), expected, '', `nodes that ${name} is connected to, its own shell among them`);
    }
    const views = await Promise.all(members.map(({ name }) => byRpc(namespace, name)));
    t.exactly(isWhole(views) ? 3 : 0, 3, '', 'nodes that see the members alone');
    const refusals = await logged(namespace, members, /ALERT: Fatal/, clock());
    t.atLeast(refusals, 3, 'lines', 'refusals in the logs of the members');
    t.exactly(await nodedowns(namespace, members, clock()), 0, '', 'connections that members lost beside them');

    await apply(namespace, member('stranger', ofSecret('right'), one));
    const { seconds } = await whole(namespace, ['members', 'stranger'], 4);
    t.atMost(seconds, 60, 's', 'until a node with a certificate of the authority is let in');
  },
);

check.beside('a renewed certificate is served without a restart, and nobody is disconnected', async (t) => {
  const missing = await withoutCertManager();
  if (missing) return t.skip(missing, 'a renewed certificate');
  const namespace = await t.namespace();
  await authorities(namespace, 'authority');
  const times = { duration: Duration.hours(1), renewBefore: Duration.seconds(3570) };
  const distribution = Distribution.tls({ certificate: DistributionCertificate.issuer('authority', times) });
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart, { distribution }))));
  const { pods: members } = await whole(namespace, ['web'], 3);
  const clock = stopwatch();
  const [asks, serves, goes] = members;
  const before = await rpc(namespace, asks.name, served(serves.ip));
  await renewed(namespace, 'hello-distribution-tls', 1, 90);
  const renewal = stopwatch();
  await until('the new certificate is served', 260, async () => {
    return (await rpc(namespace, asks.name, served(serves.ip))) !== before;
  });
  t.atMost(renewal(), 260, 's', 'from the renewal until a running node serves the new certificate');
  t.exactly(await nodedowns(namespace, members, clock()), 0, '', 'connections that were lost by then');
  const now = await pods(namespace, 'web');
  t.exactly(now.filter(({ container }) => container.restartCount > 0).length, 0, '', 'containers that restarted');
  await kubectl(['-n', namespace, 'delete', 'pod', goes.name, '--wait=false']);
  const { seconds } = await whole(namespace, ['web'], 3);
  t.atMost(seconds, 60, 's', 'until a new pod is in the cluster, with the new certificate');
});

check.beside('pods with certificates of their own, asked of a signer by the kubelet, become one cluster', async (t) => {
  const missing = await withoutPodCertificates();
  if (missing) return t.skip(missing, 'certificates of pods');
  const namespace = await t.namespace();
  const signer = `e2e.example/${namespace}`;
  const distribution = Distribution.tls({ certificate: DistributionCertificate.podCertificates(signer) });
  const signed = await signing(namespace, signer, async () => {
    await apply(namespace, (chart) => {
      KubernetesTarget.set(chart, { version: '1.37' });
      new PhoenixService(chart, 'web', web(cluster(chart, { distribution })));
    });
    const { pods: members, seconds } = await whole(namespace, ['web'], 3, 90);
    t.atMost(seconds, 90, 's', 'from `kubectl apply` to one cluster of three, each with a certificate of its own');
    const [first, second, third] = members;
    const [one, other] = await Promise.all([second, third].map(({ ip }) => rpc(namespace, first.name, served(ip))));
    t.exactly(one === other ? 'one' : 'two', 'two', '', 'certificates of two pods');
  });
  t.exactly(signed, 3, '', 'certificates that were asked for');
});
