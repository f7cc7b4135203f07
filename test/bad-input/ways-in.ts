import { Duration } from 'cdk8s';
import {
  AwsScheme,
  CloudLoadBalancer,
  Exposure,
  HttpEndpoint,
  type IExposure,
  KubernetesTarget,
  NetworkPeer,
  type PhoenixServiceProps,
  Tls,
  TrafficDistribution,
} from 'cdk8s-elixir';
import { newChart, newPhoenix, newRelease, synth } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

const PATH = 'test/web';
const TLS = Tls.secret('certificate');
const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2';

const phoenix = (props: Partial<PhoenixServiceProps>) => () => newPhoenix(newChart(), props);
const row = (name: string, build: () => unknown, expects: Expected): BadInput => ({ name, build, expects });
const own = (kind: string, members: Partial<IExposure>): IExposure => ({ kind, manifests: () => [], ...members });

/** Hosts, Services, Ingresses, load balancers and certificates. */
export const WAYS_IN: readonly BadInput[] = [
  row('no hosts', phoenix({ hosts: [], exposures: [Exposure.gateway({ gateway: 'a' })] }), {
    path: PATH,
    property: 'hosts',
    value: '[]',
    allowed: 'one host or more',
    fix: 'leave it out for `host` alone',
  }),
  row(
    'a wildcard in the middle of a host',
    phoenix({ hosts: ['a.*.example.com'], exposures: [Exposure.gateway({ gateway: 'a' })] }),
    { path: PATH, property: 'hosts[0]', value: 'a.*.example.com', allowed: '`*.` and one', fix: 'chat.example.com' },
  ),
  row('a host twice', phoenix({ hosts: ['a.example', 'a.example'], exposures: [Exposure.gateway({ gateway: 'a' })] }), {
    path: PATH,
    property: 'hosts[1]',
    value: 'a.example',
    allowed: 'each once',
    fix: 'remove it',
  }),
  row(
    'a way in of a host that the endpoint does not have',
    phoenix({ exposures: [Exposure.ingress({ hosts: ['b.example'], tls: TLS })] }),
    {
      path: PATH,
      property: 'exposures[0].hosts[0]',
      value: 'b.example',
      allowed: 'chat.example.com',
      fix: 'add it to `hosts` of the endpoint',
    },
  ),
  row(
    'a host that the application does not know',
    () => {
      const chart = newChart();
      newPhoenix(chart, { hosts: ['b.example'], exposures: [Exposure.gateway({ gateway: 'a' })] });
      synth(chart);
    },
    { property: 'HTTPRoute "web", host', value: 'b.example', allowed: 'chat.example.com', fix: 'otherHost' },
  ),
  row('an endpoint without a host', noHost, {
    path: 'test/worker-endpoint',
    property: 'host',
    allowed: 'a host name',
    fix: 'chat.example.com',
  }),
  row('a further port that is not declared', phoenix({ service: { ports: [{ name: 'grpc' }] } }), {
    path: PATH,
    property: 'service.ports[0].name',
    value: 'grpc',
    allowed: '"http"',
    fix: '`ports` of the release',
  }),
  row(
    'a further port with a number that is taken',
    phoenix({ ports: [{ name: 'grpc', port: 50051 }], service: { ports: [{ name: 'grpc', port: 80 }] } }),
    { path: PATH, property: 'service.ports[0]', value: 'grpc 80', allowed: 'each number once', fix: 'another number' },
  ),
  row('an affinity of a week', phoenix({ service: { clientIpAffinity: Duration.days(7) } }), {
    path: PATH,
    property: 'service.clientIpAffinity',
    value: '604800 s',
    allowed: 'up to 86400',
    fix: 'Duration.seconds(86400)',
  }),
  row(
    'a preference that the target does not read',
    () => {
      const chart = newChart();
      KubernetesTarget.set(chart, { version: '1.33' });
      newPhoenix(chart, { service: { trafficDistribution: TrafficDistribution.PREFER_SAME_NODE } });
    },
    {
      path: PATH,
      property: 'service.trafficDistribution',
      value: 'PreferSameNode',
      allowed: 'a target of 1.34 or newer',
      fix: "version: '1.34'",
    },
  ),
  row(
    'an application protocol that a way in does not ask for',
    phoenix({ service: { appProtocol: 'http' }, exposures: [Exposure.gateway({ gateway: 'a' })] }),
    {
      path: PATH,
      property: 'exposures[0].appProtocol',
      value: 'kubernetes.io/ws',
      allowed: 'one application protocol',
      fix: 'HttpEndpoint',
    },
  ),
  row(
    'two ways in that ask for different types of the Service',
    phoenix({
      exposures: [own('a', { service: { type: 'NodePort' } }), own('b', { service: { type: 'LoadBalancer' } })],
    }),
    {
      path: PATH,
      property: 'exposures[1] (b), service.type',
      value: 'LoadBalancer',
      allowed: 'one value of the field',
      fix: 'HttpEndpoint',
    },
  ),
  row(
    'a way in of your own that asks for a type that there is not',
    phoenix({ exposures: [own('a', { service: { type: 'Public' } })] }),
    {
      path: PATH,
      property: 'exposures[0].service.spec.type',
      value: '(not shown)',
      allowed: 'ClusterIP',
      fix: 'choose one of them',
    },
  ),
  row(
    'an HTTP port that is open to a way in of which nobody knows where it comes from',
    phoenix({ onlyFromExposures: true, exposures: [Exposure.traefik({ tls: TLS })] }),
    {
      path: PATH,
      property: 'exposures[0].from',
      value: 'not given',
      allowed: 'pods of its controller',
      fix: 'NetworkPeer.podsIn',
    },
  ),
  row('an HTTP port that is open to ways in where there is none', phoenix({ onlyFromExposures: true }), {
    property: 'onlyFromExposures',
    value: 'true',
    allowed: 'ways in, or httpPeers',
    fix: '`exposures`',
  }),
  row('pods of a namespace without labels', () => NetworkPeer.podsIn('infra', {}), {
    property: 'NetworkPeer.podsIn',
    value: '{}',
    allowed: 'one label or more',
    fix: 'an empty selector means everybody',
  }),
  row('pods of a namespace that is no name', () => NetworkPeer.podsIn('Infra', { a: 'b' }), {
    property: 'NetworkPeer.podsIn.namespace',
    value: 'Infra',
    allowed: 'lower-case',
    fix: '"infra"',
  }),
  row('a redirect of Traefik in a chart without a namespace', noNamespace, {
    property: 'namespace of the chart',
    allowed: 'a chart with a namespace',
    fix: 'redirect: false',
  }),
  row('an entry point that is a list', () => Exposure.traefik({ plainEntryPoint: 'web,other' }), {
    property: 'Exposure.traefik.plainEntryPoint',
    value: 'web,other',
    allowed: 'one entry point',
    fix: 'websecure',
  }),
  row('a certificate in a Secret for an AWS load balancer', () => Exposure.alb({ tls: TLS }), {
    property: 'Exposure.alb.tls',
    value: 'Tls.secret',
    allowed: 'Tls.certificateArn',
    fix: 'choose one of these',
  }),
  row('a certificate of AWS for Traefik', () => Exposure.traefik({ tls: Tls.certificateArn([ARN]) }), {
    property: 'Exposure.traefik.tls',
    value: 'Tls.certificateArn',
    allowed: 'Tls.secret',
    fix: 'Exposure.alb',
  }),
  row('an ARN of a user', () => Tls.certificateArn(['arn:aws:iam::111122223333:user/me']), {
    property: 'Tls.certificateArn[0]',
    value: 'user/me',
    allowed: 'ARNs of certificates',
    fix: 'arn:aws:acm',
  }),
  row('no ARN', () => Tls.certificateArn([]), {
    property: 'Tls.certificateArn',
    value: '[]',
    allowed: 'ARNs of certificates',
    fix: 'arn:aws:acm',
  }),
  row('a certificate for half an hour', () => Tls.issuer('a', { duration: Duration.minutes(30) }), {
    property: 'Tls.issuer.duration',
    value: '1800 s',
    allowed: '3600 or more',
    fix: 'Duration.seconds(3600)',
  }),
  row('a group of AWS with capitals', () => Exposure.alb({ group: 'Public' }), {
    property: 'Exposure.alb.group',
    value: 'Public',
    allowed: '1 to 63 lower-case letters',
    fix: 'public',
  }),
  row('an order of AWS that there is not', () => Exposure.alb({ groupOrder: 1001 }), {
    property: 'Exposure.alb.groupOrder',
    value: '1001',
    allowed: 'from 1 to 1000',
    fix: '10',
  }),
  row('an idle time that AWS does not take', () => Exposure.alb({ idleTimeout: Duration.hours(2) }), {
    property: 'Exposure.alb.idleTimeout',
    value: '7200 s',
    allowed: 'up to 4000',
    fix: 'Duration.seconds(4000)',
  }),
  row('status codes in words', () => Exposure.alb({ successCodes: 'ok', scheme: AwsScheme.INTERNAL }), {
    property: 'Exposure.alb.successCodes',
    value: 'ok',
    allowed: 'codes and ranges',
    fix: '200-399',
  }),
  row(
    'a certificate of Google for a wildcard',
    phoenix({
      hosts: ['*.example.com', 'chat.example.com'],
      exposures: [Exposure.gke({ tls: Tls.managedCertificate() })],
    }),
    {
      path: PATH,
      property: 'Exposure.gke.tls',
      value: '*.example.com',
      allowed: 'without a wildcard',
      fix: 'Tls.clusterIssuer',
    },
  ),
  row('a redirect of an internal load balancer of Google', () => Exposure.gke({ internal: true, redirect: true }), {
    property: 'Exposure.gke.redirect',
    value: 'true',
    allowed: 'an external load balancer',
    fix: 'remove it',
  }),
  row('a health-check port without the policy for it', () => Exposure.loadBalancer({ healthCheckNodePort: 30081 }), {
    property: 'Exposure.loadBalancer.healthCheckNodePort',
    value: '30081',
    allowed: 'TrafficPolicy.LOCAL',
    fix: 'TrafficPolicy.LOCAL',
  }),
  row('a certificate in a Secret for a load balancer of connections', () => Exposure.loadBalancer({ tls: TLS }), {
    property: 'Exposure.loadBalancer.tls',
    value: 'Secret',
    allowed: 'CloudLoadBalancer.aws',
    fix: 'an Ingress or a Gateway',
  }),
  row('a certificate in a Secret for a port of nodes', () => Exposure.nodePort({ tls: TLS }), {
    property: 'Exposure.nodePort.tls',
    value: 'Secret',
    allowed: 'Tls.loadBalancer()',
    fix: 'an Ingress or a Gateway',
  }),
  row(
    'a load balancer without TLS',
    phoenix({ exposures: [Exposure.loadBalancer({ cloud: CloudLoadBalancer.gke() })] }),
    {
      path: PATH,
      property: 'exposures[0]',
      value: 'Exposure.loadBalancer without TLS',
      allowed: 'a certificate',
      fix: 'Waiver.plainHttp',
    },
  ),
  row('source ranges that are none', () => Exposure.loadBalancer({ sourceRanges: ['10.0.0.1/8'] }), {
    property: 'Exposure.loadBalancer.sourceRanges',
    value: '10.0.0.1/8',
    allowed: '',
    fix: '10.0.0.0/8',
  }),
];

function noHost(): void {
  const chart = newChart();
  const release = newRelease(chart, { ports: [{ name: 'http', port: 4000 }] });
  new HttpEndpoint(chart, 'worker-endpoint', { release, exposures: [Exposure.gateway({ gateway: 'a' })] });
}

function noNamespace(): void {
  newPhoenix(newChart({}), { exposures: [Exposure.traefik({ tls: TLS })] });
}
