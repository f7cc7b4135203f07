import { Lazy } from 'cdk8s';
import { withNodeList } from '../../lib/release/node-list';

const NAMES = ['chat@web-0.chat-nodes', 'chat@web-1.chat-nodes'];

/** A workload with these containers, whose node list is filled in. */
function filled(workload: object, nodeListVariable: string | undefined = 'HOSTS'): any {
  const cluster = { _description: { nodeListVariable }, _nodeNames: () => NAMES };
  return withNodeList(workload as never, 'web', cluster as never);
}

const workload = (...containers: object[]) => ({
  kind: 'StatefulSet',
  spec: { replicas: 2, template: { metadata: { labels: { app: 'web' } }, spec: { containers, hostname: 'a' } } },
});

test('the variable of the release’s own container is filled in when it is rendered, and nothing else changes', () => {
  const sidecar = { name: 'proxy', env: [{ name: 'HOSTS', value: '' }] };
  const env = [
    { name: 'HOSTS', value: '' },
    { name: 'EMPTY', value: '' },
  ];
  const given = workload({ name: 'web', image: 'web:1', env }, sidecar);
  const { spec } = filled(given);
  const [{ value }] = spec.template.spec.containers[0].env;
  expect(value).toBeInstanceOf(Lazy);
  expect(value.producer.produce()).toEqual(NAMES);
  spec.template.spec.containers[0].env[0].value = '';
  expect(spec).toEqual(given.spec);
});

test('a value that an override gave stays', () => {
  const given = workload({ name: 'web', env: [{ name: 'HOSTS', value: 'chat@elsewhere' }] });
  expect(filled(given)).toEqual(given);
});

test('a container whose environment an override took away has none', () => {
  expect(filled(workload({ name: 'web' })).spec.template.spec.containers).toEqual([{ name: 'web' }]);
});

test.each([
  ['spec', { kind: 'StatefulSet' }],
  ['template', { kind: 'StatefulSet', spec: {} }],
  ['spec of the pod', { kind: 'StatefulSet', spec: { template: {} } }],
  ['list of containers', { kind: 'StatefulSet', spec: { template: { spec: { containers: 'web' } } } }],
])('a workload that an override left without %s is as it was', (_, given) => {
  expect(filled(given)).toBe(given);
});

test('a strategy without a node list changes nothing', () => {
  const given = workload({ name: 'web', env: [{ value: '' }] });
  const cluster = { _description: {}, _nodeNames: () => NAMES };
  expect(withNodeList(given as never, 'web', cluster as never)).toBe(given);
});
