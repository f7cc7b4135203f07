import { Duration } from 'cdk8s';
import {
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

const phoenix = (props: Partial<PhoenixServiceProps>) => () => newPhoenix(newChart(), props);
const row = (name: string, build: () => unknown, expects: Expected): BadInput => ({ name, build, expects });
const own = (kind: string, members: Partial<IExposure>): IExposure => ({ kind, manifests: () => [], ...members });

/** Hosts, Services, Ingresses and peers. */
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
];

function noHost(): void {
  const chart = newChart();
  const release = newRelease(chart, { ports: [{ name: 'http', port: 4000 }] });
  new HttpEndpoint(chart, 'worker-endpoint', { release, exposures: [Exposure.gateway({ gateway: 'a' })] });
}

function noNamespace(): void {
  newPhoenix(newChart({}), { exposures: [Exposure.traefik({ tls: TLS })] });
}
