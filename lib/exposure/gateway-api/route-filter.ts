import { Refusal } from '../../errors/refusal';
import { checkOnce } from '../../kubernetes/unique';
import { publicClass } from '../../props/public-class';
import { checkHost } from '../host';
import type { HttpEndpoint } from '../http-endpoint';
import type { ExposureTarget } from '../i-exposure';
import { checkPaths } from '../paths';
import { endpointRef } from './backend-refs';
import { checkHeader, checkHeaderName } from './route-match';

/** Changes of headers. */
export interface HeaderChanges {
  /**
   * Headers that are set, by name; what they were before is lost.
   *
   * @default - none
   */
  readonly set?: { [name: string]: string };

  /**
   * Values that are added to headers, by name.
   *
   * @default - none
   */
  readonly add?: { [name: string]: string };

  /**
   * Names of headers that are removed.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/** Options for `RouteFilter.rewrite`; one of them at least. */
export interface RouteRewrite {
  /**
   * Host that the release is told.
   *
   * @default - the host that the client asked for
   */
  readonly host?: string;

  /**
   * Path in the place of the prefix that matched: of `/shop/cart`, `/` makes `/cart` where `/shop` matched.
   *
   * @default - the path that the client asked for
   */
  readonly prefix?: string;
}

/** Options for `RouteFilter.mirror`. */
export interface RouteMirrorOptions {
  /**
   * Requests in a hundred that are copied. Fewer than all of them not every controller supports.
   *
   * @default 100
   */
  readonly percent?: number;
}

/** Change of the requests that a route takes, or of the answers to them. */
export class RouteFilter {
  /**
   * Changes of the headers that the release sees.
   *
   * Source: https://gateway-api.sigs.k8s.io/guides/http-header-modifier/
   *
   * @param changes headers to set, to add and to remove
   * @throws where a name or value is none of a header, nothing is changed, or a value looks like a secret
   */
  public static requestHeaders(changes: HeaderChanges): RouteFilter {
    return headers('RequestHeaderModifier', 'requestHeaderModifier', 'RouteFilter.requestHeaders', changes);
  }

  /**
   * Changes of the headers that the client sees.
   *
   * @param changes headers to set, to add and to remove
   * @throws where a name or value is none of a header, nothing is changed, or a value looks like a secret
   */
  public static responseHeaders(changes: HeaderChanges): RouteFilter {
    return headers('ResponseHeaderModifier', 'responseHeaderModifier', 'RouteFilter.responseHeaders', changes);
  }

  /**
   * Rewrite of host or path. Phoenix makes links and static paths with the path that it is told (`url: [path: …]`), and
   * compares the Origin of sockets with its own host.
   *
   * Source: https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/
   *
   * @param rewrite host and prefix
   * @throws where the host or the path is none, or nothing is rewritten
   */
  public static rewrite(rewrite: RouteRewrite): RouteFilter {
    const { host, prefix } = rewrite;
    if (host === undefined && prefix === undefined) throw changesNothing('RouteFilter.rewrite');
    if (host !== undefined) checkHost('RouteFilter.rewrite.host', host);
    if (prefix !== undefined) checkPaths('RouteFilter.rewrite.prefix', [prefix]);
    const path = { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix };
    const urlRewrite = {
      ...(host === undefined ? {} : { hostname: host }),
      ...(prefix === undefined ? {} : { path }),
    };
    return new RouteFilter('URLRewrite', () => ({ urlRewrite }), prefix !== undefined);
  }

  /**
   * Copies of requests to another endpoint, whose answers nobody sees. Not every controller supports it.
   *
   * Source: https://gateway-api.sigs.k8s.io/guides/http-request-mirroring/
   *
   * @param endpoint endpoint that gets the copies
   * @param options which share of them
   * @throws where the share is none
   */
  public static mirror(endpoint: HttpEndpoint, options: RouteMirrorOptions = {}): RouteFilter {
    const { percent = 100 } = options;
    if (!Number.isInteger(percent) || percent < 1 || percent > 100) throw noShare(percent);
    const mirrored = (target: ExposureTarget) => ({
      requestMirror: { backendRef: endpointRef(target, endpoint), ...(percent < 100 ? { percent } : {}) },
    });
    return new RouteFilter('RequestMirror', mirrored, false, endpoint);
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
    private readonly json: (target: ExposureTarget) => object,
    /**
     * Whether it replaces a prefix, so that a rule can have one match alone.
     *
     * @internal
     */
    public readonly _replacesPrefix: boolean,
    /** @internal */
    public readonly _endpoint?: HttpEndpoint,
  ) {}

  /** @internal */
  public _filter(target: ExposureTarget): object {
    return { type: this._type, ...this.json(target) };
  }

  /** @internal */
  public static _headers(type: string, json: object): RouteFilter {
    return new RouteFilter(type, () => json, false);
  }
}

publicClass(RouteFilter, 'RouteFilter');

/** Most headers of each kind of change: https://gateway-api.sigs.k8s.io/reference/spec/#httpheaderfilter. */
const MOST = 16;

function headers(type: string, field: string, property: string, changes: HeaderChanges): RouteFilter {
  const { set = {}, add = {}, remove = [] } = changes;
  for (const [key, values] of Object.entries({ set, add })) {
    for (const [name, value] of Object.entries(values)) checkHeader(`${property}.${key}`, name, value);
  }
  for (const name of checkOnce(`${property}.remove`, remove)) checkHeaderName(`${property}.remove`, name);
  const counts = [set, add, remove].map((one) => Object.keys(one).length);
  if (counts.every((count) => count === 0)) throw changesNothing(property);
  if (counts.some((count) => count > MOST)) throw tooMany(property, Math.max(...counts));
  const list = (values: object) => Object.entries(values).map(([name, value]) => ({ name, value }));
  const modifier = {
    ...(counts[0] > 0 ? { set: list(set) } : {}),
    ...(counts[1] > 0 ? { add: list(add) } : {}),
    ...(counts[2] > 0 ? { remove } : {}),
  };
  return RouteFilter._headers(type, { [field]: modifier });
}

function changesNothing(property: string): Refusal {
  return new Refusal({
    property,
    value: {},
    why: 'it would change nothing',
    allowed: 'one change or more',
    fix: 'remove it',
  });
}

function tooMany(property: string, count: number): Refusal {
  return new Refusal({
    property,
    kind: `${count} headers`,
    allowed: `${MOST} of each kind at most`,
    fix: 'leave some out',
  });
}

function noShare(value: number): Refusal {
  return new Refusal({
    property: 'RouteFilter.mirror.percent',
    value,
    allowed: 'a whole number from 1 to 100',
    fix: 'for example 10',
  });
}

/** Filters of which a rule can have several: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule. */
const SEVERAL = ['RequestMirror'];

/**
 * Refuses two filters of one kind, and more than the API server takes.
 *
 * @internal
 */
export function checkFilters(property: string, filters: readonly RouteFilter[], refused: readonly string[] = []): void {
  for (const [index, { _type }] of filters.entries()) {
    const isTwice = !SEVERAL.includes(_type) && filters.findIndex((one) => one._type === _type) !== index;
    if (!isTwice && !refused.includes(_type) && index < MOST) continue;
    throw new Refusal({
      property: `${property}[${index}]`,
      value: _type,
      allowed: refused.includes(_type)
        ? 'filters that this kind of route has: headers and mirrors'
        : `${MOST} filters at most, one of each kind but mirrors`,
      fix: isTwice ? 'say all of it in one filter' : 'leave it out',
    });
  }
}
