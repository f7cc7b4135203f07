import { type Dictionary, valueAt } from '../json/dictionary';
import { has, itemsOf } from './read-json';
import type { Rules } from './rule';
import { below, type Faults, missing, wrong } from './server-fault';

/** Completions above which a Job with limits by index has further limits, and those. */
const HIGH = { completions: 100_000, parallelism: 10_000, maxFailedIndexes: 10_000 };

/** Largest `parallelism` and `maxFailedIndexes` of an indexed Job. */
const MOST_AT_ONCE = 100_000;

const BY_INDEX = ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'];

/** Rules of Jobs, the template of a CronJob among them. Source: k8s.io/kubernetes, pkg/apis/batch/validation/validation.go. */
export const JOB_RULES: Rules = {
  *JobSpec(spec) {
    yield* restart(spec);
    if (spec.manualSelector === true) {
      if (!has(spec, 'selector'))
        yield missing(['selector'], 'a selector with manualSelector', 'remove manualSelector');
    } else if (has(spec, 'selector')) {
      yield wrong(['selector'], spec.selector, 'no selector: the API server makes it', 'remove it');
    }
    if (has(spec, 'maxFailedIndexes') && !has(spec, 'backoffLimitPerIndex')) {
      yield missing(['backoffLimitPerIndex'], 'a number beside maxFailedIndexes', 'give it');
    }
    if (spec.completionMode === 'Indexed') yield* indexed(spec);
    else {
      for (const field of BY_INDEX.filter((one) => has(spec, one))) {
        yield wrong([field], spec[field], 'nothing without completionMode Indexed', 'remove it');
      }
    }
    if (has(spec, 'podFailurePolicy')) yield* failurePolicy(spec);
  },
  *JobTemplateSpec({ spec }) {
    const manual = valueAt(spec, 'manualSelector');
    if (manual !== true) return;
    yield wrong(['spec', 'manualSelector'], manual, 'false: each Job of a CronJob has its own selector', 'remove it');
  },
  *PodFailurePolicyRule(rule) {
    const conditions = itemsOf(rule.onPodConditions).length > 0;
    if (conditions !== has(rule, 'onExitCodes')) return;
    yield missing([], 'one of onExitCodes and onPodConditions', conditions ? 'remove one of them' : 'give one of them');
  },
  *PodFailurePolicyOnExitCodesRequirement({ operator, values }) {
    const codes: readonly unknown[] = Array.isArray(values) ? values : [];
    if (codes.length === 0) yield missing(['values'], 'one value or more', 'give one');
    const zero = codes.indexOf(0);
    if (operator === 'In' && zero >= 0) yield wrong(['values', zero], 0, 'a code other than 0', 'remove it');
    const next = codes.findIndex((code, index) => index > 0 && Number(codes[index - 1]) >= Number(code));
    if (next >= 0) yield wrong(['values', next], codes[next], 'codes in their order, each once', 'sort them');
  },
};

function* restart(spec: Dictionary): Faults {
  const policy = valueAt(spec, 'template', 'spec', 'restartPolicy');
  const never = has(spec, 'podFailurePolicy');
  if (policy === 'Never' || (!never && policy === 'OnFailure')) return;
  const fix = never ? 'change it, or remove podFailurePolicy' : 'change it';
  const allowed = never ? '"Never" beside podFailurePolicy' : '"Never" or "OnFailure"';
  yield wrong(['template', 'spec', 'restartPolicy'], policy, allowed, fix);
}

function* indexed(spec: Dictionary): Faults {
  if (!has(spec, 'completions')) yield missing(['completions'], 'a number with completionMode Indexed', 'give it');
  const completions = Number(spec.completions);
  const high = completions > HIGH.completions && has(spec, 'backoffLimitPerIndex');
  yield* atMost(spec, 'parallelism', high ? HIGH.parallelism : MOST_AT_ONCE);
  yield* atMost(spec, 'maxFailedIndexes', Math.min(completions, high ? HIGH.maxFailedIndexes : MOST_AT_ONCE));
  if (high && !has(spec, 'maxFailedIndexes')) {
    yield missing(['maxFailedIndexes'], `a number with more than ${HIGH.completions} completions`, 'give it');
  }
  const rules = valueAt(spec, 'successPolicy', 'rules');
  for (const [index, rule] of itemsOf(rules)) {
    yield* below(['successPolicy', 'rules', index], success(rule, completions));
  }
  yield* atMostItems(spec, ['successPolicy', 'rules'], rules, 1);
}

function* success(rule: Dictionary, completions: number): Faults {
  const { succeededIndexes: text, succeededCount: count } = rule;
  if (text === undefined && count === undefined) {
    yield missing([], 'succeededIndexes, succeededCount or both', 'give one of them');
  }
  const indexes = typeof text === 'string' ? countOf(text, completions) : completions;
  if (indexes === undefined) {
    const allowed = `indexes below ${completions} in their order, such as "0,2-4"`;
    yield wrong(['succeededIndexes'], text, allowed, 'change it');
  }
  yield* atMost(rule, 'succeededCount', Math.min(completions, indexes ?? completions));
}

/** How many indexes a text tells, such as `0,2-4`; undefined where it is none. */
function countOf(text: string, completions: number): number | undefined {
  let last = -1;
  let count = 0;
  for (const part of text === '' ? [] : text.split(',')) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    const isRange = part.includes('-');
    if (from === undefined || Number(from) <= last || Number(to) >= completions) return undefined;
    if (isRange && Number(from) >= Number(to)) return undefined;
    count += Number(to) - Number(from) + 1;
    last = Number(to);
  }
  return count;
}

function* failurePolicy(spec: Dictionary): Faults {
  const at = ['podFailurePolicy', 'rules'];
  if (has(spec, 'podReplacementPolicy') && spec.podReplacementPolicy !== 'Failed') {
    const allowed = '"Failed" beside podFailurePolicy';
    yield wrong(['podReplacementPolicy'], spec.podReplacementPolicy, allowed, 'change it, or remove podFailurePolicy');
  }
  const rules = valueAt(spec, ...at);
  yield* atMostItems(spec, at, rules);
  const pod = valueAt(spec, 'template', 'spec') as Dictionary | undefined;
  const containers = [...itemsOf(pod?.containers), ...itemsOf(pod?.initContainers)].map(([, { name }]) => name);
  for (const [index, rule] of itemsOf(rules)) {
    if (rule.action === 'FailIndex' && !has(spec, 'backoffLimitPerIndex')) {
      yield wrong([...at, index, 'action'], rule.action, 'another action without backoffLimitPerIndex', 'change it');
    }
    const name = valueAt(rule, 'onExitCodes', 'containerName') ?? undefined;
    if (name !== undefined && !containers.includes(name)) {
      yield wrong([...at, index, 'onExitCodes', 'containerName'], name, 'a container of the pod', 'change it');
    }
  }
}

function* atMost(object: Dictionary, field: string, most: number): Faults {
  if (Number(object[field]) > most) yield wrong([field], object[field], `a number up to ${most}`, 'lower it');
}

/** Most rules of a policy. */
const MOST_RULES = 20;

function* atMostItems(spec: Dictionary, at: readonly string[], rules: unknown, least = 0): Faults {
  if (!has(spec, at[0])) return;
  const count = Array.isArray(rules) ? rules.length : 0;
  if (count < least || count > MOST_RULES) yield wrong(at, rules, `${least} to ${MOST_RULES} rules`, 'change them');
}
