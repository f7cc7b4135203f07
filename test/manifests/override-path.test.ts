// Where a refusal says that the fault is: the path that the user typed, whatever index it has in the merged object.
import { Size } from 'cdk8s';
import { type Facts, NO_FACTS } from '../../lib/json/facts';
import { overridePath } from '../../lib/manifests/override-path';
import { errorOf, newChart, newCluster, newPhoenix, newRelease } from '../support/subjects';

const POD = 'overrides.workload.spec.template.spec';

function property(spec: object, props: object = {}): string | undefined {
  const overrides = { workload: { spec: { template: { spec } } } };
  const { message } = errorOf(() => newRelease(newChart(), { ...props, overrides }));
  return /`([^`]*)` is/.exec(message)?.[1];
}

test('items that are merged by key have the index of the override', () => {
  const sidecars = [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ name: 'admin', containerPort: 9901 }] }];
  const ports = [{ name: 'admin', containerPort: 9901, hostPort: 70000 }];
  expect(property({ containers: [{ name: 'proxy', ports }] }, { sidecars })).toBe(
    `${POD}.containers[0].ports[0].hostPort`,
  );
  const env = [
    { name: 'A', value: 'b' },
    { name: 'B', valueFrom: {} },
  ];
  expect(property({ containers: [{ name: 'worker', env }] })).toBe(`${POD}.containers[0].env[1].valueFrom`);
});

test('items of lists that are replaced, and of those that say so, have the index of the override', () => {
  const tolerations = [{ operator: 'Exists' }, { value: 'a' }];
  expect(property({ tolerations })).toBe(`${POD}.tolerations[1].operator`);
  const env = [{ $patch: 'replace' }, { name: 'A', value: 'b' }, { name: 'B', valueFrom: {} }];
  expect(property({ containers: [{ name: 'worker', env }] })).toBe(`${POD}.containers[0].env[2].valueFrom`);
});

test('rules that are added to those of the library have the index of the override', () => {
  const ingress = [{ ports: [{ port: 80 }] }, { ports: [{ port: 'http', endPort: 90 }] }];
  const chart = newChart();
  const props = { cluster: newCluster(chart), overrides: { networkPolicy: { spec: { ingress } } } };
  const { message } = errorOf(() => newRelease(chart, props));
  expect(message).toContain('`overrides.networkPolicy.spec.ingress[1].ports[0].endPort` is 90');
});

test('what the override does not hold has its place in the merged object', () => {
  const ports = [{ name: 'http', containerPort: 4000, hostPort: 80 }];
  const path = property({ hostNetwork: true, containers: [{ name: 'worker', ports }] });
  expect(path).toBe(`${POD}.containers[0].ports[0].hostPort`);
  expect(property({ containers: [{ name: 'worker', image: null }] })).toBe(`${POD}.containers[0].image`);
});

test('claims of a StatefulSet are volumes of its pods', () => {
  const storage = [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }];
  newRelease(newChart(), { storage, overrides: { workload: { spec: { minReadySeconds: 5 } } } });
});

test('parts of an endpoint', () => {
  const ports = [
    { name: 'metrics', port: 9568 },
    { name: 'Debug', port: 9569 },
  ];
  const { message } = errorOf(() => newPhoenix(newChart(), { overrides: { service: { spec: { ports } } } }));
  expect(message).toContain('`overrides.service.spec.ports[1].name` is (not shown)');
});

describe('a path of the merged object is kept', () => {
  const FACTS: Facts = { ...NO_FACTS, listRule: () => ({ by: 'key', key: ['name'] }) };
  const merged = { list: [{ name: 'own' }, { name: 'given' }] };

  test.each<[string, unknown, Facts]>([
    ['of an item that the override does not name', { list: [{ name: 'given' }] }, FACTS],
    ['of a list that the override does not hold', {}, FACTS],
    ['of a list for which the override holds something else', { list: 'text' }, FACTS],
    ['of an item for which a list without keys has none', { list: [] }, NO_FACTS],
  ])('%s', (_, override, facts) => {
    expect(overridePath(override, merged, ['list', 0, 'name'], facts)).toEqual(['list', 0, 'name']);
  });
});

test('items without a key, with which a list replaces the other, are told apart by their place', () => {
  const facts: Facts = { ...NO_FACTS, listRule: () => ({ by: 'key', key: ['name'], optional: true }) };
  const list = [{ port: 1 }, { port: 2 }];
  expect(overridePath({ list }, { list }, ['list', 1, 'port'], facts)).toEqual(['list', 1, 'port']);
});
