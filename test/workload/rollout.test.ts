import { Duration } from 'cdk8s';
import { type ElixirReleaseProps, Rollout } from 'cdk8s-elixir';
import { errorOf, newRelease, rendered, workload } from '../support/subjects';

const specOf = (props: Partial<ElixirReleaseProps>) => workload(rendered((chart) => newRelease(chart, props))).spec;

test('a Deployment has one pod more and none less while it rolls', () => {
  const { strategy, ...spec } = specOf({});
  expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
  expect(spec).not.toHaveProperty('minReadySeconds');
  expect(spec).not.toHaveProperty('progressDeadlineSeconds');
});

test('a Deployment takes amounts and times', () => {
  const rollout = Rollout.rolling({
    surge: '25%',
    unavailable: 2,
    minReady: Duration.seconds(20),
    progressDeadline: Duration.minutes(15),
  });
  expect(specOf({ rollout })).toMatchObject({
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 2 } },
    minReadySeconds: 20,
    progressDeadlineSeconds: 900,
  });
});

test('recreate has no fields of a rolling update, which the API server would refuse', () => {
  expect(specOf({ rollout: Rollout.recreate() }).strategy).toEqual({ type: 'Recreate' });
});

test('a StatefulSet takes a partition, and a time of more than the deadline that it does not have', () => {
  const rollout = Rollout.rolling({ partition: 2, minReady: Duration.minutes(15) });
  const { updateStrategy, minReadySeconds, ...spec } = specOf({ stableNames: true, rollout });
  expect(updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 2 } });
  expect(minReadySeconds).toBe(900);
  expect(spec).not.toHaveProperty('strategy');
});

test('a StatefulSet without a rollout has no partition', () => {
  expect(specOf({ stableNames: true }).updateStrategy).toEqual({ type: 'RollingUpdate' });
});

test('one rollout serves a Deployment and a StatefulSet', () => {
  const rollout = Rollout.rolling({ minReady: Duration.seconds(9) });
  expect([specOf({ rollout }), specOf({ rollout, singleton: true })].map((spec) => spec.minReadySeconds)).toEqual([
    9, 9,
  ]);
});

test.each(['101%', '1.5%', '-1%', '5', '%', '', -1, 1.5, 2 ** 31, Number.NaN, true])(
  'an amount that no API server takes is refused: %p',
  (surge) => {
    expect(errorOf(() => Rollout.rolling({ surge: surge as never })).message).toContain('`Rollout.rolling.surge` is ');
  },
);

test.each([0, '0%'])('none more and none less moves nothing: %p', (surge) => {
  expect(errorOf(() => Rollout.rolling({ surge, unavailable: '0%' })).message).toContain('none can be replaced');
});

test('a minReady that the deadline leaves no room for is refused, with the deadline that is meant', () => {
  const rollout = Rollout.rolling({ minReady: Duration.seconds(30), progressDeadline: Duration.seconds(30) });
  expect(errorOf(() => specOf({ rollout })).message).toContain('30 s, with 30 s until a pod counts');
});
