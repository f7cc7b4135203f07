// Roles and bindings that somebody wrote by hand, and the members that ask the API server by them.
import { detailsOf } from '../support/findings';
import { HEADLESS, member, object, POLICY } from '../support/member';

const RBAC = 'rbac.authorization.k8s.io/v1';
const rule = (...resources: string[]) => ({ apiGroups: [''], resources, verbs: ['list'] });
const role = (...resources: string[]) => object(RBAC, 'Role', 'chat', { rules: [rule(...resources)] });
const account = (name: unknown, namespace?: string) => ({ kind: 'ServiceAccount', name, namespace });
const OWN = { 'app.kubernetes.io/name': 'chat' };
const binding = (subjects: object[], labels: object = OWN, more: object = {}) => ({
  ...object(RBAC, 'RoleBinding', 'chat', { roleRef: { kind: 'Role', name: 'chat' }, subjects, ...more }),
  metadata: { name: 'chat', namespace: 'chat', labels },
});
const MODE = { name: 'LIBCLUSTER_KUBERNETES_MODE', value: 'ip' };
const lookup = (value: string) => [MODE, { name: 'LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE', value }];
const POD = { serviceAccountName: 'chat', automountServiceAccountToken: true, volumes: [] };
const found = (env: object[], ...more: object[]) =>
  detailsOf('beam/discovery-access')(member({ env, ports: [], pod: POD }), HEADLESS, POLICY, ...more);
const BOTH = ['RoleBinding/chat', 'Deployment/chat'];
const FOR_CHAT = [account('chat')];

test('a Role that does not let list pods is told of, or the reference to one that is not there', () => {
  const { roleRef } = binding([]) as any;
  const rules = [rule('secrets')];
  expect(found([MODE], role('secrets'), binding(FOR_CHAT))).toEqual([['Role "chat", rules', rules, BOTH]]);
  expect(found([MODE], binding(FOR_CHAT))).toEqual([['RoleBinding "chat", roleRef', roleRef, BOTH]]);
  expect(found([], role('secrets'), binding(FOR_CHAT))).toEqual([]);
});

test('the resource is the one that is looked up, or either', () => {
  const lists = (env: object[]) => ['pods', 'endpoints'].map((one) => found(env, role(one), binding(FOR_CHAT)).length);
  expect(lists(lookup('pods'))).toEqual([0, 1]);
  expect(lists(lookup('endpoints'))).toEqual([1, 0]);
  expect(lists(lookup('other'))).toEqual([0, 0]);
  expect(lists([MODE])).toEqual([0, 0]);
});

test('a binding belongs to a member by its label, or by the account of one that asks', () => {
  const other = [['serviceAccountName', 'chat', ['RoleBinding/chat']]];
  expect(found([MODE], role('pods'), binding([account('other')]))).toEqual(other);
  expect(found([], role('pods'), binding([account('other')]))).toEqual(other);
  expect(found([MODE], role('pods'), binding([account('other')], { 'app.kubernetes.io/name': 'db' }))).toEqual([]);
  expect(found([MODE], role('secrets'), binding(FOR_CHAT, {}))).toHaveLength(1);
  expect(found([MODE], role('secrets'), binding([account('other'), account(5)], {}))).toEqual([]);
  expect(found([], role('secrets'), binding(FOR_CHAT, {}))).toEqual([]);
  expect(found([MODE], role('pods'), binding([account('chat', 'other')], {}))).toEqual([
    ['serviceAccountName', 'chat', ['RoleBinding/chat']],
  ]);
});

test('of two bindings one is enough, and a ClusterRole may give anything', () => {
  const second = { ...binding(FOR_CHAT), metadata: { name: 'second', namespace: 'chat', labels: OWN } };
  expect(found([MODE], role('pods'), binding([account('other')]), second)).toEqual([]);
  const cluster = { roleRef: { kind: 'ClusterRole', name: 'view' } };
  expect(found([MODE], binding(FOR_CHAT, OWN, cluster))).toEqual([]);
  expect(found([MODE], binding([account('other')], OWN, cluster))).toHaveLength(1);
  expect(found([MODE], { ...binding([]), metadata: { name: 'chat', namespace: 'other', labels: OWN } })).toEqual([]);
});

test.each<[string, object, number]>([
  ['a token of the pod', { automountServiceAccountToken: true }, 0],
  ['no token', { automountServiceAccountToken: false }, 1],
  ['a volume with a token', { volumes: [{ projected: { sources: [{}, { serviceAccountToken: {} }] } }] }, 0],
  ['a volume without one', { volumes: [{ projected: { sources: [{ secret: {} }] } }, { emptyDir: {} }] }, 1],
])('the pods have %s', (_, pod, count) => {
  const one = member({ env: [MODE], ports: [], pod: { ...POD, automountServiceAccountToken: false, ...pod } });
  expect(detailsOf('beam/discovery-access')(one, HEADLESS, role('pods'), binding(FOR_CHAT))).toHaveLength(count);
});
