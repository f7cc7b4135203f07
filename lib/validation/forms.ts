import { isAddress, isRange } from '../kubernetes/addresses';
import { RELAXED_SINCE } from '../kubernetes/feature-gates';
import { INT32_MAX } from '../kubernetes/limits';
import { isName, type NameRuleName } from '../kubernetes/names';
import { isSchedule, isTimeZone } from '../kubernetes/schedule';
import { isReachable } from './address-values';
import { quantityValue } from './quantity-values';

/** Form of a value, beyond its type. */
export interface Form {
  readonly accepts: (value: unknown, minor: number) => boolean;
  readonly allowed: string;
  readonly fix: string;
}

const form = (allowed: string, fix: string, accepts: Form['accepts']): Form => ({ allowed, fix, accepts });

const MODE = 0o777;

/** Whole numbers in a range, both ends included. */
export const range = (least: number, most: number): Form =>
  form(`a number from ${least} to ${most}`, `for example ${least}`, (value) => inRange(value, least, most));

/** Whole numbers from one on. */
export const atLeast = (least: number): Form =>
  form(`a number from ${least} on`, `for example ${least}`, (value) => inRange(value, least, Number.MAX_SAFE_INTEGER));

const matching = (pattern: RegExp, allowed: string, fix: string, max = Number.POSITIVE_INFINITY): Form =>
  form(allowed, fix, (value) => typeof value === 'string' && value.length <= max && pattern.test(value));

const named = (rule: NameRuleName, allowed: string, fix: string): Form =>
  form(allowed, fix, (value) => isName(rule, value));

const LABEL = 'a name of lower-case letters, digits and `-`, 63 characters at most';

export const label = named('label', LABEL, 'for example "cache"');
export const subdomain = named(
  'subdomain',
  'a DNS name of lower-case letters, digits, `-` and `.`',
  'for example "chat"',
);
export const configKey = named(
  'configKey',
  'letters, digits, `-`, `_` and `.`, 253 characters at most',
  'rename the key',
);
export const labelKey = named(
  'qualifiedKey',
  'a name of 63 characters at most, with an optional DNS prefix and `/`',
  'for example "acme.example/team"',
);
/** Finalizer: a name of Kubernetes' own, or one with a prefix. */
export const finalizer = form(
  'orphan, foregroundDeletion, or a name with a prefix',
  'for example "acme.example/cleanup"',
  (value) =>
    ['orphan', 'foregroundDeletion', 'kubernetes'].includes(String(value)) ||
    (isName('qualifiedKey', value) && value.includes('/')),
);
export const labelValue = named(
  'labelValue',
  'letters, digits, `-`, `_` and `.`, 63 characters at most',
  'put other texts into annotations',
);

/** Texts of a set. */
export const oneOf = (...values: readonly string[]): Form =>
  form(values.map((one) => JSON.stringify(one)).join(', '), `for example ${JSON.stringify(values[0])}`, (value) =>
    values.includes(value as string),
  );

/** Name of a port of a container: as RFC 6335 has it. */
export const portName = named(
  'portName',
  'lower-case letters, digits and single `-`, with a letter, 15 characters at most',
  'for example "http"',
);

export const port = range(1, 65535);
/** Port that may be left open with a 0. */
export const optionalPort = range(0, 65535);
export const portOrName = form(
  `${port.allowed}, or the name of a port`,
  'for example 4000',
  (value) => port.accepts(value, 0) || portName.accepts(value, 0),
);

export const fileMode = form('an octal number up to 0777', 'for example 0o440', (value) => inRange(value, 0, MODE));
export const userId = range(0, INT32_MAX);
export const natural = atLeast(0);

export const address = form('an IPv4 or IPv6 address', 'for example "10.0.0.9"', isAddress);
export const reachable = form(
  'an address that is neither of the machine itself nor of its link',
  'for example "203.0.113.9"',
  isReachable,
);
export const cidr = form('a range of addresses with nothing behind its prefix', 'for example "10.0.0.0/8"', (value) =>
  isRange(value),
);

/** Names of variables: newer servers take any printable ASCII but `=`. */
export const variable = form(
  'letters, digits, `_`, `-` and `.`, not starting with a digit',
  'for example "LOG_LEVEL"',
  (value, minor) =>
    typeof value === 'string' &&
    (minor >= RELAXED_SINCE.variableNames ? /^[ -<>-~]+$/ : /^(?!\.\.)(?!\.$)[-._a-zA-Z][-._a-zA-Z0-9]*$/).test(value),
);

