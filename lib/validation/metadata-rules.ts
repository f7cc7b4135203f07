import type { Dictionary } from '../json/dictionary';
import { ANNOTATION_BYTES } from '../kubernetes/limits';
import { entriesOf, isFilled, itemsOf } from './read-json';
import type { Rules } from './rule';
import { type Faults, wrong } from './server-fault';

/** Operators of requirements that take no values, and those that take one number. */
const WITHOUT_VALUES = ['Exists', 'DoesNotExist'];
const NUMERIC = ['Gt', 'Lt'];

/** Rules of metadata and selectors. */
export const METADATA_RULES: Rules = {
  *ObjectMeta({ annotations, ownerReferences, finalizers }) {
    const texts = entriesOf(annotations).map(([key, value]) => `${key}${value}`);
    if (Buffer.byteLength(texts.join('')) > ANNOTATION_BYTES) {
      yield wrong(['annotations'], annotations, '256 KiB of annotations', 'put it into a ConfigMap');
    }
    const controllers = itemsOf(ownerReferences).filter(([, { controller }]) => controller === true);
    if (controllers.length > 1) {
      yield wrong(['ownerReferences'], ownerReferences, 'one reference with `controller`', 'keep it on one');
    }
    if (Array.isArray(finalizers) && finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
      yield wrong(['finalizers'], finalizers, 'orphan or foregroundDeletion', 'keep one of them');
    }
  },
  *OwnerReference({ apiVersion, kind }) {
    if (!/^[^/]+(\/[^/]+)?$/.test(String(apiVersion))) {
      yield wrong(['apiVersion'], apiVersion, 'a version, or a group and a version', 'for example "apps/v1"');
    }
    if (apiVersion === 'v1' && kind === 'Event') yield wrong(['kind'], kind, 'any kind but Event', 'change it');
  },
  LabelSelectorRequirement: valuesRule,
  NodeSelectorRequirement: valuesRule,
};

function* valuesRule(requirement: Dictionary): Faults {
  const { operator, values } = requirement;
  const given = Array.isArray(values) ? values : [];
  if (WITHOUT_VALUES.includes(String(operator)) && given.length > 0) {
    yield wrong(['values'], values, `no values beside ${operator}`, 'remove them');
  }
  if (NUMERIC.includes(String(operator)) && (given.length !== 1 || !/^[+-]?\d+$/.test(String(given[0])))) {
    yield wrong(['values'], values, `one number, as text, beside ${operator}`, 'for example ["4"]');
  }
  if (['In', 'NotIn'].includes(String(operator)) && !isFilled(requirement, 'values')) {
    yield wrong(['values'], values ?? [], `values beside ${operator}`, 'give at least one');
  }
}
