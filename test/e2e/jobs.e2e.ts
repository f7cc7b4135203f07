import { createHash } from 'node:crypto';
import type { Chart } from 'cdk8s';
import {
  ConfigBundle,
  Distribution,
  ExistingSecret,
  PhoenixService,
  Release,
  ReleaseCommand,
  ReleaseCronJob,
  ReleaseJob,
} from 'cdk8s-elixir';
import { ConcurrencyPolicy } from 'cdk8s-plus-27';
import { parseAllDocuments } from 'yaml';
import { apply } from './support/apply';
import { check } from './support/check';
import { scan } from './support/client';
import { rows, withDatabase } from './support/database';
import { removePolicies } from './support/faults';
import { endpoints, resolved, withoutJoining } from './support/found';
import { cluster, IMAGE, LITTLE, render, secret } from './support/hello';
import { ended, jobPods, jobs, lastEnd } from './support/job-pods';
import { kubectl } from './support/kubectl';
import { view, whole } from './support/mesh';
import { SECRET } from './support/namespace';
import { exec } from './support/pods';
import { connection } from './support/reach';
import { strategy } from './support/strategies';
import { after, stopwatch, until } from './support/until';

/** What a command sees of its release; of secrets only a hash. It listens where nodes do, and goes on until it is told to end. */
const LOOKS = `
hash = fn name -> :crypto.hash(:sha256, System.fetch_env!(name)) |> Base.encode16(case: :lower) end
file = Path.join(System.fetch_env!("RELEASE_TMP"), "end")
for port <- [4000, 4370], do: {:ok, _} = :gen_tcp.listen(port, [])
IO.puts(Hello.Json.encode(%{
  node: node(),
  distribution: System.get_env("RELEASE_DISTRIBUTION"),
  serves: System.get_env("PHX_SERVER"),
  greeting: System.get_env("GREETING"),
  motd: File.read!("/etc/app/motd.txt"),
  role: System.get_env("ROLE"),
  token: hash.("API_TOKEN"),
  base: hash.("SECRET_KEY_BASE")
}))
wait = fn wait -> File.exists?(file) || (Process.sleep(200) && wait.(wait)) end
wait.(wait)
`;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

check.beside(
  'a command runs once, with what its release has, and nobody finds or reaches it while it runs',
  async (t) => {
    const namespace = await t.namespace();
    await apply(namespace, (chart) => {
      const config = new ConfigBundle(chart, 'config', {
        values: { GREETING: 'one' },
        files: { 'motd.txt': 'two' },
        variables: { API_TOKEN: secret.key('OTHER_COOKIE') },
      });
      const secretKeyBase = secret.key('SECRET_KEY_BASE');
      const shared = {
        image: IMAGE,
        cluster: cluster(chart),
        config: [config],
        secretKeyBase,
        resources: LITTLE,
        env: { ROLE: 'all' },
      };
      const release = Release.of(shared);
      new PhoenixService(chart, 'web', { release, replicas: 2, host: 'chat.example.com' });
      new ReleaseJob(chart, 'look', { release, run: ReleaseCommand.eval(LOOKS), env: { ROLE: 'look' } });
    });
    const { pods: members } = await whole(namespace, ['web'], 2);
    const [{ name: member }] = members;
    const job = await until('the command runs', 60, async () => {
      const [pod] = await jobPods(namespace, 'look');
      return pod.status.phase === 'Running' && { name: pod.metadata.name, ip: pod.status.podIP };
    });
    const seen = await until('the command says what it sees', 30, async () => {
      return JSON.parse(await kubectl(['-n', namespace, 'logs', job.name]));
    });
    const expected = {
      node: 'nonode@nohost',
      distribution: 'none',
      serves: null,
      greeting: 'one',
      motd: 'two',
      role: 'look',
    };
    for (const [what, value] of Object.entries(expected))
      t.exactly(`${seen[what]}`, `${value}`, '', `of a command: ${what}`);
    const secrets = [seen.token === sha256(SECRET.OTHER_COOKIE), seen.base === sha256(SECRET.SECRET_KEY_BASE)];
    t.exactly(secrets.filter(Boolean).length, 2, '', 'of a command: of 2 Secrets, those it has the value of');

    const among = (addresses: readonly string[]) => addresses.filter((address) => address === job.ip).length;
    const found = await endpoints(namespace);
    t.exactly(among(found), 0, '', 'addresses of a command in EndpointSlices');
    t.exactly(
      members.filter(({ ip }) => found.includes(ip)).length,
      2,
      '',
      'of 2 members whose address is in EndpointSlices',
    );
    const answers = await resolved(namespace, member);
    t.exactly(among(answers), 0, '', 'addresses of a command in answers of the headless Service');
    t.exactly(answers.length, 2, '', 'of 2 members whose address is in answers of the headless Service');
    const views = await Promise.all(members.map((pod) => view(namespace, pod)));
    const nodes = views.flatMap((one) => one.nodes).length;
    t.exactly(nodes, 2, 'nodes', 'nodes that 2 members see while a command runs: each the other');

    const tried = await scan(namespace, job.ip, [4000, 4370], { name: 'stranger' });
    for (const port of [4000, 4370]) {
      t.exactly(tried[port], 'timeout', '', `port ${port} of a command, from a stranger`);
      t.exactly(
        await connection(namespace, member, job.ip, port),
        'timeout',
        '',
        `port ${port} of a command, from a member`,
      );
    }
    await removePolicies(namespace);
    for (const port of [4000, 4370]) {
      const open = () => connection(namespace, member, job.ip, port);
      const after = await until('the policies are gone', 20, async () => (await open()) === 'open' && 'open');
      t.exactly(after, 'open', '', `the same port ${port} without the policies`);
    }
    const others = ['app.kubernetes.io/name=web', 'cdk8s-elixir/cluster=hello'];
    await kubectl(['-n', namespace, 'label', 'pod', job.name, ...others]);
    await until('a pod with labels of a member is found', 20, async () => among(await endpoints(namespace)) > 0);
    t.atLeast(
      among(await endpoints(namespace)),
      1,
      '',
      'addresses of the same pod in EndpointSlices, with labels of a member',
    );
    const withLabels = await until('and resolved', 20, async () => {
      return among(await resolved(namespace, member)) || undefined;
    });
    t.exactly(
      withLabels,
      1,
      '',
      'addresses of the same pod in answers of the headless Service, with labels of a member',
    );

    await exec(namespace, job.name, 'sh', '-c', 'touch "$RELEASE_TMP/end"');
    t.exactly(await ended(namespace, 'look'), 'Complete', '', 'end of a command');
    t.exactly((await jobPods(namespace, 'look')).length, 1, '', 'pods of a command');
  },
);

