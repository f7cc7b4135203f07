import { meant } from '../errors/misspelt';
import { Refusal } from '../errors/refusal';
import { isDictionary, valueAt } from '../json/dictionary';
import { className } from '../json/foreign-class';
import { merge } from '../json/merge';
import { plain } from '../json/plain';
import { checkShape } from '../json/shape';
import type { KubernetesTarget } from '../kubernetes/target';
import { markGiven } from './given';
import { checkItems } from './override-items';
import { overridePath } from './override-path';
import { checkMembers, checkRules } from './override-rules';
import { checkVolumes } from './override-volumes';
import { refuseFault } from './refuse-fault';
import { validation } from './validation';

/** Fields that other objects refer to: an override would leave them pointing nowhere. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

/** Refuses overrides that are no JSON of an object, or of what a part is called. Nothing is made before. */
export function checkOverrides(overrides: object | undefined): void {
  for (const [part, override] of Object.entries(overrides ?? {})) {
    if (override === undefined) continue;
    const property = `overrides.${part}`;
    checkMap(property, override);
    if (override.metadata !== undefined) checkMap(`${property}.metadata`, override.metadata);
    checkIdentity(property, override);
  }
}

/** Part with its override merged into it, after it was made sure that the override fits. */
export function applyOverride<T extends object>(
  part: string,
  object: T,
  override: unknown,
  target: KubernetesTarget,
): T {
  if (override === undefined) return object;
  const { KUBERNETES, typeOfKind, faultIn } = validation();
  const property = `overrides.${part}`;
  const { apiVersion, kind } = object as { apiVersion?: string; kind?: string };
  const type = typeOfKind(apiVersion, kind);
  const json = plain(override, property, KUBERNETES, type);
  const wrong = type && faultIn(json, type, target._minor, true);
  if (wrong) refuseFault(property, wrong);
  checkItems(property, object, json);
  checkShape(property, object, json, KUBERNETES, type);
  checkRules(property, object, json);
  const merged = merge(object, json, KUBERNETES, type) as T;
  checkMembers(property, object, merged);
  checkVolumes(property, object, merged);
  const fault = type && faultIn(merged, type, target._minor);
  if (fault) refuseFault(property, fault, overridePath(json, merged, fault.at, KUBERNETES, type));
  return markGiven(merged);
}

/** Refuses an override of a part that the construct does not make: it would be lost in silence. */
export function checkParts(overrides: object | undefined, parts: { readonly [part: string]: unknown }): void {
  for (const [part, override] of Object.entries(overrides ?? {})) {
    if (override === undefined || (Object.hasOwn(parts, part) && parts[part] !== undefined)) continue;
    const made = Object.keys(parts).filter((one) => parts[one] !== undefined);
    const near = meant(part, made);
    throw new Refusal({
      property: `overrides.${part}`,
      value: Object.keys(Object(override)),
      why: `the construct makes no ${part}, so the override would be lost`,
      allowed: `parts that it makes: ${made.join(', ') || 'none'}`,
      fix:
        near === undefined ? 'remove the override, or set the property that makes the part' : `did you mean ${near}?`,
    });
  }
}

function checkMap(property: string, value: unknown): void {
  if (isDictionary(value)) return;
  throw new Refusal({
    property,
    value: typeof value === 'object' && value !== null && !Array.isArray(value) ? className(value) : value,
    allowed: "the API's own JSON, as an object",
    fix: `for example ${property.endsWith('.metadata') ? "{ labels: { team: 'chat' } }" : "{ metadata: { labels: { team: 'chat' } } }"}`,
  });
}

/** Names come from `name`, the namespace from the chart. */
function checkIdentity(property: string, override: unknown): void {
  for (const path of IDENTITY) {
    const value = valueAt(override, ...path.split('.'));
    if (value === undefined) continue;
    throw new Refusal({
      property: `${property}.${path}`,
      value,
      why: 'other objects refer to it, and would point nowhere',
      allowed: 'any other field',
      fix: 'set `name` on the construct, or `namespace` on the chart',
    });
  }
}
