import { Duration } from 'cdk8s';
import { PhoenixService, type PhoenixServiceProps } from 'cdk8s-elixir';
import { apply, rolledOut } from './support/apply';
import type { Check } from './support/check';
import { check } from './support/check';
import { cluster, OTHER_IMAGE, web } from './support/hello';
import { kubectl } from './support/kubectl';
import { LOAD, type Seen, slowRequest, underLoad } from './support/load';
import { whole } from './support/mesh';
import { pods } from './support/pods';
import { strategy } from './support/strategies';

const { SECONDS } = LOAD;
const REPLICAS = 3;

async function deploy(namespace: string, props: Partial<PhoenixServiceProps> = {}): Promise<void> {
  const { discovery } = strategy(props.stableNames ? 'kubernetesDnsSrv' : 'dnsCluster');
  const own = { replicas: REPLICAS, ...props };
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), own)));
}

async function restart(namespace: string, workload = 'deployment/web'): Promise<void> {
  await kubectl(['-n', namespace, 'rollout', 'restart', workload]);
  await rolledOut(namespace, workload);
}

/** The longest of some times, in seconds. */
const longest = (milliseconds: readonly number[]) => Math.round(Math.max(...milliseconds) / 100) / 10;

const failures = (seen: Seen) => seen.keepalive.failed + seen.new.failed + seen.slow.failed;

function nothingLost(t: Check, what: string, seen: Seen): void {
  const { closed, abnormal, failed, echoes } = seen.ws;
  const all = [seen.keepalive, seen.new, seen.slow, seen.ws];
  const waits = all.map((kind) => kind.longest_ms - (kind === seen.slow ? LOAD.SLOW_MS : 0));
  t.atLeast(seen.keepalive.requests, 1000, 'requests', `${what}: requests over kept connections`);
  t.atLeast(seen.new.requests, 1000, 'requests', `${what}: requests over new connections`);
  t.atLeast(seen.slow.requests, 40, 'requests', `${what}: slow requests`);
  t.atLeast(echoes, 200, 'messages', `${what}: messages through WebSockets`);
  t.exactly(failures(seen), 0, 'requests', `${what}: failed requests`);
  t.atMost(
    seen.keepalive.retried,
    LOAD.KEEPALIVE * REPLICAS,
    'requests',
    `${what}: kept connections found closed, retried once`,
  );
  t.exactly(abnormal + failed, 0, 'sockets', `${what}: sockets lost without a code`);
  t.exactly(Object.keys(closed).join(' '), '1012', '', `${what}: codes with which sockets were closed`);
  t.atMost(longest(waits), 5, 's', `${what}: longest time to an answer, that of slow requests aside`);
  t.atMost(longest(all.map((kind) => kind.longest_gap_ms)), 5, 's', `${what}: longest time without one, of any kind`);
  if (failures(seen) + abnormal + failed) throw new Error(`${what}: ${JSON.stringify(seen)}`);
}

check.beside('a rolling restart loses no request', async (t) => {
  const namespace = await t.namespace();
  await deploy(namespace);
  await whole(namespace, ['web'], REPLICAS);
  nothingLost(t, 'rolling restart', await underLoad(namespace, SECONDS, () => restart(namespace)));
});

check.beside('a rolling change of the image loses no request', async (t) => {
  const namespace = await t.namespace();
  await deploy(namespace);
  await whole(namespace, ['web'], REPLICAS);
  const seen = await underLoad(namespace, SECONDS, async () => {
    await deploy(namespace, { image: OTHER_IMAGE });
    await rolledOut(namespace, 'deployment/web');
  });
  nothingLost(t, 'image change', seen);
});

check.beside('a rolling restart of a StatefulSet loses no request', async (t) => {
  const namespace = await t.namespace();
  await deploy(namespace, { stableNames: true, env: { DISCOVERY: 'kubernetes_dns_srv' } });
  await whole(namespace, ['web'], REPLICAS);
  const seen = await underLoad(namespace, SECONDS + 15, () => restart(namespace, 'statefulset/web'));
  nothingLost(t, 'restart of a StatefulSet', seen);
});

check.beside('the same release without the wait of preStop, and nothing else changed, loses requests', async (t) => {
  const namespace = await t.namespace();
  await deploy(namespace, { preStopSleep: Duration.seconds(0) });
  await whole(namespace, ['web'], REPLICAS);
  const seen = await underLoad(namespace, SECONDS, () => restart(namespace));
  t.atLeast(seen.new.failed, 1, 'requests', 'without preStop: failed requests over new connections');
});

check.beside(
  'the same release whose server does not drain, and nothing else changed, loses requests and sockets',
  async (t) => {
    const namespace = await t.namespace();
    await deploy(namespace, { env: { HELLO_NO_DRAIN: 'true' } });
    await whole(namespace, ['web'], REPLICAS);
    const seen = await underLoad(namespace, SECONDS, () => restart(namespace));
    t.atLeast(seen.slow.failed, 1, 'requests', 'without a drain: slow requests lost');
    t.atLeast(seen.ws.abnormal, 1, 'sockets', 'without a drain: sockets lost without a code');
  },
);

/**
 * How many requests a pod's end loses, of one that takes nearly as long as the drain allows. It begins 3 s before: SIGTERM
 * comes at 23 s, Bandit would end it at 38 s, and Kubernetes ends the pod at 33 s unless the drains are counted.
 */
async function longRequestLost(t: Check, props: Partial<PhoenixServiceProps>): Promise<number> {
  const namespace = await t.namespace();
  await deploy(namespace, { replicas: 1, preStopSleep: Duration.seconds(20), ...props });
  const [{ ip, name }] = (await whole(namespace, ['web'], 1)).pods;
  const slow = await slowRequest(namespace, ip, 35.5, async () => {
    await kubectl(['-n', namespace, 'delete', 'pod', name, '--wait=false']);
  });
  expect((await pods(namespace, 'web')).some((pod) => pod.name === name)).toBe(false);
  expect(slow.requests).toBe(1);
  return slow.failed;
}

check.beside(
  'a request as long as the drain allows is answered, and is lost where the drains are not declared',
  async (t) => {
    const [declared, undeclared] = await Promise.all([longRequestLost(t, {}), longRequestLost(t, { drains: [] })]);
    t.exactly(declared, 0, '', 'of one request of 35.5 s to a pod that ends lost');
    t.exactly(undeclared, 1, '', 'of one request of 35.5 s to a pod that ends lost, drains not declared');
  },
);
