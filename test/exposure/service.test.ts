import { Duration } from 'cdk8s';
import {
  AwsScheme,
  CloudLoadBalancer,
  Exposure,
  HttpEndpoint,
  type IExposure,
  KubernetesTarget,
  type ServiceOptions,
  Tls,
  TrafficDistribution,
  TrafficPolicy,
  Waiver,
} from 'cdk8s-elixir';
import { newChart, newPhoenix, newRelease, one, synth } from '../support/subjects';

const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2';

const service = (options: ServiceOptions, exposures: IExposure[] = []) => {
  const chart = newChart();
  KubernetesTarget.set(chart, { version: '1.34' });
  const ports = [{ name: 'grpc', port: 50051 }];
  newPhoenix(chart, { ports, service: options, exposures, allow: [Waiver.plainHttp('tested')] });
  return one(synth(chart), 'Service');
};

test('further ports, affinity, policy and preference', () => {
  const { metadata, spec } = service({
    port: 8080,
    annotations: { team: 'chat' },
    ports: [{ name: 'grpc', appProtocol: 'kubernetes.io/h2c' }],
    clientIpAffinity: Duration.hours(1),
    internalTrafficPolicy: TrafficPolicy.LOCAL,
    trafficDistribution: TrafficDistribution.PREFER_SAME_NODE,
  });
  expect(metadata.annotations).toEqual({ team: 'chat' });
  expect(spec).toMatchObject({
    type: 'ClusterIP',
    ports: [
      { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' },
      { name: 'grpc', port: 50051, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    ],
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 3600 } },
    internalTrafficPolicy: 'Local',
    trafficDistribution: 'PreferSameNode',
  });
});

test('a worker with gRPC has a Service of its own, and one that ways in refer to', () => {
  const chart = newChart();
  const ports = [
    { name: 'grpc', port: 50051 },
    { name: 'metrics', port: 9568 },
  ];
  const release = newRelease(chart, { ports });
  const endpoint = new HttpEndpoint(chart, 'worker-grpc', {
    release,
    port: 'grpc',
    service: { port: 443, appProtocol: 'kubernetes.io/h2c', ports: [{ name: 'metrics' }] },
    host: 'grpc.example.com',
    exposures: [Exposure.ingress({ tls: Tls.secret('certificate') })],
    overrides: { service: { spec: { ports: [{ name: 'grpc', appProtocol: 'grpc' }] } } },
  });
  const manifests = synth(chart);
  expect(endpoint.port).toBe(443);
  expect(one(manifests, 'Service').spec.ports).toEqual([
    { name: 'grpc', port: 443, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'grpc' },
    { name: 'metrics', port: 9568, targetPort: 'metrics', protocol: 'TCP' },
  ]);
  const [{ http }] = one(manifests, 'Ingress').spec.rules;
  expect(http.paths[0].backend.service).toEqual({ name: 'worker', port: { name: 'grpc' } });
});

test('a port of every node', () => {
  const nodePort = Exposure.nodePort({ nodePort: 30080, externalTrafficPolicy: TrafficPolicy.LOCAL });
  const { metadata, spec } = service({}, [nodePort]);
  expect(metadata.annotations).toEqual({ 'cdk8s-elixir/waiver.plain-http': 'tested' });
  expect(spec.type).toBe('NodePort');
  expect(spec.externalTrafficPolicy).toBe('Local');
  expect(spec.ports[0]).toEqual({ name: 'http', port: 80, nodePort: 30080, targetPort: 'http', protocol: 'TCP' });
});

test('a load balancer of any provider', () => {
  const { metadata, spec } = service({}, [
    Exposure.loadBalancer({
      loadBalancerClass: 'acme.example/internal',
      sourceRanges: ['10.0.0.0/8'],
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      healthCheckNodePort: 30081,
      allocateNodePorts: false,
      tls: Tls.loadBalancer(),
    }),
  ]);
  expect(metadata.annotations).toBeUndefined();
  expect(spec).toMatchObject({
    type: 'LoadBalancer',
    loadBalancerClass: 'acme.example/internal',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    externalTrafficPolicy: 'Local',
    healthCheckNodePort: 30081,
    allocateLoadBalancerNodePorts: false,
  });
});

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/ */
test('a Network Load Balancer of AWS that ends TLS', () => {
  const cloud = CloudLoadBalancer.aws({ scheme: AwsScheme.INTERNET_FACING, proxyProtocol: true });
  const { metadata, spec } = service({ port: 443 }, [Exposure.loadBalancer({ cloud, tls: Tls.certificateArn([ARN]) })]);
  const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
  expect(metadata.annotations).toEqual({
    [`${prefix}-nlb-target-type`]: 'ip',
    [`${prefix}-scheme`]: 'internet-facing',
    [`${prefix}-target-group-attributes`]: 'deregistration_delay.timeout_seconds=50',
    [`${prefix}-ssl-cert`]: ARN,
    [`${prefix}-ssl-ports`]: '443',
    [`${prefix}-proxy-protocol`]: '*',
  });
  expect([spec.type, spec.loadBalancerClass]).toEqual(['LoadBalancer', 'service.k8s.aws/nlb']);
});

test('a Network Load Balancer of AWS that hands connections on keeps them for an hour', () => {
  const { metadata } = service({}, [
    Exposure.loadBalancer({ cloud: CloudLoadBalancer.aws(), tls: Tls.loadBalancer() }),
  ]);
  const key = 'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-80';
  expect(metadata.annotations[key]).toBe('tcp.idle_timeout.seconds=3600');
});

/** https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters */
test.each([
  [{}, { 'cloud.google.com/l4-rbs': 'enabled' }],
  [
    { internal: true, staticIpName: 'web' },
    {
      'networking.gke.io/load-balancer-type': 'Internal',
      'networking.gke.io/load-balancer-ip-addresses': 'web',
    },
  ],
])('a load balancer of GKE with %j', (options, expected) => {
  const cloud = CloudLoadBalancer.gke(options);
  const { metadata } = service({}, [Exposure.loadBalancer({ cloud, tls: Tls.loadBalancer() })]);
  expect(metadata.annotations).toEqual(expected);
});

test('an endpoint that is a load balancer alone needs no host', () => {
  const chart = newChart();
  const release = newRelease(chart, { ports: [{ name: 'tcp', port: 5000 }] });
  const exposures = [Exposure.loadBalancer({ tls: Tls.loadBalancer() })];
  new HttpEndpoint(chart, 'worker-endpoint', { release, exposures });
  expect(one(synth(chart), 'Service').spec.type).toBe('LoadBalancer');
});

test('fields that a way in of your own asks for', () => {
  const own = { kind: 'own', manifests: () => [], service: { annotations: { 'acme.example/pool': 'a' } } };
  expect(service({ annotations: { team: 'chat' } }, [own]).metadata.annotations).toEqual({
    team: 'chat',
    'acme.example/pool': 'a',
  });
});
