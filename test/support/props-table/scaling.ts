// What scalers, rollouts, drains and budgets need in the places where values are given.
import { Size } from 'cdk8s';
import { Discovery, Scaling, ScalingTrigger } from 'cdk8s-elixir';
import { newCluster, newRelease, rendered, SECRET } from '../subjects';

const OBAN = ScalingTrigger.obanQueue('default', { jobsPerPod: 5 });
const BOUNDS = { min: 1, max: 4 };
const DATABASE = { databaseUrl: SECRET.key('DATABASE_URL') };
const HTTP = [{ name: 'http', port: 4000 }];

const scaled = (scaling: any) => rendered((chart) => newRelease(chart, { ...DATABASE, scaling }));

/** Entries of the tables of `roots.ts`. */
export const SCALING = {
  least: {
    CronTriggerOptions: () => ({ start: '0 8 * * *', end: '0 18 * * *', replicas: 3 }),
    DatabaseBudgetProps: () => ({ maxConnections: 97 }),
    HorizontalScalingOptions: () => ({ ...BOUNDS, cpuUtilization: 70 }),
    KedaScalingOptions: () => ({ ...BOUNDS, triggers: [OBAN] }),
    ObanQueueOptions: () => ({ jobsPerPod: 5 }),
    StateOptions: () => ({ size: Size.gibibytes(1) }),
    PrometheusTriggerOptions: () => ({ serverAddress: 'http://prometheus:9090', query: 'up', threshold: 5 }),
  },
  own: { IScaling: () => ({ kind: 'own', minReplicas: 1, maxReplicas: 4, manifests: () => [] }) },
  use: {
    DatabaseBudget: (database: any) => rendered((chart) => newRelease(chart, { ...DATABASE, database })),
    Drain: (drain: any) =>
      rendered((chart) => newRelease(chart, { drains: [drain], ports: HTTP, script: '/app/bin/chat' })),
    IScaling: scaled,
    ReleaseState: (state: any) =>
      rendered((chart) => {
        const cluster = newCluster(chart, { discovery: Discovery.kubernetesDnsSrv() });
        newRelease(chart, { cluster, state, replicas: 3 });
      }),
    Rollout: (rollout: any) =>
      rendered((chart) => {
        const { partition } = rollout.options ?? {};
        newRelease(chart, { rollout, stableNames: partition !== undefined });
      }),
    ScalingMetric: (metric: any) => scaled(Scaling.horizontal({ ...BOUNDS, metrics: [metric] })),
    ScalingTrigger: (trigger: any) => scaled(Scaling.keda({ ...BOUNDS, triggers: [trigger] })),
  },
  arguments: {
    averageValue: () => '500',
    metadata: () => ({ queueName: 'mails' }),
    queue: () => 'default',
    secrets: () => ({ host: SECRET.key('AMQP_URL') }),
    type: () => 'rabbitmq',
    utilization: () => 70,
  },
};
