import { isAccount, letsList } from '../../lib/kubernetes/rbac';

const RULE = { apiGroups: [''], resources: ['pods'], verbs: ['list'] };

test.each<[string, object]>([
  ['the rule', RULE],
  ['among others', { ...RULE, resources: ['nodes', 'pods'], verbs: ['get', 'list'] }],
  ['all', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
])('lets list: %s', (_, rule) => {
  expect(letsList([{ apiGroups: ['apps'] }, rule], 'pods')).toBe(true);
});

test.each<[string, unknown]>([
  ['another verb', [{ ...RULE, verbs: ['get', 'watch'] }]],
  ['another resource', [{ ...RULE, resources: ['pods/log'] }]],
  ['another group', [{ ...RULE, apiGroups: ['apps'] }]],
  ['no group', [{ resources: ['pods'], verbs: ['list'] }]],
  ['some pods by name', [{ ...RULE, resourceNames: ['web-0'] }]],
  [
    'rules of which none has it all',
    [
      { ...RULE, verbs: ['get'] },
      { ...RULE, resources: ['nodes'] },
    ],
  ],
  ['no rules', undefined],
])('does not: %s', (_, rules) => {
  expect(letsList(rules, 'pods')).toBe(false);
});

test('a ServiceAccount of a namespace', () => {
  const subject = { kind: 'ServiceAccount', name: 'web', namespace: 'chat' };
  expect(isAccount(subject, 'web', 'chat')).toBe(true);
  expect(isAccount(subject, 'web', undefined)).toBe(true);
  expect(isAccount({ kind: 'ServiceAccount', name: 'web' }, 'web', 'chat')).toBe(true);
  expect(isAccount(subject, 'web', 'other')).toBe(false);
  expect(isAccount(subject, 'other', 'chat')).toBe(false);
  expect(isAccount({ ...subject, kind: 'User' }, 'web', 'chat')).toBe(false);
});
