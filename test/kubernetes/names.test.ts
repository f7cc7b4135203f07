import { checkName, isName, type NameRuleName } from '../../lib/kubernetes/names';

const CASES: { readonly [rule in NameRuleName]: { readonly good: string[]; readonly bad: string[] } } = {
  label: { good: ['a', '1a', 'a-b', 'a'.repeat(63)], bad: ['', 'A', '-a', 'a-', 'a.b', 'a_b', 'a'.repeat(64)] },
  service: { good: ['a', 'a1', 'a-b'], bad: ['1a', 'a.b', 'a-', 'a'.repeat(64)] },
  statefulSet: { good: ['a', 'a'.repeat(52)], bad: ['1a', 'a'.repeat(53)] },
  subdomain: { good: ['a', 'a.b-c.1', 'a'.repeat(253)], bad: ['a..b', '.a', 'a.', 'A', 'a_b', 'a'.repeat(254)] },
  job: { good: ['a', '1a', 'a.b-c', 'a'.repeat(63)], bad: ['', 'A', 'a-', 'a..b', 'a'.repeat(64)] },
  cronJob: { good: ['a', '1a', 'a.b-c', 'a'.repeat(52)], bad: ['', 'A', 'a-', 'a..b', 'a'.repeat(53)] },
  portName: { good: ['http', 'a1', '1a'], bad: ['a--b', '-a', 'a'.repeat(16), 'HTTP'] },
  environmentVariable: { good: ['A', '_', 'a1'], bad: ['', '1A', 'A-B', 'A.B'] },
  configKey: { good: ['a', '.a', 'a_B-1.c'], bad: ['', '.', '..', '..a', 'a/b', 'a b'] },
  labelValue: { good: ['', 'A', 'a_b.C-1'], bad: ['-a', 'a-', 'a b', 'a'.repeat(64)] },
  qualifiedKey: { good: ['a', 'a.b/C_d', 'A'.repeat(63)], bad: ['/a', 'a/', 'A.b/c', 'a/b/c', 'A'.repeat(64), ''] },
};

test.each(Object.entries(CASES) as [NameRuleName, (typeof CASES)[NameRuleName]][])(
  '%s takes names and nothing else',
  (rule, { good, bad }) => {
    expect(good.filter((name) => !isName(rule, name))).toEqual([]);
    expect(bad.filter((name) => isName(rule, name))).toEqual([]);
  },
);

test('a port name has a letter', () => {
  expect(() => checkName('portName', 'ports[0].name', '8080')).toThrow('at least one letter');
});

test('room for a suffix is kept', () => {
  expect(checkName('service', 'name', 'a'.repeat(57), 6)).toHaveLength(57);
  expect(() => checkName('service', 'name', 'a'.repeat(58), 6)).toThrow('1 to 57 characters');
});

test('what is suggested is itself a name', () => {
  for (const wrong of ['My App', '1-chat', 'chat_web', 'x'.repeat(80), 'Chat-']) {
    try {
      checkName('service', 'name', wrong);
    } catch (error) {
      const suggestion = /for example "([^"]+)"/.exec((error as Error).message)?.[1];
      expect(isName('service', suggestion)).toBe(true);
    }
  }
});
