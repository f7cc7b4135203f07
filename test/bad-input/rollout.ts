import { Duration, Size } from 'cdk8s';
import { DatabaseBudget, Drain, Rollout, Scaling } from 'cdk8s-elixir';
import { newChart, newRelease, synth } from '../support/subjects';
import type { BadInput } from './bad-input';
import { release, value } from './scaling';

const byCpu = Scaling.horizontal({ min: 2, max: 8, cpuUtilization: 70 });
const storage = [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }];

/** Rollouts, claims, hand-offs, budgets of databases. */
export const ROLLOUT: readonly BadInput[] = [
  value('a rollout that can replace no pod', () => Rollout.rolling({ surge: '0%' }), 'Rollout.rolling.unavailable', {
    allowed: 'one of them above zero',
    fix: 'leave both out',
  }),
  value('a surge of part of a pod', () => Rollout.rolling({ surge: 1.5 }), 'Rollout.rolling.surge', {
    value: '1.5',
    allowed: 'a whole number',
    fix: "'25%'",
  }),
  value('an ordinal below 0', () => Rollout.rolling({ partition: -1 }), 'Rollout.rolling.partition', {
    value: '-1',
    allowed: 'from 0',
    fix: 'leave it out',
  }),
  release(
    'pods that count as available after the rollout has failed',
    { rollout: Rollout.rolling({ minReady: Duration.minutes(10) }) },
    { property: 'rollout.progressDeadline', value: '600 s', allowed: 'more than 600 s', fix: 'lower minReady' },
  ),
  release(
    'a partition of a Deployment',
    { rollout: Rollout.rolling({ partition: 1 }) },
    { property: 'rollout.partition', value: '1', allowed: 'surge', fix: 'make the release a StatefulSet' },
  ),
  release(
    'a StatefulSet that ends all pods first',
    { stableNames: true, rollout: Rollout.recreate() },
    { property: 'rollout', value: 'Rollout.recreate()', allowed: 'minReady and partition', fix: 'a Deployment' },
  ),
  release(
    'a deadline of a StatefulSet',
    { storage, rollout: Rollout.rolling({ progressDeadline: Duration.minutes(9) }) },
    { property: 'rollout.progressDeadline', value: '540 s', allowed: 'minReady and partition', fix: 'a Deployment' },
  ),
  release(
    'a retention of no claims',
    { stableNames: true, claimRetention: {} },
    { property: 'claimRetention', allowed: 'with storage', fix: 'set storage' },
  ),
  release(
    'a first ordinal of a Deployment',
    { startOrdinal: 0 },
    { property: 'startOrdinal', allowed: 'with stableNames', fix: 'or remove it' },
  ),
  release(
    'two hand-offs before SIGTERM',
    {
      drains: [Drain.rpc('A.b()', Duration.seconds(5)), Drain.rpc('A.c()', Duration.seconds(5))],
      script: '/app/bin/a',
    },
    {
      property: 'drains',
      value: 'rpc, rpc',
      allowed: 'one Drain.httpGet or Drain.rpc',
      fix: 'let one of them do both',
    },
  ),
  release(
    'a request of a port of UDP',
    {
      ports: [{ name: 'dns', port: 5300, protocol: 'UDP' as never }],
      drains: [Drain.httpGet('/x', Duration.seconds(5))],
    },
    { property: 'Drain.httpGet.port', allowed: 'the release has none', fix: 'declare it in `ports`' },
  ),
  release(
    'a request beside a sleep',
    {
      ports: [{ name: 'http', port: 4000 }],
      drains: [Drain.httpGet('/drain', Duration.seconds(5))],
      preStopSleep: Duration.seconds(5),
    },
    { property: 'preStopSleep', value: '5 s, with Drain.httpGet', allowed: 'one of the two', fix: 'remove it' },
  ),
  release(
    'a hand-off of a release whose script is not known',
    { drains: [Drain.rpc('A.b()', Duration.seconds(5))] },
    { property: 'script', value: 'not given', allowed: 'the path', fix: '/app/bin/shop' },
  ),
  value('a hand-off of no code', () => Drain.rpc(' ', Duration.seconds(5)), 'Drain.rpc.expression', {
    allowed: 'Elixir code',
    fix: 'Shop.HandOff.run()',
  }),
  value('a hand-off to no path', () => Drain.httpGet('drain', Duration.seconds(5)), 'Drain.httpGet.path', {
    value: '"drain"',
    allowed: 'starts with /',
    fix: "'/drain'",
  }),
  value(
    'a database without connections',
    () => DatabaseBudget.of({ maxConnections: 0 }),
    'DatabaseBudget.of.maxConnections',
    {
      value: '0',
      allowed: 'from 1',
      fix: '97',
    },
  ),
  {
    name: 'pods that may open more connections than there are',
    build: () => {
      const chart = newChart();
      newRelease(chart, { scaling: byCpu, database: DatabaseBudget.of({ maxConnections: 89 }) });
      synth(chart);
    },
    expects: {
      path: 'test/worker',
      property: 'connections to the database, at most',
      value: '90',
      allowed: '89 in all',
      fix: 'lower `poolSize`',
    },
  },
];
