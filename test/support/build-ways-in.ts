// Builds the ways in of a service from its description.
import { Duration } from 'cdk8s';
import {
  CloudLoadBalancer,
  Exposure,
  type IExposure,
  KubernetesTarget,
  NetworkPeer,
  type PhoenixServiceProps,
  RouteFilter,
  RouteMatch,
  RouteParent,
  Tls,
  TrafficDistribution,
  TrafficPolicy,
} from 'cdk8s-elixir';
import type { Construct } from 'constructs';
import type { PhoenixData } from './app-description';
import type { Arrange } from './build-options';

/** Certificate that every Ingress of an endpoint names alike. */
const TLS = Tls.clusterIssuer('letsencrypt');
const FROM = [NetworkPeer.podsIn('infra', { app: 'proxy' })];

/** Ways in, hosts and Service of a service. One way in at most asks for a type of the Service. */
export function waysIn(scope: Construct, data: PhoenixData, arrange: Arrange): Partial<PhoenixServiceProps> {
  const { host, exposures, moreHosts, servicePort, closed } = data;
  const paths = data.paths ? [...data.paths] : undefined;
  const make: { readonly [kind in NonNullable<PhoenixData['exposures']>[number]]: () => IExposure } = {
    gateway: () => Exposure.gateway(arrange({ gateway: 'public', paths, from: FROM })),
    listener: () =>
      Exposure.gateway(
        arrange({ gateway: 'public', gatewayNamespace: 'infra', sectionName: 'https', unlimited: false, from: FROM }),
      ),
    matching: () =>
      Exposure.gateway(
        arrange({
          parents: [RouteParent.gateway('public', { port: 443 }), RouteParent.listenerSet('team')],
          matches: [RouteMatch.exact('/', { method: 'GET', headers: { a: 'b' }, queryParams: { c: 'd' } })],
          filters: [RouteFilter.requestHeaders({ set: { a: 'b' } }), RouteFilter.rewrite({ host: 'a.example' })],
          timeouts: { request: Duration.seconds(90), backendRequest: Duration.millis(500) },
          from: FROM,
        }),
      ),
    redirecting: () =>
      Exposure.gateway(
        arrange({
          gateway: 'public',
          sectionName: 'https',
          httpSectionName: 'http',
          redirectedHosts: ['www.example.org'],
          filters: [RouteFilter.rewrite({ prefix: '/inner' }), RouteFilter.responseHeaders({ remove: ['server'] })],
          from: FROM,
        }),
      ),
    issuer: () => Exposure.ingress(arrange({ className: 'nginx', tls: TLS, paths, from: FROM })),
    secret: () =>
      Exposure.ingress(arrange({ tls: Tls.secret('chat-tls'), annotations: { 'acme.example/a': 'b' }, from: FROM })),
    plain: () => Exposure.ingress(arrange({ className: 'alb', from: FROM })),
    traefik: () => Exposure.traefik(arrange({ tls: TLS, paths, controllerNamespace: 'infra' })),
    haproxy: () => Exposure.haproxy(arrange({ tls: TLS, exactPaths: ['/up'], from: FROM })),
    nginx: () => Exposure.nginx(arrange({ className: 'internal', tls: TLS, from: FROM })),
    alb: () =>
      Exposure.alb(arrange({ tls: Tls.loadBalancer(), stickiness: Duration.hours(1), group: 'a', from: FROM })),
    gke: () => Exposure.gke(arrange({ tls: Tls.loadBalancer(), stickiness: Duration.hours(1) })),
    nodePort: () => Exposure.nodePort(arrange({ tls: Tls.loadBalancer(), from: FROM })),
    loadBalancer: () =>
      Exposure.loadBalancer(
        arrange({
          cloud: CloudLoadBalancer.aws(),
          tls: Tls.loadBalancer(),
          externalTrafficPolicy: TrafficPolicy.LOCAL,
          sourceRanges: ['10.0.0.0/8'],
          from: FROM,
        }),
      ),
  };
  const ofService = exposures?.find((kind) => kind === 'nodePort' || kind === 'loadBalancer');
  const kinds = exposures?.filter((kind) => !['nodePort', 'loadBalancer'].includes(kind) || kind === ofService);
  const distribution = data.nearby && KubernetesTarget.of(scope).atLeast('1.34');
  return {
    host,
    hosts: moreHosts ? [host, `*.${host}`] : undefined,
    exposures: kinds
      ?.filter((kind, index) => kind !== ofService || kinds.indexOf(kind) === index)
      .map((kind) => make[kind]()),
    onlyFromExposures: closed && (kinds?.length ?? 0) > 0,
    service: arrange({
      port: servicePort,
      clientIpAffinity: data.sticky ? Duration.hours(3) : undefined,
      internalTrafficPolicy: data.sticky ? TrafficPolicy.LOCAL : undefined,
      trafficDistribution: distribution ? TrafficDistribution.PREFER_SAME_ZONE : undefined,
      annotations: data.nearby ? { team: 'chat' } : undefined,
    }),
  };
}
