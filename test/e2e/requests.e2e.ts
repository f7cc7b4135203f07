import { Duration } from 'cdk8s';
import { PhoenixService, type PhoenixServiceProps } from 'cdk8s-elixir';
import { apply, rolledOut } from './support/apply';
import type { Check } from './support/check';
import { check } from './support/check';
import { cluster, OTHER_IMAGE, web } from './support/hello';
import { kubectl } from './support/kubectl';
import { type Seen, underLoad } from './support/load';
import { whole } from './support/mesh';
import { strategy } from './support/strategies';

const SECONDS = 45;

async function deploy(namespace: string, props: Partial<PhoenixServiceProps> = {}): Promise<void> {
  const { discovery } = strategy(props.stableNames ? 'kubernetesDnsSrv' : 'dnsCluster');
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), props)));
}

async function nothingLost(t: Check, what: string, seen: Seen): Promise<void> {
  const { closed, abnormal, failed, opened } = seen.sockets;
  t.atLeast(seen.requests, 2000, 'requests', `${what}: requests`);
  t.exactly(seen.failed, 0, 'requests', `${what}: failed requests`);
  t.note(seen.retried, 'requests', `${what}: reused connections found closed, retried once`);
  t.exactly(abnormal + failed, 0, 'sockets', `${what}: sockets lost without a code`);
  const codes = Object.keys(closed).join(' ');
  t.exactly(codes, '1012', '', `${what}: codes with which ${opened > 0 ? 'sockets' : 'no sockets'} were closed`);
  if (seen.failed) throw new Error(seen.errors);
}

check('a rolling restart loses no request', async (t) => {
  const namespace = await t.namespace();
  await deploy(namespace);
  await whole(namespace, ['web'], 3);
  const seen = await underLoad(namespace, SECONDS, async () => {
    await kubectl(['-n', namespace, 'rollout', 'restart', 'deployment/web']);
    await rolledOut(namespace, 'deployment/web');
  });
  await nothingLost(t, 'rolling restart', seen);
});

check('a rolling change of the image loses no request', async (t) => {
  const namespace = await t.namespace();
  await deploy(namespace);
  await whole(namespace, ['web'], 3);
  const seen = await underLoad(namespace, SECONDS, async () => {
    await deploy(namespace, { image: OTHER_IMAGE });
    await rolledOut(namespace, 'deployment/web');
  });
  await nothingLost(t, 'image change', seen);
});

check('a rolling restart of a StatefulSet loses no request', async (t) => {
  const namespace = await t.namespace();
  const props = { stableNames: true, env: { DISCOVERY: 'kubernetes_dns_srv' } };
  await deploy(namespace, props);
  await whole(namespace, ['web'], 3);
  const seen = await underLoad(namespace, SECONDS + 15, async () => {
    await kubectl(['-n', namespace, 'rollout', 'restart', 'statefulset/web']);
    await rolledOut(namespace, 'statefulset/web');
  });
  await nothingLost(t, 'restart of a StatefulSet', seen);
});

check('the same release without preStop and drains does lose requests, so the checks above can tell', async (t) => {
  const namespace = await t.namespace();
  const spec = { terminationGracePeriodSeconds: 1 };
  const overrides = { workload: { spec: { template: { spec } } } };
  await deploy(namespace, { preStopSleep: Duration.seconds(0), drains: [], overrides });
  await whole(namespace, ['web'], 3);
  const seen = await underLoad(namespace, SECONDS, async () => {
    await kubectl(['-n', namespace, 'rollout', 'restart', 'deployment/web']);
    await rolledOut(namespace, 'deployment/web');
  });
  t.atLeast(seen.failed, 1, 'requests', 'without preStop and drains: failed requests');
});
