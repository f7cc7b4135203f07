import type { Chart } from 'cdk8s';
import { ElixirRelease, PhoenixService, Runners } from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { api } from './support/api';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { scan } from './support/client';
import { endpoints, resolved, withoutJoining } from './support/found';
import { cluster, render, web, worker } from './support/hello';
import { kubectl } from './support/kubectl';
import { byRpc, whole } from './support/mesh';
import { type Pod, pods, rpc } from './support/pods';
import { connection } from './support/reach';
import { stopwatch, until } from './support/until';

/** Pod of a runner, as the node that started it tells of it. */
interface Runner {
  readonly pod: string;
  readonly node: string;
  readonly ip: string;
  readonly account: string;
}

/** What a pod answers that was asked to start a runner, or to have one do something. */
const told = async (namespace: string, pod: string, expression: string): Promise<any> =>
  JSON.parse(await rpc(namespace, pod, `IO.puts(Hello.Json.encode(Hello.Runner.${expression}))`));

/** Two pods that may start so many runners, and one of the same cluster that may not. */
const parents = (max: number) => (chart: Chart) => {
  const all = cluster(chart);
  new PhoenixService(chart, 'web', web(all, { replicas: 2, runners: Runners.flame({ max }) }));
  new ElixirRelease(chart, 'plain', worker(all, { replicas: 1 }));
};

/** Pods of a namespace that are runners. */
async function runnersOf(namespace: string): Promise<Pod[]> {
  return (await pods(namespace)).filter(({ labels }) => labels['cdk8s-elixir/runner'] !== undefined);
}

/** Pods that the budget of a release counts. */
async function counted(namespace: string, name: string): Promise<number> {
  const { body } = await api('GET', `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets/${name}`);
  return body.status.expectedPods;
}

check.beside(
  'a runner is a node of the cluster that nothing selects, and ends with the pod that started it',
  async (t) => {
    const namespace = await t.namespace();
    await apply(namespace, parents(2));
    const { pods: members } = await whole(namespace, ['web', 'plain'], 3);
    const [parent, other] = members.filter(({ name }) => name.startsWith('web'));

    const clock = stopwatch();
    const runner: Runner = await told(namespace, parent.name, 'start()');
    t.exactly(typeof runner.node, 'string', '', `a runner is connected: ${JSON.stringify(runner)}`);
    t.note(clock(), 's', 'from the request for a runner to its connection');
    const report = await told(namespace, parent.name, `call(:"${runner.node}", :report)`);
    const expected = { node: runner.node, runner: true, token: false, template: null, files: true, serves: 'false' };
    for (const [what, value] of Object.entries(expected)) {
      t.exactly(
        `${report[what]}`,
        `${value}`,
        '',
        `of a runner under the Pod Security Standard \`restricted\`: ${what}`,
      );
    }

    const seen = stopwatch();
    const sees = async ({ name }: Pod) => (await byRpc(namespace, name)).nodes.includes(runner.node);
    const all = async () => (await Promise.all(members.map(sees))).filter(Boolean).length;
    t.exactly(
      await until('all members see the runner', 30, async () => (await all()) === members.length && members.length),
      3,
      'members',
      'of 3 members in whose `Node.list` a runner is',
    );
    t.note(seen(), 's', 'until they see it');

    const among = (addresses: readonly string[]) => addresses.filter((address) => address === runner.ip).length;
    const found = await endpoints(namespace);
    t.exactly(among(found), 0, '', 'addresses of a runner in EndpointSlices');
    t.atLeast(members.filter(({ ip }) => found.includes(ip)).length, 3, '', 'of 3 members whose address is in them');
    const answers = await resolved(namespace, parent.name);
    t.exactly(among(answers), 0, '', 'addresses of a runner in answers of the headless Service');
    t.exactly(answers.length, 3, '', 'of 3 members whose address is in these answers');
    t.exactly(await counted(namespace, 'web'), 2, 'pods', 'pods that the budget of 2 counts beside a runner');

    const ports = [4000, 4370];
    const tried = await scan(namespace, runner.ip, ports, { name: 'stranger' });
    for (const port of ports) t.exactly(tried[port], 'timeout', '', `port ${port} of a runner, from a stranger`);
    t.exactly(await connection(namespace, other.name, runner.ip, 4370), 'open', '', 'its port 4370, from a member');

    const second: Runner = await told(namespace, parent.name, 'start()');
    t.exactly(typeof second.node, 'string', '', `a second runner is connected: ${JSON.stringify(second)}`);
    const third = await told(namespace, other.name, 'start()');
    t.exactly(third.status, 403, '', 'status of the answer to a third runner of 2');
    const reason = third.message.match(/exceeded quota: web-runners/)?.[0] ?? third.message;
    t.exactly(reason, 'exceeded quota: web-runners', '', 'its reason');
    await kubectl(['-n', namespace, 'rollout', 'restart', 'deployment/plain']);
    await rolledOut(namespace, 'deployment/plain');
    t.exactly(
      (await runnersOf(namespace)).length,
      2,
      'runners',
      'runners while another release rolls under the full quota',
    );

    const stopped = await told(namespace, parent.name, `stop("${second.pod}")`);
    t.exactly(stopped.deleted, second.pod, '', 'a runner that is deleted through the API');
    await until('it is gone', 60, async () => (await runnersOf(namespace)).length === 1);
    const gone = stopwatch();
    await kubectl(['-n', namespace, 'delete', 'pod', parent.name, '--wait=false']);
    await until('the runner is gone', 120, async () => (await runnersOf(namespace)).length === 0);
    t.atMost(gone(), 60, 's', 'from the deletion of its parent to that of a runner');
  },
);

check.beside('without runners, and without their template or their policy, none starts or joins', async (t) => {
  const namespace = await t.namespace();
  const manifests = parseAllDocuments(render(namespace, parents(2))).map((one) => one.toJS());
  t.atLeast(withoutJoining(manifests), 1, '', 'peers that let runners join, left out of policies');
  const list = { apiVersion: 'v1', kind: 'List', items: manifests };
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(list) });
  const { pods: members } = await whole(namespace, ['web', 'plain'], 3);
  const named = (name: string) => (members.find((one) => one.name.startsWith(name)) as Pod).name;

  const refused = await told(namespace, named('plain'), 'start()');
  t.exactly(refused.status, 403, '', 'status of the answer to a release without runners');
  const copied = await told(namespace, named('web'), 'start(:copy)');
  t.exactly(copied.status, 403, '', 'status of the answer to a runner without the template');
  const why = copied.message.match(/violates PodSecurity "restricted/)?.[0] ?? copied.message;
  t.exactly(why, 'violates PodSecurity "restricted', '', 'its reason');
  const alone = await told(namespace, named('web'), 'start(:template, 20)');
  t.exactly(alone.error, 'not connected', '', 'a runner that no policy lets join, after 20 s');
  t.exactly(alone.phase, 'Running', '', 'its phase');
});
