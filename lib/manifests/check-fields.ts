import { meant } from '../errors/misspelt';
import { Refusal } from '../errors/refusal';
import { type Dictionary, isDictionary, memberPath } from '../json/dictionary';
import { chosen } from '../json/merge-unions';
import { KUBERNETES } from '../kubernetes/api-facts';
import { fieldsOf } from '../kubernetes/fields';

/**
 * Refuses misspelt fields, and two fields of which the API server takes one. A field that is near to none that is known
 * may be newer than the table, and passes.
 *
 * @param type name of the type of the value; undefined where nothing is known
 */
export function checkFields(property: string, value: unknown, type: string | undefined): void {
  if (type !== undefined) check(() => property, value, type);
}

/** Paths are spelt out only where something is wrong. */
function check(property: () => string, value: unknown, type: string): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) check(() => `${property()}[${index}]`, item, type);
  }
  if (!isDictionary(value)) return;
  const fields = fieldsOf(type);
  for (const [key, member] of Object.entries(value)) {
    const at = () => memberPath(property(), key);
    const of = fields?.get(key);
    if (of) check(at, member, of);
    if (of !== undefined || fields === undefined || key === '$patch') continue;
    const field = meant(key, fields.keys());
    if (field !== undefined) throw misspelt(at(), type, field);
  }
  checkUnions(property, value, type);
}

function checkUnions(property: () => string, value: Dictionary, type: string): void {
  for (const union of KUBERNETES.unions(type)) {
    const members = chosen(union, value);
    if (members.length < 2) continue;
    throw new Refusal({
      property: property(),
      value: members,
      why: `the API server takes only one of them in ${type}`,
      allowed: 'one of them',
      fix: `keep ${members[0]}, or ${members.slice(1).join(', ')}`,
    });
  }
}

/** The value is left out: it could be a secret. */
function misspelt(property: string, type: string, field: string): Refusal {
  return new Refusal({
    property,
    why: `${type} has no such field`,
    allowed: `fields of ${type}`,
    fix: `did you mean ${field}?`,
  });
}
