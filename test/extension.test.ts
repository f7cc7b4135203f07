// What users and later features add without touching another file of lib/: each in under 30 lines.
import { Chart } from 'cdk8s';
import { type IDiscovery, type IExposure, type IScaling, NodeHost } from 'cdk8s-elixir';
import { check } from '../lib/checks/check';
import type { Rule } from '../lib/checks/rule';
import { RULES } from '../lib/checks/rules';
import { subjectsOf } from '../lib/inventory/subject';
import { placeOf } from '../lib/manifests/place';
import type { Contribution } from '../lib/pod/contribution';
import { describeRelease } from '../lib/release/describe-release';
import {
  container,
  IMAGE,
  newChart,
  newCluster,
  newPhoenix,
  newRelease,
  one,
  rendered,
  variables,
  workload,
} from './support/subjects';

test('a strategy', () => {
  const consul: IDiscovery = {
    strategy: 'consul',
    nodeHost: NodeHost.ADDRESS,
    environment: ({ clusterName }) => ({ CONSUL_SERVICE: clusterName, CONSUL_ADDRESS: '$(POD_IP):8500' }),
  };
  const manifests = rendered((chart) => newRelease(chart, { cluster: newCluster(chart, { discovery: consul }) }));
  expect(variables(manifests)).toMatchObject({ CONSUL_SERVICE: 'chat', CONSUL_ADDRESS: '$(POD_IP):8500' });
});

test('a way in', () => {
  const route: IExposure = {
    kind: 'openshift',
    manifests: ({ name, hosts: [host], serviceName, servicePortName, labels }) => [
      {
        apiVersion: 'route.openshift.io/v1',
        kind: 'Route',
        metadata: { name, labels },
        spec: { host, to: { kind: 'Service', name: serviceName }, port: { targetPort: servicePortName } },
      },
    ],
  };
  const overrides = { exposures: { Route: { spec: { wildcardPolicy: 'None' } } } };
  const manifests = rendered((chart) => newPhoenix(chart, { exposures: [route, route], overrides }));
  expect(one(manifests, 'Route', 'web-2').spec).toEqual({
    host: 'chat.example.com',
    to: { kind: 'Service', name: 'web' },
    port: { targetPort: 'http' },
    wildcardPolicy: 'None',
  });
});

test('a scaler', () => {
  const watermark: IScaling = {
    kind: 'watermark',
    minReplicas: 2,
    maxReplicas: 9,
    manifests: ({ name, kind, labels }) => [
      {
        apiVersion: 'datadoghq.com/v1alpha1',
        kind: 'WatermarkPodAutoscaler',
        metadata: { name, labels },
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name }, minReplicas: 2, maxReplicas: 9 },
      },
    ],
  };
  const overrides = { scaling: { WatermarkPodAutoscaler: { spec: { tolerance: '10m' } } } };
  const manifests = rendered((chart) => newRelease(chart, { scaling: watermark, overrides }));
  expect(one(manifests, 'WatermarkPodAutoscaler').spec).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
    minReplicas: 2,
    maxReplicas: 9,
    tolerance: '10m',
  });
  expect(workload(manifests).spec).not.toHaveProperty('replicas');
  expect(one(manifests, 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
});

test('a contribution', () => {
  const metrics: Contribution = {
    by: 'metrics',
    env: [{ name: 'METRICS_PORT', value: '9568' }],
    ports: [{ name: 'metrics', port: 9568, from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }],
    podAnnotations: { 'prometheus.io/scrape': 'true' },
  };
  const place = placeOf(new Chart(newChart().node.root, 'other'), 'worker');
  const kind = { nameRule: 'label', contributions: [metrics] } as const;
  const { objects } = describeRelease(place, { image: IMAGE, env: { URL: 'http://$(POD_IP):$(METRICS_PORT)' } }, kind);
  const { ports, env } = container([objects.workload]);
  expect(ports).toEqual([{ name: 'metrics', containerPort: 9568, protocol: 'TCP' }]);
  expect(env.at(-1).value).toBe('http://$(POD_IP):$(METRICS_PORT)');
  expect(objects.networkPolicy?.spec?.ingress?.[0].from).toEqual(metrics.ports?.[0].from);
  expect(objects.workload.spec?.template.metadata?.annotations).toEqual(metrics.podAnnotations);
});

test('a rule', () => {
  const oneReplica: Rule = {
    id: 'beam/one-replica',
    severity: 'warning',
    run: ({ workloads }, report) => {
      for (const about of workloads.filter(({ spec }) => spec.replicas === 1)) {
        report({
          about,
          property: 'spec.replicas',
          value: 1,
          why: 'every rollout closes every socket',
          allowed: '2 or more',
          fix: { construct: 'replicas: 2', yaml: 'spec.replicas: 2' },
        });
      }
    },
  };
  const subjects = rendered((chart) => newRelease(chart, { replicas: 1 })).flatMap((one) =>
    subjectsOf(one, { path: 'a.yaml' }),
  );
  const found = check(subjects, [...RULES, oneReplica]);
  expect(found.map(({ rule, about }) => [rule.id, about.kind])).toEqual([['beam/one-replica', 'Deployment']]);
});
