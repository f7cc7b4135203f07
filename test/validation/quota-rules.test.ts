// What the API server has against ResourceQuotas, one fault a line; each pair differs in what is given alone.
import { faultIn } from '../../lib/validation';

const quota = (hard: object, more: object = {}) => ['ResourceQuotaSpec', { hard, ...more }] as const;
const selected = (scopeName: string, operator: string, values?: string[]) =>
  ['ScopedResourceSelectorRequirement', { scopeName, operator, ...(values && { values }) }] as const;
const scopes = (...given: string[]) => ({ scopes: given });
const selector = (scopeName: string) => ({
  scopeSelector: { matchExpressions: [{ scopeName, operator: 'Exists' }] },
});

type Value = readonly [string, object];

const FAULTS: readonly (readonly [Value, string, Value])[] = [
  [quota({ a: 5 }), 'hard.a', quota({ pods: 5 })],
  [quota({ 'a b': 5 }), 'hard.a b', quota({ 'requests.cpu': 5 })],
  [quota({ 'a/b/c': '1.5' }), 'hard.a/b/c', quota({ 'a/b': '1.5' })],
  [quota({ pods: 1.5 }), 'hard.pods', quota({ cpu: 1.5 })],
  [quota({ secrets: '100m' }), 'hard.secrets', quota({ 'services.nodeports': '2k' })],
  [quota({ pods: -1 }), 'hard.pods', quota({ pods: 0 })],
  [quota({ pods: 5 }, scopes('VolumeAttributesClass')), 'scopes', quota({ pods: 5 }, scopes('Terminating'))],
  [quota({ cpu: 5 }, scopes('BestEffort')), 'scopes', quota({ pods: 5 }, scopes('BestEffort'))],
  [
    quota({ secrets: 5 }, selector('PriorityClass')),
    'scopeSelector.matchExpressions',
    quota({ 'limits.memory': 5 }, selector('PriorityClass')),
  ],
  [
    quota({ pods: 5 }, scopes('Terminating', 'NotTerminating')),
    'scopes',
    quota({ pods: 5 }, scopes('Terminating', 'NotBestEffort')),
  ],
  [selected('BestEffort', 'Exists', ['a']), 'values', selected('BestEffort', 'Exists')],
  [selected('Terminating', 'DoesNotExist'), 'operator', selected('PriorityClass', 'DoesNotExist')],
  [selected('PriorityClass', 'In'), 'values', selected('PriorityClass', 'In', ['high'])],
];

test.each(FAULTS)('%j is refused at %s, and %j is not', ([type, bad], at, [goodType, good]) => {
  expect(faultIn(bad, type, 37)?.at.join('.')).toBe(at);
  expect(faultIn(good, goodType, 37)).toBeUndefined();
});
