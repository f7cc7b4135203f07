import { Refusal } from '../errors/refusal';
import { couldHoldSecret } from '../errors/show';
import { UNRENDERED_KEYS } from '../json/dictionary';

/** Form of a kind of name. */
interface NameRule {
  readonly pattern: RegExp;
  readonly max: number;
  readonly words: string;
}

/**
 * Rules that every supported Kubernetes (1.27 and newer) enforces on names.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and apimachinery
 * `pkg/util/validation`; a Service follows RFC 1035 up to Kubernetes 1.33; a StatefulSet's name and `-` with a
 * ten-character revision hash must fit a label value of 63.
 */
const RULES = {
  label: {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    max: 63,
    words: 'lower-case letters, digits and `-`, starting and ending with a letter or digit',
  },
  service: {
    pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    max: 63,
    words: 'lower-case letters, digits and `-`, starting with a letter (RFC 1035)',
  },
  statefulSet: {
    pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    max: 52,
    words: 'lower-case letters, digits and `-`, starting with a letter; a StatefulSet adds a revision hash to it',
  },
  subdomain: {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    max: 253,
    words: 'lower-case letters, digits, `-` and `.`, each part starting and ending with a letter or digit',
  },
  job: {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    max: 63,
    words: 'lower-case letters, digits, `-` and `.`; its pods carry it as a label',
  },
  cronJob: {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    max: 52,
    words: 'lower-case letters, digits, `-` and `.`; a CronJob adds the time to it',
  },
  portName: {
    pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    max: 15,
    words: 'lower-case letters, digits and single `-`, with at least one letter',
  },
  environmentVariable: {
    pattern: /^[A-Za-z_][A-Za-z0-9_]*$/,
    max: 253,
    words: 'letters, digits and `_`, not starting with a digit',
  },
  configKey: {
    pattern: /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]+$/,
    max: 253,
    words: 'letters, digits, `-`, `_` and `.`',
  },
  labelValue: {
    pattern: /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    max: 63,
    words: 'letters, digits, `-`, `_` and `.`, starting and ending with a letter or digit',
  },
  qualifiedKey: {
    pattern:
      /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    max: 317,
    words: 'a name of letters, digits, `-`, `_` and `.` (63 at most), with an optional DNS prefix and `/`',
  },
} satisfies { [rule: string]: NameRule };

/** Name of a rule. */
export type NameRuleName = keyof typeof RULES;

/** True where `value` passes the rule. */
export function isName(rule: NameRuleName, value: unknown): value is string {
  return typeof value === 'string' && value.length <= RULES[rule].max && RULES[rule].pattern.test(value);
}

/** Returns `value`, or refuses it with the rule's words. `reserved` is room that the library needs for a suffix. */
export function checkName(rule: NameRuleName, property: string, value: string, reserved = 0): string {
  const { max, words } = RULES[rule];
  if (isName(rule, value) && value.length <= max - reserved) return value;
  throw new Refusal({
    property,
    value,
    allowed: `1 to ${max - reserved} characters: ${words}`,
    fix: couldHoldSecret(String(value)) ? FORM : suggestion(rule, value, max - reserved),
  });
}

/** Returns the key of a map, or refuses it with the rule's words. */
export function checkKey(rule: NameRuleName, property: string, key: string): string {
  if (!UNRENDERED_KEYS.includes(key)) return checkName(rule, property, key);
  throw new Refusal({
    property,
    value: key,
    why: 'cdk8s cannot render a map with this key',
    allowed: 'any other key',
    fix: 'choose another one',
  });
}

const FORM = 'choose a name of that form';

function suggestion(rule: NameRuleName, value: unknown, max: number): string {
  const lower = String(value ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, max)
    .replace(/-+$/, '');
  const usable = ['label', 'service', 'statefulSet', 'portName'].includes(rule) && lower !== '' && lower !== value;
  return usable ? `for example "${lower}"` : FORM;
}
