import { Duration } from 'cdk8s';
import { Drain, type ElixirReleaseProps, KubernetesTarget } from 'cdk8s-elixir';
import { Protocol } from 'cdk8s-plus-27';
import fc from '../support/random';
import { container, errorOf, newChart, newCluster, newRelease, pod, rendered, synth } from '../support/subjects';

const HTTP = [{ name: 'http', port: 4000 }];
const SCRIPT = '/app/bin/chat';
const rpc = (seconds = 30) => Drain.rpc('Chat.HandOff.run()', Duration.seconds(seconds));
const request = (seconds = 30, port?: string) => Drain.httpGet('/drain', Duration.seconds(seconds), port);

/** Hook and grace period of a release. */
function stopping(props: Partial<ElixirReleaseProps>, version?: string): { preStop: any; grace: number } {
  const chart = newChart();
  if (version) KubernetesTarget.set(chart, { version });
  newRelease(chart, { script: SCRIPT, ...props });
  const manifests = synth(chart);
  return {
    preStop: container(manifests).lifecycle?.preStop,
    grace: pod(manifests).terminationGracePeriodSeconds,
  };
}

test('a hand-off and the sleep are one command, the hand-off first', () => {
  expect(stopping({ ports: HTTP, drains: [rpc()] })).toEqual({
    preStop: {
      exec: { command: ['sh', '-c', '"$@"; exec sleep 5', 'preStop', SCRIPT, 'rpc', 'Chat.HandOff.run()'] },
    },
    grace: 45,
  });
});

test('a hand-off without ports is the command alone', () => {
  const { preStop, grace } = stopping({ drains: [rpc(60)] });
  expect(preStop).toEqual({ exec: { command: [SCRIPT, 'rpc', 'Chat.HandOff.run()'] } });
  expect(grace).toBe(70);
});

test('the script is that of the cluster where none is given', () => {
  const manifests = rendered((chart) =>
    newRelease(chart, { cluster: newCluster(chart, { nodeBasename: 'my-chat' }), drains: [rpc()] }),
  );
  expect(container(manifests).lifecycle.preStop.exec.command).toContain('/app/bin/my_chat');
});

test('a request asks the first port of TCP in the place of the sleep, as the kubelet asks probes', () => {
  const ports = [{ name: 'dns', port: 5300, protocol: Protocol.UDP }, ...HTTP];
  expect(stopping({ ports, drains: [request(60)] })).toEqual({
    preStop: {
      httpGet: {
        path: '/drain',
        port: 'http',
        httpHeaders: [
          { name: 'Host', value: 'localhost' },
          { name: 'X-Forwarded-Proto', value: 'https' },
        ],
      },
    },
    grace: 70,
  });
  const admin = [...HTTP, { name: 'admin', port: 4001 }];
  expect(stopping({ ports: admin, drains: [request(1, 'admin')] }).preStop.httpGet.port).toBe('admin');
  expect(errorOf(() => stopping({ ports, drains: [request(1, 'dns')] })).message).toContain('allowed: "http"');
});

test('a sleep is an action where every node knows it', () => {
  expect(stopping({ ports: HTTP }, '1.30').preStop).toEqual({ sleep: { seconds: 5 } });
  expect(stopping({ ports: HTTP, drains: [rpc()] }, '1.30').preStop).toHaveProperty('exec');
  expect(stopping({ ports: HTTP, preStopSleep: Duration.seconds(0) }).preStop).toBeUndefined();
});

const drains = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 90 }).map((seconds) => Drain.of('work', Duration.seconds(seconds))),
    fc.integer({ min: 1, max: 90 }).map(rpc),
    fc.integer({ min: 1, max: 90 }).map((seconds) => request(seconds)),
  ),
  { maxLength: 3 },
);

test('whatever is declared, there is one handler, and SIGKILL comes after everything', () => {
  fc.assert(
    fc.property(
      drains,
      fc.option(fc.nat(60), { nil: undefined }),
      fc.boolean(),
      fc.constantFrom('1.27', '1.36'),
      (given, sleep, serves, version) => {
        const preStopSleep = sleep === undefined ? undefined : Duration.seconds(sleep);
        let found: ReturnType<typeof stopping>;
        try {
          found = stopping({ drains: given, preStopSleep, ports: serves ? HTTP : [] }, version);
        } catch (error) {
          expect((error as Error).message).toMatch(/`(drains|preStopSleep|Drain.httpGet.port)` is /);
          return;
        }
        const handlers = Object.keys(found.preStop ?? {});
        expect(handlers.length).toBe(found.preStop === undefined ? 0 : 1);
        const asks = given.some(({ name }) => name === 'httpGet');
        const sleeps = sleep ?? (serves && !asks ? 5 : 0);
        const all = given.reduce((sum, { duration }) => sum + duration.toSeconds(), sleeps);
        expect(found.grace).toBeGreaterThan(all);
        expect(handlers).toEqual(
          asks
            ? ['httpGet']
            : given.some(({ name }) => name === 'rpc')
              ? ['exec']
              : sleeps === 0
                ? []
                : [version === '1.27' ? 'exec' : 'sleep'],
        );
      },
    ),
  );
});

test('a path is not told where the time is too short: it may hold a token', () => {
  const secret = Drain.httpGet('/drain?token=c4n4ryh7nt3r2', Duration.seconds(60));
  const { message } = errorOf(() =>
    stopping({ ports: HTTP, drains: [secret], terminationGracePeriod: Duration.seconds(30) }),
  );
  expect(message).toContain('httpGet 60');
  expect(message).not.toContain('c4n4ry');
});

test('a secret in an expression is found', () => {
  const password = ['postgres://chat', 'c4n4ryh7nt3r2@db/chat'].join(':');
  const message = errorOf(() => stopping({ drains: [Drain.rpc(`A.b("${password}")`, Duration.seconds(5))] })).message;
  expect(message).toContain('looks like a secret');
  expect(message).not.toContain('c4n4ry');
});

test('an override that takes the time of a hand-off is refused', () => {
  const overrides = { workload: { spec: { template: { spec: { terminationGracePeriodSeconds: 30 } } } } };
  expect(errorOf(() => stopping({ ports: HTTP, drains: [rpc(60)], overrides })).message).toContain(
    'preStop 5, rpc 60, 65 s in all',
  );
});
