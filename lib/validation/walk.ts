import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { KUBERNETES } from '../kubernetes/api-facts';
import { CONTAINER_RULES } from './container-rules';
import { FIELD_FORMS, type FieldForm } from './field-forms';
import type { Form } from './forms';
import { GATEWAY_RULES } from './gateway-rules';
import { JOB_RULES } from './job-rules';
import { METADATA_RULES } from './metadata-rules';
import { NETWORK_RULES } from './network-rules';
import { POD_RULES } from './pod-rules';
import { QUOTA_RULES } from './quota-rules';
import { entriesOf, isToken, itemsOf } from './read-json';
import { RESOURCE_RULES } from './resource-rules';
import { ROUTE_RULES } from './route-rules';
import type { Rule, Rules } from './rule';
import { SCALING_RULES } from './scaling-rules';
import { SCHEDULING_RULES } from './scheduling-rules';
import { below, type Context, type Faults, type Path, wrong } from './server-fault';
import { SERVICE_RULES } from './service-rules';
import { STORED_RULES } from './stored-rules';
import { VOLUME_RULES } from './volume-rules';
import { WORKLOAD_RULES } from './workload-rules';

const ALL: readonly Rules[] = [
  ...[CONTAINER_RULES, GATEWAY_RULES, JOB_RULES, METADATA_RULES, NETWORK_RULES, POD_RULES, QUOTA_RULES, RESOURCE_RULES],
  ...[ROUTE_RULES, SCALING_RULES, SCHEDULING_RULES, SERVICE_RULES, STORED_RULES, VOLUME_RULES, WORKLOAD_RULES],
];

const rulesOf = (type: string): readonly Rule[] =>
  ALL.flatMap((rules) => (Object.hasOwn(rules, type) ? [rules[type]] : []));

/** What the API server has against an object of a type and everything in it, innermost first; its types are right. */
export function* ruleFaults(value: unknown, type: string, at: Path, context: Context): Faults {
  if (isToken(value) || !isDictionary(value)) return;
  const inside = type === 'StatefulSetSpec' ? { ...context, claims: claimsOf(value) } : context;
  for (const [key, member] of Object.entries(value)) {
    const of = KUBERNETES.typeOf(type, key);
    if (of === undefined || member === null) continue;
    if (!Array.isArray(member)) yield* ruleFaults(member, of, [...at, key], inside);
    else for (const [index, item] of member.entries()) yield* ruleFaults(item, of, [...at, key, index], inside);
  }
  yield* below(at, formFaults(value, type, context));
  if (!context.partial) for (const rule of rulesOf(type)) yield* below(at, rule(value, context));
}

function claimsOf({ volumeClaimTemplates }: Dictionary): unknown[] {
  return itemsOf(volumeClaimTemplates).map(([, claim]) => valueAt(claim, 'metadata', 'name'));
}

function* formFaults(object: Dictionary, type: string, context: Context): Faults {
  for (const [key, form] of Object.entries(FIELD_FORMS[type] ?? {})) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (value === undefined || value === null || isToken(value)) continue;
    yield* below([key], valueFaults(value, form, context));
  }
}

function* valueFaults(value: unknown, form: FieldForm, context: Context): Faults {
  if ('accepts' in form) {
    if (!Array.isArray(value)) yield* formFault([], value, form, context);
    else for (const [index, item] of value.entries()) yield* formFault([index], item, form, context);
    return;
  }
  for (const [key, member] of entriesOf(value)) {
    if (key === '$patch' && context.partial) continue;
    if (form.keys && !form.keys.accepts(key, context.minor))
      yield wrong([key], member, form.keys.allowed, form.keys.fix);
    if (form.values && member !== null) yield* formFault([key], member, form.values, context);
  }
}

function* formFault(at: Path, value: unknown, { accepts, allowed, fix }: Form, { minor }: Context): Faults {
  if (isToken(value) || accepts(value, minor)) return;
  yield wrong(at, value, allowed, fix);
}
