import { Duration } from 'cdk8s';
import {
  AwsScheme,
  CloudLoadBalancer,
  Exposure,
  type IExposure,
  KubernetesTarget,
  NetworkPeer,
  Probe,
  Tls,
  TrafficDistribution,
  TrafficPolicy,
  Waiver,
} from 'cdk8s-elixir';
import { newChart, newPhoenix, rendered, synth } from '../subjects';
import { exposed, ingress, phoenix, refused } from './builds';
import { type Build, list, type Proof, type Proofs, text } from './proof';

const PEERS = [NetworkPeer.cidr('10.0.0.0/8')];
const ARN = ['arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2'];
const RISKY = { allow: [Waiver.plainHttp('tested')] };

/** A service with ways in of which plain ones are accepted, on a target that has everything. */
const served =
  (exposure: (options: any) => IExposure, props: object = {}): Build =>
  (options) => {
    const chart = newChart({ namespace: 'chat' });
    KubernetesTarget.set(chart, { version: '1.36' });
    return refused(() => {
      newPhoenix(chart, { ...RISKY, ...props, exposures: [exposure(options)] });
      return synth(chart);
    });
  };

/** The same, of which the HTTP port is open to the ways in alone. */
const closed = (exposure: (options: any) => IExposure) => served(exposure, { onlyFromExposures: true });

const tls = Tls.secret('certificate');
const alb = served((options) => Exposure.alb({ tls: Tls.certificateArn(ARN), ...options }));
const gke = served((options) => Exposure.gke({ tls, ...options }));
const traefik = served((options) => Exposure.traefik({ tls, ...options }));
const haproxy = served((options) => Exposure.haproxy({ tls, ...options }));
const nginx = served((options) => Exposure.nginx({ tls, ...options }));
const nodePort = served((options) => Exposure.nodePort(options));
const loadBalancer = served((options) => Exposure.loadBalancer(options));
const aws = served((options) => Exposure.loadBalancer({ cloud: CloudLoadBalancer.aws(options) }));
const google = served((options) => Exposure.loadBalancer({ cloud: CloudLoadBalancer.gke(options) }));
const issuer = served((options) => Exposure.ingress({ tls: Tls.issuer('ours', options) }));
const certificate = served((options) =>
  Exposure.ingress({ tls: Tls.issuer('ours', { certificate: true, ...options }) }),
);

const service: Build = (options) => {
  const chart = newChart({ namespace: 'chat' });
  KubernetesTarget.set(chart, { version: '1.36' });
  newPhoenix(chart, { ports: [{ name: 'grpc', port: 50051 }], service: options });
  return synth(chart);
};
const port: Build = (options) => service({ ports: [{ name: 'grpc', ...options }] });
const asking =
  (asked: object): Build =>
  (request) =>
    exposed({ service: { ...asked, ...request } });
const ofLoadBalancer = asking({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' });

const seconds = (build: Build, same: number | undefined, other: number): Proof =>
  text(build, same === undefined ? undefined : Duration.seconds(same), Duration.seconds(other));

/** Seconds for which a pod of `newPhoenix` goes on answering: preStop, sockets and requests. */
const DRAINS = 5 + 30 + 15;

/** What a way in is told of an endpoint. */
const told = (props: object, namespace?: string) => {
  let target: object = {};
  rendered((chart) =>
    newPhoenix(newChart(namespace === undefined ? {} : { namespace }), {
      ...props,
      exposures: [
        {
          kind: 'own',
          manifests: (given) => {
            target = given;
            return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `own-${chart.node.id}` } }];
          },
        },
      ],
    }),
  );
  return { ...target };
};

const controller = (make: (options: any) => IExposure) => text(closed(make), undefined, 'infra');

