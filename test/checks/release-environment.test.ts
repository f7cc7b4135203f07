// Variables of a release's start script in somebody's YAML, one wrong at a time.
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { MEMBER, object } from '../support/member';

const LONG = { name: 'RELEASE_DISTRIBUTION', value: 'name' };
const node = (value: unknown) => ({ name: 'RELEASE_NODE', value });
const fact = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
const IP = fact('POD_IP', 'status.podIP');

const found = (env: object[], more: object = {}, spec: object = { replicas: 2 }, namespace?: object) => {
  const pods = { metadata: { labels: MEMBER }, spec: { containers: [{ name: 'chat', env, ...more }] } };
  const config = object('v1', 'ConfigMap', 'env', { data: { A: 'a' } });
  return check(
    [object('apps/v1', 'Deployment', 'chat', { spec: { template: pods, ...spec }, ...namespace }), config].flatMap(
      (document) => subjectsOf(document, { path: 'a.yaml' }),
    ),
  )
    .filter(({ rule }) => rule.id === 'beam/release-environment')
    .map(({ property, value, why, allowed }) => [property.replace('container chat, env ', ''), value, why, allowed]);
};
const finding = (variable: string, value: unknown, why: string, allowed = '') => [
  [variable, value, expect.stringContaining(why), expect.stringContaining(allowed)],
];
const STOPS = 'the VM stops at boot';
const SAME = 'every pod would have this name';
const OTHER = "not the pod's own";

test.each<[string, object[], object?, object?]>([
  ['a name after the address', [LONG, IP, node('chat@$(POD_IP)')]],
  ['a basename with a variable', [LONG, IP, node('$(A)-1_b@$(POD_IP)')]],
  ['no name', [LONG]],
  ['neither', [{ name: 'RELEASE_COOKIE', value: 'a' }]],
  ['a kind of name that is not seen', [{ ...LONG, value: undefined, valueFrom: {} }]],
  ['a kind of name from a Secret', [IP, node('chat@$(POD_IP)')], { envFrom: [{ secretRef: { name: 'a' } }] }],
  [
    'a kind of name from a Secret, with a prefix',
    [IP, node('chat@$(POD_IP)')],
    { envFrom: [{ prefix: 'RELEASE_', secretRef: { name: 'a' } }] },
  ],
  ['another field of the pod', [LONG, fact('HOST', 'status.hostIP'), node('chat@$(HOST)')]],
  ['the name of the only pod', [LONG, node('chat@chat.example')], {}, { replicas: 1 }],
  ['a fact that is not known', [LONG, { name: 'HOST', value: 'a' }, node('chat@$(HOST)')]],
  ['a fact that is not there', [LONG, node('chat@$(POD_IP)')]],
  ['its own namespace', [LONG, { name: 'POD_NAMESPACE', value: 'chat' }, node('chat@a.$(POD_NAMESPACE)')]],
])('is fine: %s', (_, env, more = {}, spec = { replicas: 2 }) => {
  expect(found(env, more, spec)).toEqual([]);
});

test.each<[string, object[], unknown[][], object?, object?]>([
  ['a short name', [LONG, node('chat')], finding('RELEASE_NODE', 'chat', STOPS)],
  ['a short name of no kind', [node('chat')], finding('RELEASE_NODE', 'chat', STOPS)],
  ['no host', [LONG, node('chat@')], finding('RELEASE_NODE', 'chat@', STOPS)],
  ['two hosts', [LONG, node('a@b@$(POD_IP)')], finding('RELEASE_NODE', 'a@b@$(POD_IP)', STOPS)],
  ['a dot before it', [LONG, node('a.b@$(POD_IP)')], finding('RELEASE_NODE', 'a.b@$(POD_IP)', STOPS)],
  ['a variable in it', [LONG, node('$()@$(POD_IP)')], finding('RELEASE_NODE', '$()@$(POD_IP)', STOPS)],
  ['one name', [LONG, node('chat@chat.example')], finding('RELEASE_NODE', 'chat@chat.example', SAME)],
  [
    'loopback of the only pod',
    [LONG, node('chat@127.0.0.1')],
    finding('RELEASE_NODE', 'chat@127.0.0.1', SAME),
    {},
    { replicas: 1 },
  ],
  ['loopback of IPv6', [LONG, node('chat@::1')], finding('RELEASE_NODE', 'chat@::1', SAME), {}, { replicas: 1 }],
  ['a short kind', [{ ...LONG, value: 'sname' }], finding('RELEASE_DISTRIBUTION', 'sname', 'a long node name', 'name')],
  ['no kind', [IP, node('chat@$(POD_IP)')], finding('RELEASE_DISTRIBUTION', undefined, 'a long node name')],
  [
    'no kind in a ConfigMap that is seen',
    [IP, node('chat@$(POD_IP)')],
    finding('RELEASE_DISTRIBUTION', undefined, 'a long node name'),
    { envFrom: [{ configMapRef: { name: 'env' } }] },
  ],
  [
    'the kind of another source',
    [{ ...LONG, value: 'none' }],
    finding('RELEASE_DISTRIBUTION', 'none', 'a long node name'),
    { envFrom: [{ secretRef: { name: 'a' } }] },
  ],
  [
    'another fact',
    [LONG, fact('POD_IP', 'status.hostIP'), node('chat@$(POD_IP)')],
    finding('POD_IP', { fieldRef: { fieldPath: 'status.hostIP' } }, OTHER, "fieldPath: 'status.podIP'"),
  ],
  [
    'a fact that is written',
    [LONG, { name: 'POD_NAME', value: 'a' }, node('chat@$(POD_NAME).a')],
    finding('POD_NAME', 'a', OTHER),
  ],
  [
    'a fact that is the namespace',
    [LONG, { name: 'POD_NAME', value: 'chat' }, node('chat@$(POD_NAME).a')],
    finding('POD_NAME', 'chat', OTHER),
  ],
  [
    'another namespace',
    [LONG, { name: 'POD_NAMESPACE', value: 'other' }, node('chat@a.$(POD_NAMESPACE)')],
    finding('POD_NAMESPACE', 'other', OTHER),
  ],
  [
    'a namespace that is not written',
    [LONG, { name: 'POD_NAMESPACE', valueFrom: {} }, node('chat@a.$(POD_NAMESPACE)')],
    finding('POD_NAMESPACE', {}, OTHER),
  ],
])('is refused: %s', (_, env, expected, more = {}, spec = { replicas: 2 }) => {
  expect(found(env, more, spec)).toEqual(expected);
});

test.each(['xlocalhost', 'localhosts', 'a127.0.0.1', '127.0.0.1.example', '::12'])('%s is no loopback', (host) => {
  expect(found([LONG, node(`chat@${host}`)], {}, { replicas: 1 })).toEqual([]);
});

test('a namespace that is not written is not that of a release whose own is not known', () => {
  const env = [LONG, { name: 'POD_NAMESPACE', valueFrom: {} }, node('chat@a.$(POD_NAMESPACE)')];
  expect(found(env, {}, { replicas: 2 }, { metadata: { name: 'chat' } })).toHaveLength(1);
});
