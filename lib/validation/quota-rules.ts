import { labelKey } from './forms';
import { quantityValue } from './quantity-values';
import { entriesOf, isFilled, itemsOf } from './read-json';
import type { Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/** What a quota can bound under names of Kubernetes' own; numbers of objects are whole. */
const SIZES = /^((requests|limits)\.)?(cpu|memory|ephemeral-storage)$|^requests\.storage$|^(requests\.)?hugepages-.+$/;
const COUNTS =
  /^(pods|resourcequotas|services(\.(nodeports|loadbalancers))?|replicationcontrollers|secrets|configmaps|persistentvolumeclaims)$/;

/** What a quota of some pods or claims alone can bound; where a scope is not named it is that of pods. */
const OF_PODS = /^(pods|((requests|limits)\.)?(cpu|memory))$/;
const SCOPED: { readonly [scope: string]: RegExp } = {
  BestEffort: /^pods$/,
  VolumeAttributesClass: /^(persistentvolumeclaims|requests\.storage)$/,
};

/** Scopes of which no quota has both. */
const APART = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

/** Rules of ResourceQuotas. */
export const QUOTA_RULES: Rules = {
  *ResourceQuotaSpec({ hard, scopes, scopeSelector }) {
    const bounded = entriesOf(hard);
    for (const [name, value] of bounded) yield* bound(name, value);
    const names = bounded.map(([name]) => name);
    const own = Array.isArray(scopes) ? scopes.map(String) : [];
    yield* together(own, names, ['scopes']);
    const selected = itemsOf(Object(scopeSelector).matchExpressions).map(([, { scopeName }]) => String(scopeName));
    yield* together(selected, names, ['scopeSelector', 'matchExpressions']);
  },
  *ScopedResourceSelectorRequirement(expression) {
    const { scopeName, operator } = expression;
    if (!['PriorityClass', 'VolumeAttributesClass'].includes(String(scopeName)) && operator !== 'Exists') {
      yield wrong(['operator'], operator, `"Exists" with the scope ${scopeName}`, 'change it');
    }
    const isList = operator === 'In' || operator === 'NotIn';
    if (isList && !isFilled(expression, 'values')) yield missing(['values'], 'a value at least', 'give it');
    if (!isList && isFilled(expression, 'values')) {
      yield wrong(['values'], expression.values, 'no value with this operator', 'remove it');
    }
  },
};

function* bound(name: string, value: unknown): Faults {
  if (!name.includes('/') && !SIZES.test(name) && !COUNTS.test(name)) {
    yield wrong(['hard', name], value, 'a resource that a quota bounds', 'for example "pods", or "count/jobs.batch"');
  }
  if (name.includes('/') && !labelKey.accepts(name, 0)) {
    yield wrong(['hard', name], value, 'the name of a resource', 'for example "count/jobs.batch"');
  }
  const amount = quantityValue(value);
  if (amount === undefined) return;
  if (amount < 0) yield wrong(['hard', name], value, '0 or more', 'change it');
  if (COUNTS.test(name) && !Number.isInteger(amount)) yield wrong(['hard', name], value, 'a whole number', 'change it');
}

/** Scopes of one quota, and what they can bound. */
function* together(scopes: readonly string[], names: readonly string[], at: readonly string[]): Faults {
  for (const scope of scopes) {
    const known = names.filter((name) => SIZES.test(name) || COUNTS.test(name));
    const other = known.find((name) => !(SCOPED[scope] ?? OF_PODS).test(name));
    if (other !== undefined)
      yield wrong([...at], scopes, `scopes by which ${other} can be bounded`, 'change one of them');
  }
  for (const pair of APART) {
    if (pair.every((scope) => scopes.includes(scope)))
      yield wrong([...at], scopes, pair.join(' or '), 'keep one of them');
  }
}