/** Ways in, their Service and their certificates. */
export const WAYS_IN: Proofs = {
  'ExposureTarget.healthPath': {
    build: ({ healthPath }) => told(healthPath ? { readinessProbe: Probe.fromHttpGet(healthPath) } : {}),
    other: '/ready',
  },
  'ExposureTarget.namespace': { build: ({ namespace }) => told({}, namespace), other: 'chat' },
  'EndpointOptions.hosts': text(gatewayHosts, ['chat.example.com'], ['*.example.com', 'chat.example.com']),
  'EndpointOptions.service': text(phoenix, { port: 80 }, { port: 8080 }),
  'PhoenixServiceProps.onlyFromExposures': {
    build: (props) => phoenix({ exposures: [Exposure.gateway({ gateway: 'a', from: PEERS })], ...props }),
    other: true,
  },
  'IExposure.from': text(closedOwn, undefined, PEERS),
  'IExposure.hosts': text(echoed, ['chat.example.com'], ['nobody.example']),
  'IExposure.service': text(exposed, {}, { type: 'NodePort' }),

  'ServiceOptions.port': { build: service, other: 8080 },
  'ServiceOptions.appProtocol': text(service, undefined, 'http'),
  'ServiceOptions.annotations': text(service, {}, { a: 'b' }),
  'ServiceOptions.ports': list(service, { name: 'grpc' }),
  'ServiceOptions.clientIpAffinity': seconds(service, undefined, 60),
  'ServiceOptions.internalTrafficPolicy': { build: service, other: TrafficPolicy.LOCAL },
  'ServiceOptions.trafficDistribution': text(service, undefined, TrafficDistribution.PREFER_SAME_ZONE),
  'ServicePortOptions.port': text(port, 50051, 8443),
  'ServicePortOptions.appProtocol': text(port, undefined, 'kubernetes.io/h2c'),

  'ServiceRequest.type': { build: asking({}), other: 'NodePort' },
  'ServiceRequest.annotations': text(asking({}), {}, { a: 'b' }),
  'ServiceRequest.nodePort': text(asking({ type: 'NodePort' }), undefined, 30080),
  'ServiceRequest.externalTrafficPolicy': text(asking({ type: 'NodePort' }), undefined, 'Local'),
  'ServiceRequest.healthCheckNodePort': text(ofLoadBalancer, undefined, 30081),
  'ServiceRequest.loadBalancerClass': text(ofLoadBalancer, undefined, 'acme.example/internal'),
  'ServiceRequest.loadBalancerSourceRanges': text(ofLoadBalancer, undefined, ['10.0.0.0/8']),
  'ServiceRequest.allocateLoadBalancerNodePorts': text(ofLoadBalancer, undefined, false),

  'TlsIssuerOptions.secretName': text(issuer, 'web-tls', 'other'),
  'TlsIssuerOptions.certificate': { build: issuer, other: true },
  'TlsIssuerOptions.duration': seconds(certificate, undefined, 7200),
  'TlsIssuerOptions.renewBefore': seconds(certificate, undefined, 600),

  'IngressOptions.annotations': text((options) => ingress({ className: 'nginx', ...options }), {}, { a: 'b' }),
  'IngressOptions.defaultBackend': { build: ingress, other: true },
  'IngressOptions.exactPaths': text((options) => ingress({ paths: ['/'], ...options }), undefined, ['/health']),
  'IngressOptions.from': text(
    closed((options) => Exposure.ingress(options)),
    undefined,
    PEERS,
  ),
  'IngressOptions.hosts': text((options) => refused(() => ingress(options)), undefined, ['nobody.example']),
  'IngressOptions.paths': text(ingress, ['/'], ['/live']),
  'IngressOptions.tls': text(ingress, undefined, tls),

  'TraefikExposureOptions.className': { build: traefik, other: 'internal' },
  'TraefikExposureOptions.controllerNamespace': controller((options) => Exposure.traefik({ tls, ...options })),
  'TraefikExposureOptions.plainEntryPoint': { build: traefik, other: 'http' },
  'TraefikExposureOptions.redirect': { build: traefik, other: false },
  'TraefikExposureOptions.secureEntryPoint': { build: traefik, other: 'https' },
  'HaproxyExposureOptions.className': { build: haproxy, other: 'internal' },
  'HaproxyExposureOptions.controllerNamespace': controller((options) => Exposure.haproxy({ tls, ...options })),
  'HaproxyExposureOptions.redirect': { build: haproxy, other: false },
  'HaproxyExposureOptions.serverTimeout': seconds(haproxy, 3600, 60),
  'NginxExposureOptions.className': { build: nginx, other: 'internal' },
  'NginxExposureOptions.controllerNamespace': controller((options) => Exposure.nginx({ tls, ...options })),
  'NginxExposureOptions.idleTimeout': seconds(nginx, 3600, 60),
  'NginxExposureOptions.redirect': { build: nginx, other: false },

  'AlbExposureOptions.className': { build: alb, other: 'internal' },
  'AlbExposureOptions.deregistrationDelay': seconds(alb, DRAINS, 300),
  'AlbExposureOptions.group': text(alb, undefined, 'public'),
  'AlbExposureOptions.groupOrder': text(alb, undefined, 10),
  'AlbExposureOptions.healthPath': text(alb, undefined, '/health'),
  'AlbExposureOptions.idleTimeout': seconds(alb, 3600, 60),
  'AlbExposureOptions.redirect': { build: alb, other: false },
  'AlbExposureOptions.scheme': { build: alb, other: AwsScheme.INTERNET_FACING },
  'AlbExposureOptions.sourceRanges': text(alb, [], ['10.0.0.0/8']),
  'AlbExposureOptions.sslPolicy': text(alb, undefined, 'ELBSecurityPolicy-TLS13-1-2-2021-06'),
  'AlbExposureOptions.stickiness': seconds(alb, undefined, 60),
  'AlbExposureOptions.successCodes': text(alb, undefined, '200-399'),

  'GkeExposureOptions.backendTimeout': seconds(gke, 86_400, 60),
  'GkeExposureOptions.connectionDraining': seconds(gke, DRAINS, 300),
  'GkeExposureOptions.healthPath': text(gke, undefined, '/health'),
  'GkeExposureOptions.internal': { build: gke, other: true },
  'GkeExposureOptions.redirect': text(gke, true, false),
  'GkeExposureOptions.staticIpName': text(gke, undefined, 'web'),
  'GkeExposureOptions.stickiness': seconds(gke, undefined, 60),

  'NodePortExposureOptions.externalTrafficPolicy': { build: nodePort, other: TrafficPolicy.LOCAL },
  'NodePortExposureOptions.from': text(
    closed((options) => Exposure.nodePort(options)),
    undefined,
    PEERS,
  ),
  'NodePortExposureOptions.nodePort': text(nodePort, undefined, 30080),
  'NodePortExposureOptions.tls': text(nodePort, undefined, Tls.loadBalancer()),
  'LoadBalancerExposureOptions.allocateNodePorts': { build: loadBalancer, other: false },
  'LoadBalancerExposureOptions.cloud': text(loadBalancer, undefined, CloudLoadBalancer.aws()),
  'LoadBalancerExposureOptions.externalTrafficPolicy': { build: loadBalancer, other: TrafficPolicy.LOCAL },
  'LoadBalancerExposureOptions.from': text(
    closed((options) => Exposure.loadBalancer(options)),
    undefined,
    PEERS,
  ),
  'LoadBalancerExposureOptions.healthCheckNodePort': text(
    served((options) => Exposure.loadBalancer({ externalTrafficPolicy: TrafficPolicy.LOCAL, ...options })),
    undefined,
    30081,
  ),
  'LoadBalancerExposureOptions.loadBalancerClass': text(loadBalancer, undefined, 'acme.example/internal'),
  'LoadBalancerExposureOptions.sourceRanges': text(loadBalancer, [], ['10.0.0.0/8']),
  'LoadBalancerExposureOptions.tls': text(loadBalancer, undefined, Tls.loadBalancer()),
  'AwsLoadBalancerOptions.deregistrationDelay': seconds(aws, DRAINS, 300),
  'AwsLoadBalancerOptions.idleTimeout': seconds(aws, 3600, 350),
  'AwsLoadBalancerOptions.proxyProtocol': { build: aws, other: true },
  'AwsLoadBalancerOptions.scheme': { build: aws, other: AwsScheme.INTERNET_FACING },
  'GkeLoadBalancerOptions.internal': { build: google, other: true },
  'GkeLoadBalancerOptions.staticIpName': text(google, undefined, 'web'),
};

/** Hosts of an HTTPRoute. */
function gatewayHosts(props: object): unknown {
  return phoenix({ exposures: [Exposure.gateway({ gateway: 'a' })], ...props });
}

/** A way in of the user's own that says where its requests come from, of a port that is open to it alone. */
function closedOwn(exposure: object): unknown {
  const own = { kind: 'own', manifests: () => [], ...exposure };
  return refused(() => phoenix({ exposures: [own], onlyFromExposures: true }));
}

/** Hosts that a way in of the user's own is told. */
function echoed(exposure: object): unknown {
  const manifests = ({ hosts }: { hosts: string[] }) => [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: { hosts: hosts.join() } },
  ];
  return refused(() => phoenix({ exposures: [{ kind: 'own', manifests, ...exposure }] }));
}
