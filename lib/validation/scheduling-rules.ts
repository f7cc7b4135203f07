import { type Dictionary, valueAt } from '../json/dictionary';
import { labelValue, subdomain } from './forms';
import { entriesOf, has, isFilled, itemsOf } from './read-json';
import type { Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/** Rules about where pods go. */
export const SCHEDULING_RULES: Rules = {
  *Toleration(toleration, { minor }) {
    const { operator = 'Equal', value, effect, tolerationSeconds } = toleration;
    if (!isFilled(toleration, 'key') && operator !== 'Exists') {
      yield wrong(['operator'], operator, '"Exists" where there is no key, which means every taint', 'add a key');
    }
    if (typeof tolerationSeconds === 'number' && effect !== 'NoExecute') {
      yield wrong(['effect'], effect, '"NoExecute" beside tolerationSeconds', "effect: 'NoExecute'");
    }
    if (operator === 'Exists' && value !== undefined && value !== '') {
      yield wrong(['value'], value, 'no value beside "Exists"', 'remove it');
    }
    if (operator === 'Equal' && has(toleration, 'value') && !labelValue.accepts(value, minor)) {
      yield wrong(['value'], value, labelValue.allowed, 'write the value of the taint');
    }
    if (['Lt', 'Gt'].includes(String(operator))) {
      yield wrong(
        ['operator'],
        operator,
        '"Exists" or "Equal"',
        'choose one of them',
        'others are behind a feature gate',
      );
    }
  },
  *NodeSelector({ nodeSelectorTerms }) {
    for (const [index, term] of itemsOf(nodeSelectorTerms)) {
      for (const [at, { values }] of itemsOf(term.matchExpressions)) {
        const wrongs = Array.isArray(values) ? values.filter((value) => !labelValue.accepts(value, 0)) : [];
        const path = ['nodeSelectorTerms', index, 'matchExpressions', at, 'values'];
        if (wrongs.length > 0) yield wrong(path, values, labelValue.allowed, 'write values of the label');
      }
    }
  },
  *NodeSelectorTerm({ matchFields }) {
    for (const [index, { key, operator, values }] of itemsOf(matchFields)) {
      const at = ['matchFields', index];
      if (key !== 'metadata.name') yield wrong([...at, 'key'], key, '"metadata.name"', "key: 'metadata.name'");
      if (!['In', 'NotIn'].includes(String(operator))) {
        yield wrong([...at, 'operator'], operator, '"In" or "NotIn"', "operator: 'In'");
      }
      const isName = Array.isArray(values) && values.length === 1 && subdomain.accepts(values[0], 0);
      if (!isName) yield wrong([...at, 'values'], values, 'the name of one node', 'give one name');
    }
  },
  PodAffinityTerm: labelKeysRule,
  *TopologySpreadConstraint(constraint) {
    const { whenUnsatisfiable, minDomains } = constraint;
    if (typeof minDomains === 'number' && whenUnsatisfiable !== 'DoNotSchedule') {
      const allowed = 'minDomains beside whenUnsatisfiable: "DoNotSchedule"';
      yield wrong(['minDomains'], minDomains, allowed, 'remove it, or change whenUnsatisfiable');
    }
    yield* labelKeysRule(constraint);
  },
};

/** Keys of labels whose values are the pod's own: they stand beside a selector, which does not name them. */
function* labelKeysRule(term: Dictionary): Faults {
  const selected = [
    ...entriesOf(valueAt(term, 'labelSelector', 'matchLabels')).map(([key]) => key),
    ...itemsOf(valueAt(term, 'labelSelector', 'matchExpressions')).map(([, { key }]) => key),
  ];
  for (const list of ['matchLabelKeys', 'mismatchLabelKeys']) {
    if (!isFilled(term, list)) continue;
    if (!has(term, 'labelSelector')) yield missing(['labelSelector'], `a selector beside ${list}`, 'give it');
    const other = list === 'matchLabelKeys' ? term.mismatchLabelKeys : undefined;
    const taken = [...selected, ...(Array.isArray(other) ? other : [])];
    const twice = (term[list] as unknown[]).find((key) => taken.includes(key));
    if (twice !== undefined) yield wrong([list], term[list], 'labels that nothing else names', 'leave the label out');
  }
}
