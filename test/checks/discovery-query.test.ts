// What discovery of somebody's member looks for, beside the Services that select it.
import { detailsOf } from '../support/findings';
import { HEADLESS, MEMBER, member, object } from '../support/member';

const found = (env: object, ...services: object[]) =>
  detailsOf('beam/discovery-query')(member({ env: [env] }), ...services).map(([property]) => property);
const QUERY = { name: 'DNS_CLUSTER_QUERY', value: 'web' };
const SELECTOR = { name: 'LIBCLUSTER_KUBERNETES_SELECTOR', value: 'tier=a' };
const service = (name: string, spec: object, labels: object = MEMBER) => ({
  ...object('v1', 'Service', name, { spec: { selector: MEMBER, ...spec } }),
  metadata: { name, namespace: 'chat', labels },
});

test('a Service with an address is none that names of nodes are looked up by', () => {
  expect(found(QUERY, HEADLESS, service('web', {}))).toEqual([QUERY.name]);
  expect(found(QUERY, HEADLESS, service('web', { clusterIP: 'None' }))).toEqual([]);
});

test('without a headless Service another rule tells it', () => {
  expect(found(QUERY, service('web', {}))).toEqual([]);
  expect(found(QUERY)).toEqual([]);
});

test('endpoints are those of one of the Services', () => {
  expect(found(SELECTOR, HEADLESS, service('web', {}, { tier: 'a' }))).toEqual([]);
  expect(found(SELECTOR, HEADLESS, service('web', {}, { tier: 'b' }))).toEqual([SELECTOR.name]);
});

test('any namespace may be that of a member whose own is not known', () => {
  const { name, labels } = HEADLESS.metadata;
  const env = { name: 'LIBCLUSTER_KUBERNETES_NAMESPACE', value: 'other' };
  const here = [
    { ...member({ env: [env] }), metadata: { name: 'chat' } },
    { ...HEADLESS, metadata: { name, labels } },
  ];
  expect(detailsOf('beam/discovery-query')(...here)).toEqual([]);
  expect(found(env, HEADLESS)).toEqual([env.name]);
});
