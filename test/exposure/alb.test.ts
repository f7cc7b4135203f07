// https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/ documents each
// annotation; https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html and
// API_LoadBalancerAttribute.html each attribute.
import { Duration } from 'cdk8s';
import {
  type AlbExposureOptions,
  AwsScheme,
  Drain,
  Exposure,
  type PhoenixServiceProps,
  Probe,
  Tls,
  Waiver,
} from 'cdk8s-elixir';
import { newPhoenix, one, rendered } from '../support/subjects';

const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2';

const annotations = (options: AlbExposureOptions, props: Partial<PhoenixServiceProps> = {}) => {
  const made = rendered((chart) => newPhoenix(chart, { ...props, exposures: [Exposure.alb(options)] }));
  const { metadata, spec } = one(made, 'Ingress');
  expect(spec.ingressClassName).toBe('alb');
  expect(spec.tls).toBeUndefined();
  return Object.fromEntries(
    Object.entries(metadata.annotations).map(([key, value]) => [key.replace('alb.ingress.kubernetes.io/', ''), value]),
  );
};

test('with a certificate of ACM: pods by address, an hour of silence, and as long to leave as a pod answers', () => {
  expect(annotations({ tls: Tls.certificateArn([ARN]) })).toEqual({
    'target-type': 'ip',
    scheme: 'internal',
    'load-balancer-attributes': 'idle_timeout.timeout_seconds=3600',
    'target-group-attributes': 'deregistration_delay.timeout_seconds=50',
    'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
    'ssl-redirect': '443',
    'certificate-arn': ARN,
  });
});

test('every option', () => {
  const options: AlbExposureOptions = {
    scheme: AwsScheme.INTERNET_FACING,
    tls: Tls.loadBalancer(),
    redirect: false,
    group: 'public',
    groupOrder: 10,
    idleTimeout: Duration.seconds(4000),
    stickiness: Duration.days(1),
    deregistrationDelay: Duration.minutes(5),
    healthPath: '/health',
    successCodes: '200-399',
    sourceRanges: ['10.0.0.0/8', '192.168.0.0/16'],
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  };
  expect(annotations(options)).toEqual({
    'target-type': 'ip',
    scheme: 'internet-facing',
    'group.name': 'public',
    'group.order': '10',
    'load-balancer-attributes': 'idle_timeout.timeout_seconds=4000',
    'target-group-attributes':
      'deregistration_delay.timeout_seconds=300,stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=86400',
    'healthcheck-path': '/health',
    'success-codes': '200-399',
    'inbound-cidrs': '10.0.0.0/8,192.168.0.0/16',
    'listen-ports': '[{"HTTPS":443}]',
    'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  });
});

test('without TLS it listens on port 80 alone, and says why', () => {
  const made = annotations({}, { allow: [Waiver.plainHttp('CloudFront ends TLS')] });
  expect(made['listen-ports']).toBe('[{"HTTP":80}]');
  expect(made['cdk8s-elixir/waiver.plain-http']).toBe('CloudFront ends TLS');
});

test('the health check asks as readiness does, and connections last as long as the drains', () => {
  const props = {
    readinessProbe: Probe.fromHttpGet('/ready'),
    preStopSleep: Duration.seconds(20),
    drains: [Drain.of('jobs', Duration.seconds(100))],
  };
  const made = annotations({ tls: Tls.loadBalancer() }, props);
  expect(made['healthcheck-path']).toBe('/ready');
  expect(made['target-group-attributes']).toBe('deregistration_delay.timeout_seconds=120');
});

test('a readiness probe that an override changes is the one that is asked', () => {
  const httpGet = { path: '/other', port: 'http' };
  const containers = [{ name: 'web', readinessProbe: { httpGet, tcpSocket: null } }];
  const overrides = { workload: { spec: { template: { spec: { containers } } } } };
  expect(annotations({ tls: Tls.loadBalancer() }, { overrides })['healthcheck-path']).toBe('/other');
});

test('drains of more than an hour are as long as AWS takes', () => {
  const made = annotations({ tls: Tls.loadBalancer() }, { drains: [Drain.of('jobs', Duration.hours(2))] });
  expect(made['target-group-attributes']).toBe('deregistration_delay.timeout_seconds=3600');
});