/** What the member that evaluates an expression says of itself and of those that it sees. */
const SAYS = `
IO.puts(Hello.Json.encode(%{node: node(), nodes: Node.list(), hidden: length(Node.list(:hidden))}))
Process.sleep(10_000)
`;

for (const [name, distribution, way, kind] of [
  ['dnsCluster', Distribution.singlePort(), 'one port', {}],
  ['kubernetesDnsSrv', Distribution.epmd(), 'epmd', { stableNames: true }],
] as const) {
  check.beside(`a member evaluates an expression, and counts no node more meanwhile: ${name}, ${way}`, async (t) => {
    const namespace = await t.namespace();
    const { discovery, told } = strategy(name);
    const build = (asks?: string) => (chart: Chart) => {
      const all = cluster(chart, { discovery, distribution });
      const release = Release.of({ image: IMAGE, cluster: all, resources: LITTLE, env: { DISCOVERY: told } });
      const secretKeyBase = secret.key('SECRET_KEY_BASE');
      new PhoenixService(chart, 'web', { release, secretKeyBase, replicas: 2, host: 'chat.example.com', ...kind });
      if (asks) new ReleaseJob(chart, 'ask', { release, backoffLimit: 0, run: ReleaseCommand.rpc(asks) });
    };
    await apply(namespace, build());
    const { pods: members, views } = await whole(namespace, ['web'], 2);
    const clock = stopwatch();
    await apply(namespace, build(SAYS));
    const said = await until('a member says what it sees', 60, async () => {
      const [pod] = await jobPods(namespace, 'ask');
      return JSON.parse(await kubectl(['-n', namespace, 'logs', pod.metadata.name]));
    });
    t.note(clock(), 's', `from apply to the answer of a member: ${name}, ${way}`);
    t.exactly(
      views.filter(({ node }) => node === said.node).length,
      1,
      '',
      `members that evaluate it: ${name}, ${way}`,
    );
    t.exactly(said.hidden, 1, 'nodes', `hidden nodes that it sees, the one that asks: ${name}, ${way}`);
    const nodes = (await Promise.all(members.map((pod) => view(namespace, pod)))).flatMap((one) => one.nodes);
    t.exactly(
      [...nodes, ...said.nodes].length,
      3,
      'nodes',
      `nodes that 2 members see, and the one asked: ${name}, ${way}`,
    );
    t.exactly(await ended(namespace, 'ask'), 'Complete', '', `end of an expression: ${name}, ${way}`);
    await apply(namespace, build('raise "no such state"'));
    const failed = await until('an expression fails', 60, async () => {
      return (await jobPods(namespace, 'ask')).find(({ status }) => status.phase === 'Failed');
    });
    const message = lastEnd(failed.status.containerStatuses[0])?.message ?? '';
    t.exactly(
      message.match(/no such state/)?.[0] ?? message,
      'no such state',
      '',
      `its reason in the status: ${name}, ${way}`,
    );
  });
}