/** Name of a controller. */
export const prefixedPath = matching(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[-A-Za-z0-9/._~%!$&'()*+,;=:]+$/,
  'a DNS name, `/` and a path, 63 characters at most',
  'for example "acme.example/queue"',
  63,
);
export const image = matching(/^\S(.*\S)?$/s, 'an image, without spaces around it', 'for example "acme/proxy:1"');
export const filled = matching(/./s, 'a text that is not empty', 'give it, or leave the object out');
export const absolutePath = matching(/^\//, 'an absolute path', 'for example "/data"');
export const relativePath = matching(
  /^(?!\/)(?!\.\.)(?!.*\/\.\.(\/|$)).*$/s,
  'a relative path without `..`',
  'for example "config/app.yaml"',
);
export const steplessPath = matching(
  /^(?!\.\.(\/|$))(?!.*\/\.\.(\/|$)).+$/s,
  'a path without `..`',
  'for example "/data"',
);
export const header = matching(/^[-A-Za-z0-9]+$/, 'letters, digits and `-`', 'for example "X-Health"');
export const sysctl = matching(
  /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/,
  'the name of a kernel parameter',
  'for example "net.core.somaxconn"',
  253,
);
export const driver = matching(
  /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/,
  'the name of a CSI driver, 63 characters at most',
  'for example "csi.example.com"',
  63,
);
export const iqn = matching(
  /^(iqn\.\d{4}-\d{2}\.([a-zA-Z0-9_-]+\.)*[a-zA-Z0-9_-]+(:[^,;*&$|\s]+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{32})$/,
  'an iSCSI name: iqn, eui or naa',
  'for example "iqn.2001-04.com.example:storage"',
);
export const percentOrNumber = form(
  'a number from 0 on, or a percentage',
  'for example 1 or "25%"',
  (value) => inRange(value, 0, INT32_MAX) || /^[0-9]+%$/.test(String(value)),
);
export const shareOrNumber = form(
  'a number from 0 on, or a percentage up to 100%',
  'for example 1 or "25%"',
  (value) => percentOrNumber.accepts(value, 0) && !(typeof value === 'string' && Number.parseInt(value, 10) > 100),
);
export const amount = form('a quantity that is not negative', 'for example "64Mi"', (value) => {
  const found = quantityValue(value);
  return found !== undefined && found >= 0;
});
export const positive = form('a quantity above 0', 'for example "100m"', (value) => (quantityValue(value) ?? 0) > 0);
/** Name of an object of any kind, as a part of a URL. */
export const pathSegment = matching(/^(?!\.{1,2}$)[^/%]+$/s, 'a name without `/` and `%`', 'for example "chat"');
export const wildcardHost = matching(
  /^(?=.{1,253}$)(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  'a DNS name, with an optional `*.` before it',
  'for example "chat.example.com"',
);
/** Host of an Ingress is no address. */
export const ingressHost = form(
  wildcardHost.allowed,
  wildcardHost.fix,
  (value) => value === '' || (wildcardHost.accepts(value, 0) && !/^[\d.]+$/.test(String(value))),
);
/** Domain in which names are looked up: newer servers take `_` and a single dot. */
export const searchDomain = form('a DNS name', 'for example "svc.cluster.local"', (value, minor) => {
  if (typeof value !== 'string') return false;
  if (minor < RELAXED_SINCE.searchDomains) return isName('subdomain', value.replace(/\.$/, ''));
  return /^(\.|[a-z0-9_]([-_a-z0-9]*[a-z0-9])?(\.[a-z0-9_]([-_a-z0-9]*[a-z0-9])?)*\.?)$/.test(value);
});

/** Name of a Service, which an Ingress refers to. */
export const serviceName = form(
  'lower-case letters, digits and `-`, starting with a letter, 63 characters at most',
  'for example "web"',
  (value, minor) => isName(minor < RELAXED_SINCE.serviceNames ? 'service' : 'label', value),
);

export const schedule = form('five fields, or a macro such as "@daily"', 'for example "0 3 * * *"', isSchedule);
export const timeZone = form('a name of the IANA time zone database', 'for example "Europe/Berlin"', isTimeZone);

/** Seconds of a hook that sleeps. */
export const sleepSeconds = form('a number from 1 on', 'for example 5', (value, minor) =>
  inRange(value, minor < RELAXED_SINCE.sleepOfZero ? 1 : 0, Number.MAX_SAFE_INTEGER),
);

/** Pods at least of a HorizontalPodAutoscaler. */
export const leastReplicas = form('a number from 1 on', 'for example 2', (value, minor) =>
  inRange(value, minor < RELAXED_SINCE.scalersToZero ? 1 : 0, INT32_MAX),
);

/** Which endpoints a Service prefers. */
export const trafficDistribution = form(
  '"PreferClose", and from Kubernetes 1.34 on "PreferSameZone" and "PreferSameNode"',
  'for example "PreferClose"',
  (value, minor) =>
    value === 'PreferClose' ||
    (minor >= RELAXED_SINCE.trafficDistribution && ['PreferSameZone', 'PreferSameNode'].includes(String(value))),
);

function inRange(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
