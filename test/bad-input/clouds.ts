import { Duration } from 'cdk8s';
import { AwsScheme, CloudLoadBalancer, Exposure, type PhoenixServiceProps, Tls } from 'cdk8s-elixir';
import { newChart, newPhoenix } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

const PATH = 'test/web';
const TLS = Tls.secret('certificate');
const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2';

const phoenix = (props: Partial<PhoenixServiceProps>) => () => newPhoenix(newChart(), props);
const row = (name: string, build: () => unknown, expects: Expected): BadInput => ({ name, build, expects });

/** Load balancers of AWS and Google, and their certificates. */
export const CLOUDS: readonly BadInput[] = [
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
  row(
    'a certificate of Google for a host that its definition does not take',
    phoenix({ host: 'chat.e', exposures: [Exposure.gke({ tls: Tls.managedCertificate() })] }),
    {
      path: PATH,
      property: 'Exposure.gke.tls',
      value: 'chat.e',
      allowed: 'begins with a letter',
      fix: 'name the hosts',
    },
  ),
  row('a cookie of Google for two days', () => Exposure.gke({ stickiness: Duration.days(2) }), {
    property: 'Exposure.gke.stickiness',
    value: '172800',
    allowed: '86400',
    fix: 'Duration',
  }),
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
