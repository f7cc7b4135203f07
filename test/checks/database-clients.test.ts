// Which workloads of somebody's YAML share a database, and which of their containers opens the connections.
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { object } from '../support/member';

const BUDGET = 'cdk8s-elixir/database-connections';
const url = (name: string, key = 'DATABASE_URL') => ({
  name: 'DATABASE_URL',
  valueFrom: { secretKeyRef: { name, key } },
});
const pool = (value: string) => ({ name: 'POOL_SIZE', value });
/** A StatefulSet, which has one pod and no surge. */
const workload = (name: string, pod: object, connections?: string, namespace = 'chat') => ({
  ...object('apps/v1', 'StatefulSet', name, { spec: { template: { spec: pod } } }),
  metadata: { name, namespace, ...(connections ? { annotations: { [BUDGET]: connections } } : {}) },
});
const one = (env: object[], more: object = {}) => ({ containers: [{ name: 'web', env, ...more }] });
const found = (...documents: object[]) =>
  check(documents.flatMap((document) => subjectsOf(document, { path: 'a.yaml' })))
    .filter(({ rule }) => rule.id === 'beam/database-budget')
    .map(({ about, involved = [], value, allowed, why }) => ({
      about: about.name,
      involved: involved.map(({ name }) => name),
      value,
      allowed,
      shares: /beyond: (.*) = /.exec(why)?.[1],
    }));

test('the least budget counts, and the first that has one is told', () => {
  const plain = workload('a', one([url('db')]));
  const rich = workload('b', one([url('db')]), '50');
  const poor = workload('c', one([url('db')]), '29');
  expect(found(plain, rich, poor)).toEqual([
    {
      about: 'b',
      involved: ['a', 'b', 'c'],
      value: 30,
      allowed: '29 in all',
      shares: 'a 1 × 10 + b 1 × 10 + c 1 × 10',
    },
  ]);
  expect(found(plain, workload('c', one([url('db')]), '20'))).toEqual([]);
});

test.each<[string, object]>([
  ['of another Secret', workload('b', one([url('other')]))],
  ['of another key', workload('b', one([url('db', 'OTHER_URL')]))],
  ['of another namespace', workload('b', one([url('db')]), undefined, 'other')],
  ['with a text', workload('b', one([{ name: 'DATABASE_URL', value: 'postgres://db' }]))],
  ['without a database', workload('b', one([]))],
])('a workload %s is not counted', (_, other) => {
  expect(found(workload('a', one([url('db')]), '10'), other)).toEqual([]);
});

test('the same text is one database', () => {
  const text = one([{ name: 'DATABASE_URL', value: 'postgres://db' }]);
  expect(found(workload('a', text, '10'), workload('b', text))).toHaveLength(1);
});

test('a URL in a Secret that is the environment is known by the Secret, and counts with a budget alone', () => {
  const from = (...names: (string | undefined)[]) =>
    one([], { envFrom: names.map((name) => (name ? { secretRef: { name } } : { configMapRef: { name: 'a' } })) });
  expect(found(workload('a', from('db'), '10'), workload('b', from('db'), '10'))).toHaveLength(1);
  expect(found(workload('a', from('db'), '10'), workload('b', from(undefined, 'db'), '10'))).toHaveLength(1);
  expect(found(workload('a', from('db'), '10'), workload('b', from('other'), '10'))).toEqual([]);
  expect(found(workload('a', from('db'), '10'), workload('b', from('db')))).toEqual([]);
});

describe('connections are opened by', () => {
  const sum = (pod: object) => found(workload('a', pod, '0'))[0]?.value;
  const container = (size: string, ...env: object[]) => ({ name: `c${size}`, env: [pool(size), ...env] });
  const RELEASE = { name: 'RELEASE_COOKIE', value: 'a' };

  test('the release, or what has the URL, or the first container', () => {
    expect(sum({ containers: [container('3', url('db')), container('4', RELEASE)] })).toBe(4);
    expect(sum({ containers: [container('3'), container('4', url('db'))] })).toBe(4);
    expect(sum({ containers: [container('3'), container('4')] })).toBe(3);
    expect(sum({ initContainers: [container('5', url('db'))], containers: [container('3')] })).toBe(3);
    expect(sum({})).toBe(10);
    expect(found(workload('a', {}, '0'), workload('b', {}))).toMatchObject([{ involved: ['a'], value: 10 }]);
  });

  test.each([
    ['12', 12],
    ['1a', 10],
    ['a1', 10],
    ['', 10],
    ['0', undefined],
  ])('a pool of %j', (size, value) => {
    expect(sum(one([pool(size)]))).toBe(value);
  });
});
