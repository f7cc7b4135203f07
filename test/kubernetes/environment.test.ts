import { expand, isServiceVariable, orderVariables } from '../../lib/kubernetes/environment';
import fc from '../support/random';

const KNOWN = { names: new Set(['POD_IP']), openPrefixes: [] };

test('a variable is known to those after it, not to those before it', () => {
  const env = [
    { name: 'EARLY', value: '$(LATE)' },
    { name: 'LATE', value: 'x' },
    { name: 'AFTER', value: '$(LATE)/$(EARLY)' },
  ];
  expect(expand(env)).toEqual({ EARLY: '$(LATE)', LATE: 'x', AFTER: 'x/$(LATE)' });
});

test.each([
  ['$$(A)', '$(A)'],
  ['$$$(A)', '$x'],
  ['$A', '$A'],
  ['$(A', '$(A'],
  ['$(A)$(A)', 'xx'],
  ['$(B)', '$(B)'],
  ['100$', '100$'],
])('the kubelet makes %s into %s', (value, expected) => {
  const env = [
    { name: 'A', value: 'x' },
    { name: 'C', value },
  ];
  expect(expand(env).C).toBe(expected);
});

test('whatever order variables are given in, they are put into one in which all expand', () => {
  const graph = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(graph, fc.infiniteStream(fc.nat()), (edges, order) => {
      const variables = edges.map((to, index) => ({
        name: `V${(index * 7) % 10}`,
        value: to.map((one) => (one < index ? `$(V${(one * 7) % 10})` : '$(POD_IP)')).join(),
      }));
      const shuffled = variables
        .map((variable) => ({ variable, rank: order.next().value as number }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ variable }) => variable);
      const result = orderVariables('env', shuffled, KNOWN);
      expect(result).toEqual(orderVariables('env', variables, KNOWN));
      const values = Object.values(expand([{ name: 'POD_IP', value: '10.0.0.1' }, ...result]));
      expect(values.filter((value) => value.includes('$('))).toEqual([]);
    }),
  );
});

test('a variable of a Secret, whose keys synth does not know, may be referred to with its prefix', () => {
  const variables = [{ name: 'URL', value: 'ecto://chat:$(DB_PASSWORD)@db/chat' }];
  expect(() => orderVariables('env', variables, KNOWN)).toThrow('$(DB_PASSWORD) is declared nowhere');
  expect(orderVariables('env', variables, { ...KNOWN, openPrefixes: ['DB_'] })).toEqual(variables);
  expect(() => orderVariables('env', variables, { ...KNOWN, openPrefixes: ['OTHER_'] })).toThrow('is declared nowhere');
});

test.each([
  ['KUBERNETES_SERVICE_HOST', true, true],
  ['KUBERNETES_PORT_443_TCP_ADDR', true, true],
  ['REDIS_SERVICE_HOST', false, true],
  ['REDIS_SERVICE_PORT_HTTP', false, true],
  ['REDIS_HOST', false, false],
])('%s is set by the kubelet: without links %s, with links %s', (name, without, withLinks) => {
  expect([isServiceVariable(name, false), isServiceVariable(name, true)]).toEqual([without, withLinks]);
});
