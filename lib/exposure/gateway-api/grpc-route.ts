import type { GrpcRouteProps, GrpcRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import { Refusal } from '../../errors/refusal';
import { GATEWAY_V1, GRPC_METHOD, GRPC_SERVICE } from '../../kubernetes/gateway-api';
import type { IExposure } from '../i-exposure';
import { backendRefs } from './backend-refs';
import { checkFilters, type RouteFilter } from './route-filter';
import { grants } from './route-grants';
import { type RouteExposureOptions, routeBase, routeHead } from './route-options';

/** Calls of gRPC that a route takes. */
export interface GrpcMethod {
  /** Name of the service with its package, such as `helloworld.Greeter`. */
  readonly service: string;

  /**
   * Name of one method.
   *
   * @default - every method of the service
   */
  readonly method?: string;
}

/** Options for `Exposure.grpcRoute`. */
export interface GrpcRouteExposureOptions extends RouteExposureOptions {
  /**
   * Calls that the route takes.
   *
   * @default - every call
   */
  readonly methods?: GrpcMethod[];

  /**
   * Changes of calls and answers: headers and mirrors.
   *
   * @default - none
   */
  readonly filters?: RouteFilter[];
}

/** GRPCRoute, as the Gateway API's own JSON. */
interface GrpcRoute extends GrpcRouteProps {
  readonly apiVersion: typeof GATEWAY_V1;
  readonly kind: 'GRPCRoute';
}

const PROPERTY = 'Exposure.grpcRoute';

/** Most matches of a rule: https://gateway-api.sigs.k8s.io/reference/spec/#grpcrouterule. */
const MOST_MATCHES = 64;

/**
 * Way in for gRPC through a Gateway: HTTP/2 without TLS to the pods.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/grpcroute/
 */
export function grpcRouteExposure(options: GrpcRouteExposureOptions): IExposure {
  const { methods, filters = [] } = options;
  const base = routeBase(PROPERTY, options);
  checkFilters(`${PROPERTY}.filters`, filters, ['URLRewrite']);
  if (methods !== undefined) checkMethods(methods);
  const matches = methods?.map(({ service, method }) => ({
    method: { type: 'Exact', service, ...(method === undefined ? {} : { method }) },
  }));
  const endpoints = [...base.shares.map(({ endpoint }) => endpoint), ...filters.map(({ _endpoint }) => _endpoint)];
  return {
    kind: 'grpc',
    appProtocol: 'kubernetes.io/h2c',
    from: options.from,
    manifests: (target) => {
      const spec = {
        ...routeHead(PROPERTY, target, base),
        rules: [
          {
            ...(matches === undefined ? {} : { matches }),
            ...(filters.length > 0 ? { filters: filters.map((filter) => filter._filter(target)) } : {}),
            backendRefs: backendRefs(target, base.shares),
          },
        ],
      } as unknown as GrpcRouteSpec;
      const metadata = { name: target.name, labels: { ...target.labels } };
      const route: GrpcRoute = { apiVersion: GATEWAY_V1, kind: 'GRPCRoute', metadata, spec };
      return [route, ...grants('GRPCRoute', target, endpoints)];
    },
  };
}

function checkMethods(methods: readonly GrpcMethod[]): void {
  const words = methods.map(({ service, method = '' }) => `${service}/${method}`);
  const wrong = methods.findIndex(
    ({ service, method }, index) =>
      !GRPC_SERVICE.test(service) ||
      (method !== undefined && !GRPC_METHOD.test(method)) ||
      words[index].length > 1024 ||
      words.indexOf(words[index]) !== index,
  );
  if (wrong < 0 && methods.length > 0 && methods.length <= MOST_MATCHES) return;
  throw new Refusal({
    property: wrong < 0 ? `${PROPERTY}.methods` : `${PROPERTY}.methods[${wrong}]`,
    ...(wrong < 0 ? { kind: `${methods.length} methods` } : { value: words[wrong] }),
    allowed: `1 to ${MOST_MATCHES} services, each with its package and once`,
    fix: "for example [{ service: 'helloworld.Greeter', method: 'SayHello' }]",
  });
}
