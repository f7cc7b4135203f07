import { type Dictionary, valueAt } from '../json/dictionary';
import { isRoutePath } from '../kubernetes/route-paths';
import { has, itemsOf } from './read-json';
import type { Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/** Most matches of all rules of a route. */
const MOST_MATCHES = 128;

/** Field of a filter by its type. */
const FILTERS: ReadonlyMap<unknown, string> = new Map([
  ['CORS', 'cors'],
  ['ExtensionRef', 'extensionRef'],
  ['RequestHeaderModifier', 'requestHeaderModifier'],
  ['RequestMirror', 'requestMirror'],
  ['RequestRedirect', 'requestRedirect'],
  ['ResponseHeaderModifier', 'responseHeaderModifier'],
  ['URLRewrite', 'urlRewrite'],
]);

/** Types of filters of which a list holds more than one. */
const MANY = ['RequestMirror', 'ExtensionRef'];

const UNITS: { readonly [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Rules of HTTPRoutes: `x-kubernetes-validations` of their CustomResourceDefinition. */
export const ROUTE_RULES: Rules = {
  *HttpRouteSpec({ parentRefs, rules }) {
    yield* checkParents(itemsOf(parentRefs));
    yield* checkMatches(rules, 1);
    const names = itemsOf(rules).flatMap(([, { name }]) => (name === undefined ? [] : [name]));
    if (new Set(names).size < names.length) yield wrong(['rules'], rules, 'rules of different names', 'rename one');
  },
  *HttpRouteSpecRules(rule) {
    yield* filters('filters', rule);
    const own = itemsOf(rule.filters).map(([, filter]) => filter);
    const backends = itemsOf(rule.backendRefs);
    if (backends.length > 0 && own.some((filter) => has(filter, 'requestRedirect'))) {
      yield wrong(['backendRefs'], rule.backendRefs, 'no backends beside a redirect', 'keep one of them');
    }
    const all = [own, backends.flatMap(([, { filters }]) => itemsOf(filters).map(([, filter]) => filter))];
    if (all.flat().some(replacesPrefix) && !hasOnePrefix(rule)) {
      yield wrong(['filters'], rule.filters, 'one match of type PathPrefix beside ReplacePrefixMatch', 'change one');
    }
  },
  HttpRouteSpecRulesBackendRefs: checkBackend,
  HttpRouteSpecRulesBackendRefsFiltersRequestMirrorBackendRef: backendPort,
  HttpRouteSpecRulesBackendRefsFilters: checkFilter,
  *HttpRouteSpecRulesBackendRefsFiltersCors(cors) {
    for (const list of ['allowHeaders', 'allowMethods', 'allowOrigins', 'exposeHeaders']) {
      const values = cors[list];
      if (Array.isArray(values) && values.includes('*') && values.length > 1) {
        yield wrong([list], values, '"*" alone', 'remove the others');
      }
    }
  },
  *HttpRouteSpecRulesBackendRefsFiltersRequestMirror(mirror) {
    if (has(mirror, 'percent') && has(mirror, 'fraction')) {
      yield wrong(['fraction'], mirror.fraction, 'percent or fraction', 'keep one of them');
    }
  },
  *HttpRouteSpecRulesBackendRefsFiltersRequestMirrorFraction({ numerator, denominator = 100 }) {
    if (Number(numerator) > Number(denominator)) {
      yield wrong(['numerator'], numerator, 'no more than the denominator', 'change one of them');
    }
  },
  *HttpRouteSpecRulesBackendRefsFiltersRequestRedirectPath(path) {
    for (const [type, field] of Object.entries({
      ReplaceFullPath: 'replaceFullPath',
      ReplacePrefixMatch: 'replacePrefixMatch',
    })) {
      if (has(path, field) === (path.type === type)) continue;
      yield wrong([field], path[field], `${field} where the type is ${type}`, 'change one of them');
    }
  },
  *HttpRouteSpecRulesMatchesPath({ type = 'PathPrefix', value = '/' }) {
    if (type === 'RegularExpression' || typeof value !== 'string') return;
    if (!isRoutePath(value)) {
      yield wrong(['value'], value, 'a path that starts with /, without //, /./ and /../', 'for example "/api"');
    }
  },
  *HttpRouteSpecRulesTimeouts({ request, backendRequest }) {
    const [whole, part] = [request, backendRequest].map(milliseconds);
    if (whole > 0 && part > whole)
      yield wrong(['backendRequest'], backendRequest, 'no longer than request', 'shorten it');
  },
};

/** Faults of what a rule and a backend have in common with those of other routes. */
export const FILTER_LISTS = {
  *rule(rule: Dictionary): Faults {
    yield* filters('filters', rule);
  },
  backend: checkBackend,
} as const;

/** Field of a filter that its type does not say, or lacks. */
export function* checkFilter(filter: Dictionary): Faults {
  for (const [type, field] of FILTERS) {
    if (has(filter, field) === (filter.type === type)) continue;
    const words = `${field} where the type is ${type}, and nowhere else`;
    yield has(filter, field) ? wrong([field], filter[field], words, 'change type') : missing([field], words, 'give it');
  }
}

/** More matches than a route has; a rule without any has so many of itself. */
export function* checkMatches(rules: unknown, without: number): Faults {
  const matches = itemsOf(rules).map(([, { matches: given }]) => (Array.isArray(given) ? given.length : without));
  if (matches.reduce((all, one) => all + one, 0) <= MOST_MATCHES) return;
  yield wrong(['rules'], rules, `${MOST_MATCHES} matches together`, 'make another route');
}

function* checkBackend(backend: Dictionary): Faults {
  yield* backendPort(backend);
  yield* filters('filters', backend);
}

/** Parents, or sections of one, that do not differ. */
export function* checkParents(all: readonly [number, Dictionary][]): Faults {
  const key = ({ group = 'gateway.networking.k8s.io', kind = 'Gateway', name, namespace = '' }: Dictionary) =>
    JSON.stringify([group, kind, name, namespace]);
  for (const [index, parent] of all) {
    const same = all.filter(([at, other]) => at !== index && key(other) === key(parent)).map(([, other]) => other);
    const section = parent.sectionName ?? '';
    if (
      same.some((other) => (other.sectionName ?? '') === section || section === '' || (other.sectionName ?? '') === '')
    ) {
      yield wrong(['parentRefs', index], parent, 'parents, or sections of one, that differ', 'remove one');
    }
  }
}

/** Filters of which one list holds one of a type. */
function* filters(list: string, object: Dictionary): Faults {
  const types = itemsOf(object[list]).map(([, { type }]) => type);
  const twice = types.find((type, index) => !MANY.includes(String(type)) && types.indexOf(type) < index);
  if (twice !== undefined) yield wrong([list], object[list], 'one filter of a type', 'leave one out');
  if (types.includes('RequestRedirect') && types.includes('URLRewrite')) {
    yield wrong([list], object[list], 'RequestRedirect or URLRewrite', 'keep one of them');
  }
}

function* backendPort({ group = '', kind = 'Service', port }: Dictionary): Faults {
  if (group === '' && kind === 'Service' && port === undefined) {
    yield missing(['port'], 'the port of the Service', 'for example 80');
  }
}

function replacesPrefix(filter: Dictionary): boolean {
  return ['requestRedirect', 'urlRewrite'].some(
    (field) => valueAt(filter, field, 'path', 'type') === 'ReplacePrefixMatch',
  );
}

function hasOnePrefix({ matches }: Dictionary): boolean {
  const all = itemsOf(matches);
  if (!Array.isArray(matches)) return true;
  return all.length === 1 && (valueAt(all[0][1], 'path', 'type') ?? 'PathPrefix') === 'PathPrefix';
}

function milliseconds(duration: unknown): number {
  const parts = [...String(duration ?? '').matchAll(/(\d+)(ms|h|m|s)/g)];
  return parts.reduce((all, [, count, unit]) => all + Number(count) * UNITS[unit], 0);
}
