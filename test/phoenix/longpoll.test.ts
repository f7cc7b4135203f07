import { Duration } from 'cdk8s';
import type { PhoenixServiceProps } from 'cdk8s-elixir';
import { Exposure, type IExposure, Scaling, Tls, Waiver } from 'cdk8s-elixir';
import { newChart, newCluster, newPhoenix } from '../support/subjects';

const service = (props: Partial<PhoenixServiceProps>) => () => newPhoenix(newChart(), { longpoll: true, ...props });
const own = (sticky?: boolean, type?: string): IExposure => ({
  kind: 'own',
  sticky,
  service: { type },
  manifests: () => [],
});
const ingress = (annotations: { [key: string]: string }) => Exposure.ingress({ tls: Tls.issuer('a'), annotations });

const SEVERAL = 'does not know it: Phoenix answers 410';

test('several pods in no cluster are refused, with a fix for the ways in that there are', () => {
  expect(service({})).toThrow(SEVERAL);
  expect(service({})).toThrow("{ sessionAffinity: 'ClientIP' }");
  expect(service({ exposures: [Exposure.gateway({ gateway: 'a' })] })).toThrow('a cookie of the proxy');
  expect(service({ scaling: Scaling.horizontal({ min: 1, max: 2, cpuUtilization: 70 }) })).toThrow(SEVERAL);
});

test('a cluster and one pod are fine', () => {
  const chart = newChart();
  expect(() => newPhoenix(chart, { longpoll: true, cluster: newCluster(chart) })).not.toThrow();
  expect(service({ replicas: 1 })).not.toThrow();
  expect(service({ longpoll: false })).not.toThrow();
});

test('clients may stay at one pod by the Service where no way in passes it by', () => {
  const overrides = { service: { spec: { sessionAffinity: 'ClientIP' } } };
  expect(service({ overrides })).not.toThrow();
  expect(service({ overrides, exposures: [own()] })).toThrow(SEVERAL);
  expect(service({ overrides, exposures: [own(false, 'LoadBalancer')] })).not.toThrow();
  expect(service({ exposures: [own(false, 'LoadBalancer')] })).toThrow(SEVERAL);
});

test('each way in keeps a client at one pod', () => {
  expect(service({ exposures: [own(true)] })).not.toThrow();
  expect(service({ exposures: [own(true), own()] })).toThrow(SEVERAL);
});

test.each<{ [key: string]: string }>([
  { 'nginx.ingress.kubernetes.io/affinity': 'cookie' },
  { 'haproxy-ingress.github.io/affinity': 'cookie' },
  { 'alb.ingress.kubernetes.io/target-group-attributes': 'a=b,stickiness.enabled=true' },
])('an Ingress does with %j', (annotations) => {
  expect(service({ exposures: [ingress(annotations)] })).not.toThrow();
});

test('one with other annotations does not', () => {
  expect(service({ exposures: [ingress({ note: 'cookie' })] })).toThrow(SEVERAL);
  expect(service({ exposures: [Exposure.ingress()], allow: [Waiver.plainHttp('tested')] })).toThrow(SEVERAL);
});

test('a load balancer with stickiness does, and without does not', () => {
  const tls = Tls.loadBalancer();
  for (const make of [Exposure.alb, Exposure.gke]) {
    expect(service({ exposures: [make({ tls, stickiness: Duration.hours(1) })] })).not.toThrow();
    expect(service({ exposures: [make({ tls })] })).toThrow(SEVERAL);
  }
});
