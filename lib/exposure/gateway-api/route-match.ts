import { Refusal } from '../../errors/refusal';
import { publicClass } from '../../props/public-class';
import { literalSecret, looksSecret } from '../../risks/literals';
import { checkPaths } from '../paths';

/** What requests must have beside their path; all of it. */
export interface RouteMatchOptions {
  /**
   * Method, such as `GET`.
   *
   * @default - every method
   */
  readonly method?: string;

  /**
   * Headers with their values, by name.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * Parameters of the query with their values, by name.
   *
   * @default - none
   */
  readonly queryParams?: { [name: string]: string };
}

/** Requests that a route takes: by path, and what else they must have. */
export class RouteMatch {
  /**
   * Path, with all below it.
   *
   * @param path path that starts with `/`
   * @param options method, headers and parameters
   * @throws where the path, a method or a name is none that a Gateway takes
   */
  public static prefix(path: string, options: RouteMatchOptions = {}): RouteMatch {
    return new RouteMatch('PathPrefix', path, matchOf('RouteMatch.prefix', 'PathPrefix', path, options));
  }

  /**
   * Path alone, without those below it.
   *
   * @param path path that starts with `/`
   * @param options method, headers and parameters
   * @throws where the path, a method or a name is none that a Gateway takes
   */
  public static exact(path: string, options: RouteMatchOptions = {}): RouteMatch {
    return new RouteMatch('Exact', path, matchOf('RouteMatch.exact', 'Exact', path, options));
  }

  private constructor(
    /** @internal */
    public readonly _type: 'PathPrefix' | 'Exact',
    /** @internal */
    public readonly _path: string,
    /** @internal */
    public readonly _json: object,
  ) {}
}

publicClass(RouteMatch, 'RouteMatch');

/** Methods that an HTTPRoute can match: https://gateway-api.sigs.k8s.io/reference/spec/#httpmethod. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** Most headers, or parameters, of a match. */
const MOST = 16;

function matchOf(property: string, type: string, path: string, options: RouteMatchOptions): object {
  const { method, headers = {}, queryParams = {} } = options;
  checkPaths(`${property}.path`, [path]);
  if (method !== undefined && !METHODS.includes(method)) throw noMethod(`${property}.method`, method);
  return {
    path: { type, value: path },
    ...valuesOf(`${property}.headers`, 'headers', headers, 4096),
    ...valuesOf(`${property}.queryParams`, 'queryParams', queryParams, 1024),
    ...(method === undefined ? {} : { method }),
  };
}

function valuesOf(
  property: string,
  field: string,
  values: { readonly [name: string]: string },
  longest: number,
): object {
  const entries = Object.entries(values);
  if (entries.length > MOST) throw tooMany(property, entries.length);
  for (const [name, value] of entries) checkHeader(property, name, value, longest);
  return entries.length === 0 ? {} : { [field]: entries.map(([name, value]) => ({ type: 'Exact', name, value })) };
}

/** Name of a header: https://gateway-api.sigs.k8s.io/reference/spec/#httpheadername. */
const TOKEN = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/;

/**
 * Refuses what is no name of a header.
 *
 * @internal
 */
export function checkHeaderName(property: string, name: string): void {
  if (TOKEN.test(name)) return;
  throw new Refusal({
    property,
    value: name,
    allowed: 'names of letters, digits and `-`',
    fix: 'for example "x-debug"',
  });
}

/**
 * Refuses a name or value that no route can match or set, and a value that looks like a secret: everybody who reads the
 * route would read it.
 *
 * @internal
 */
export function checkHeader(property: string, name: string, value: string, longest = 4096): void {
  if (looksSecret(name, value)) throw secretHeader(property, name);
  if (TOKEN.test(name) && value !== '' && value.length <= longest) return;
  throw new Refusal({
    property: `${property}["${name}"]`,
    ...(value.length <= longest ? { value } : { kind: `${value.length} characters` }),
    allowed: `a name of letters, digits and \`-\`, with a text of 1 to ${longest} characters`,
    fix: "for example { 'x-version': 'next' }",
  });
}

function secretHeader(property: string, name: string): Refusal {
  const { why } = literalSecret(property, name);
  return new Refusal({
    property: `${property}.${name}`,
    why,
    allowed: 'values that everybody may read',
    fix: 'have the release send or check it, with the value in a Secret',
  });
}

function tooMany(property: string, count: number): Refusal {
  return new Refusal({ property, kind: `${count} of them`, allowed: `${MOST} at most`, fix: 'leave some out' });
}

function noMethod(property: string, value: string): Refusal {
  return new Refusal({ property, value, allowed: METHODS.join(', '), fix: 'for example "GET"' });
}

/** Matches that a rule of an HTTPRoute can have: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule. */
const MOST_MATCHES = 64;

/**
 * Matches of a route in the words of its options: paths, each with all below it, or matches as values.
 *
 * @throws where both are given, there is none, or one stands twice
 * @internal
 */
export function matchesOf(
  property: string,
  paths: readonly string[] | undefined,
  matches: readonly RouteMatch[] | undefined,
): readonly RouteMatch[] {
  if (matches === undefined) {
    checkPaths(`${property}.paths`, paths, MOST_MATCHES);
    return (paths ?? ['/']).map((path) => RouteMatch.prefix(path));
  }
  if (paths !== undefined) throw twoForms(`${property}.paths`, paths);
  const words = matches.map(({ _json }) => JSON.stringify(_json));
  const twice = words.findIndex((one, index) => words.indexOf(one) !== index);
  if (twice < 0 && words.length > 0 && words.length <= MOST_MATCHES) return matches;
  throw new Refusal({
    property: twice < 0 ? `${property}.matches` : `${property}.matches[${twice}]`,
    ...(twice < 0 ? { kind: `${words.length} matches` } : { value: words[twice] }),
    allowed: `1 to ${MOST_MATCHES} matches, each once`,
    fix: "for example [RouteMatch.prefix('/api'), RouteMatch.exact('/')]",
  });
}

function twoForms(property: string, value: unknown): Refusal {
  return new Refusal({
    property,
    value,
    why: '`matches` says all of it',
    allowed: '`paths` or `matches`',
    fix: "matches: [RouteMatch.prefix('/api')]",
  });
}