check.beside(
  'without the peer of the policy that lets it in, a command reaches no member, and gives up after a minute',
  async (t) => {
    const namespace = await t.namespace();
    const build = (asks: boolean) => (chart: Chart) => {
      const release = Release.of({ image: IMAGE, cluster: cluster(chart), resources: LITTLE });
      const secretKeyBase = secret.key('SECRET_KEY_BASE');
      new PhoenixService(chart, 'web', { release, secretKeyBase, replicas: 2, host: 'chat.example.com' });
      if (asks) new ReleaseJob(chart, 'ask', { release, backoffLimit: 0, run: ReleaseCommand.rpc(SAYS) });
    };
    await apply(namespace, build(false));
    const { pods: members } = await whole(namespace, ['web'], 2);
    const all = parseAllDocuments(render(namespace, build(true))).map((one) => one.toJS());
    const left = withoutJoining(all);
    t.exactly(left, 1, '', 'peers that let a command join, left out of the policy of the members');
    await kubectl(['apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: all }) });
    const end = await ended(namespace, 'ask', 150);
    t.exactly(end, 'Failed, BackoffLimitExceeded', '', 'end of a command that no policy lets in');
    const [job] = await jobPods(namespace, 'ask');
    const { message, seconds } = lastEnd(job.status.containerStatuses[0]) ?? { message: '', seconds: 0 };
    const told = message.match(/no member of the cluster answered for 60 s/)?.[0] ?? message;
    t.exactly(told, 'no member of the cluster answered for 60 s', '', 'its reason in the status');
    t.atMost(seconds, 90, 's', 'from the start of a command that reaches no member to its end');
    const views = await Promise.all(members.map((pod) => view(namespace, pod)));
    t.exactly(views.flatMap(({ nodes }) => nodes).length, 2, 'nodes', 'nodes that 2 members see: each the other');
  },
);

/** Longer than the time between two runs. */
const LONG = ReleaseCommand.eval('Process.sleep(90_000)');

check.beside('a command of a schedule runs at its times, and not beside the run before', (t) =>
  withDatabase(t, async ({ namespace, url }) => {
    await rows(namespace, url, 'CREATE TABLE runs (pod text NOT NULL, at timestamptz NOT NULL)');
    await apply(namespace, (chart) => {
      const databaseUrl = ExistingSecret.named('database').key('url');
      const release = Release.of({ image: IMAGE, nodeBasename: 'hello', databaseUrl, resources: LITTLE });
      const each = { release, schedule: '* * * * *' };
      new ReleaseCronJob(chart, 'record', { ...each, run: ReleaseCommand.eval('Hello.Release.record_run()') });
      new ReleaseCronJob(chart, 'alone', { ...each, run: LONG });
      new ReleaseCronJob(chart, 'beside', { ...each, run: LONG, concurrencyPolicy: ConcurrencyPolicy.ALLOW });
    });
    const clock = stopwatch();
    await until('a first run', 90, async () => (await jobs(namespace, 'record')).length > 0);
    t.atMost(clock(), 70, 's', 'from apply to the first run of `* * * * *`');
    await until('a second run', 90, async () => (await jobs(namespace, 'beside')).length > 1);
    await after(3);
    const running = async (name: string) => (await jobs(namespace, name)).filter(({ status }) => status.active).length;
    t.exactly(await running('alone'), 1, '', 'runs at once of a command longer than its interval, with Forbid');
    t.exactly(await running('beside'), 2, '', 'runs at once of the same command, with Allow');

    const done = await until('both runs are recorded', 60, async () => {
      const found = await jobPods(namespace, 'record');
      return found.length > 1 && found.every(({ status }) => status.phase === 'Succeeded') && found;
    });
    const recorded = (await rows(namespace, url, 'SELECT pod FROM runs')).flat();
    t.exactly(recorded.length, done.length, '', 'rows of 2 runs or more, as many as runs');
    const named = done.filter(({ metadata }) => recorded.includes(metadata.name)).length;
    t.exactly(named, done.length, '', 'runs whose row has the name of their pod');
  }),
);
