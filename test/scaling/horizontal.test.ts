import { Duration } from 'cdk8s';
import { Scaling, ScalingMetric } from 'cdk8s-elixir';
import { newRelease, one, rendered } from '../support/subjects';

const TARGET = { name: 'web', kind: 'Deployment', labels: { team: 'chat' } };

test('an HPA is whole: it measures the container of the release, and removes one pod a minute', () => {
  const metrics = [
    ScalingMetric.pods('phoenix_sockets', '500'),
    ScalingMetric.external('queue_length', '30', { queue: 'mails' }),
  ];
  const scaling = Scaling.horizontal({ min: 3, max: 12, cpuUtilization: 70, memoryUtilization: 80, metrics });
  const share = (name: string, averageUtilization: number) => ({
    type: 'ContainerResource',
    containerResource: { name, container: 'web', target: { type: 'Utilization', averageUtilization } },
  });
  expect(scaling.manifests(TARGET)).toEqual([
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', labels: { team: 'chat' } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        minReplicas: 3,
        maxReplicas: 12,
        metrics: [
          share('cpu', 70),
          share('memory', 80),
          {
            type: 'Pods',
            pods: { metric: { name: 'phoenix_sockets' }, target: { type: 'AverageValue', averageValue: '500' } },
          },
          {
            type: 'External',
            external: {
              metric: { name: 'queue_length', selector: { matchLabels: { queue: 'mails' } } },
              target: { type: 'AverageValue', averageValue: '30' },
            },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 300,
            policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
          },
        },
      },
    },
  ]);
});

test('a pace of adding pods waits for nothing unless it says so', () => {
  const scaleUp = { pods: 4, period: Duration.seconds(30) };
  const scaling = Scaling.horizontal({ min: 1, max: 9, cpuUtilization: 70, scaleUp });
  expect(scaling.manifests(TARGET)[0].spec.behavior.scaleUp).toEqual({
    stabilizationWindowSeconds: 0,
    policies: [{ type: 'Pods', value: 4, periodSeconds: 30 }],
  });
});

test('one scaler serves several releases, each with objects of its own', () => {
  const scaling = Scaling.horizontal({ min: 2, max: 4, cpuUtilization: 70 });
  const manifests = rendered((chart) => {
    newRelease(chart, { scaling }, 'a');
    newRelease(chart, { scaling, stableNames: true }, 'b');
  });
  const targets = ['a', 'b'].map((name) => one(manifests, 'HorizontalPodAutoscaler', name).spec);
  expect(
    targets.map(({ scaleTargetRef: { kind, name }, metrics }) => [kind, name, metrics[0].containerResource.container]),
  ).toEqual([
    ['Deployment', 'a', 'a'],
    ['StatefulSet', 'b', 'b'],
  ]);
});

test('what it measures is told to the release', () => {
  const told = (options: object) => {
    const { byCpu, byMemory } = Scaling.horizontal({ min: 1, max: 2, ...options });
    return [byCpu, byMemory];
  };
  expect(told({ cpuUtilization: 70 })).toEqual([true, false]);
  expect(told({ memoryUtilization: 70 })).toEqual([false, true]);
  expect(told({ metrics: [ScalingMetric.pods('a', '1')] })).toEqual([false, false]);
});

test('an external metric without labels has no selector, which would be one of all series', () => {
  const { _spec } = ScalingMetric.external('queue', '1');
  expect(_spec.external?.metric).toEqual({ name: 'queue' });
});
