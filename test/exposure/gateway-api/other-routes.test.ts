// Routes of gRPC and of TLS.
import { Exposure, HttpEndpoint, type IExposure, RouteFilter } from 'cdk8s-elixir';
import { errorOf, newChart, newRelease, one, synth } from '../../support/subjects';

const manifests = (exposure: IExposure) => {
  const chart = newChart();
  const release = newRelease(chart, { ports: [{ name: 'grpc', port: 50051 }] });
  new HttpEndpoint(chart, 'endpoint', { release, host: 'grpc.example.com', exposures: [exposure] });
  return synth(chart);
};
const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' };
const BACKEND = { group: '', kind: 'Service', name: 'worker', port: 80, weight: 1 };

test('a GRPCRoute takes services and methods, over HTTP/2 without TLS', () => {
  const methods = [{ service: 'helloworld.Greeter' }, { service: 'helloworld.Greeter', method: 'SayHello' }];
  const filters = [RouteFilter.requestHeaders({ set: { 'x-a': '1' } })];
  const made = manifests(Exposure.grpcRoute({ gateway: 'public', methods, filters }));
  expect(one(made, 'Service').spec.ports[0].appProtocol).toBe('kubernetes.io/h2c');
  expect(one(made, 'GRPCRoute').spec).toEqual({
    parentRefs: [PARENT],
    hostnames: ['grpc.example.com'],
    rules: [
      {
        matches: [
          { method: { type: 'Exact', service: 'helloworld.Greeter' } },
          { method: { type: 'Exact', service: 'helloworld.Greeter', method: 'SayHello' } },
        ],
        filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-a', value: '1' }] } }],
        backendRefs: [BACKEND],
      },
    ],
  });
});

test('a GRPCRoute takes every call unless it names some', () => {
  const { rules } = one(manifests(Exposure.grpcRoute({ gateway: 'public' })), 'GRPCRoute').spec;
  expect(rules).toEqual([{ backendRefs: [BACKEND] }]);
});

test.each([
  ['no methods', []],
  ['a name that is none', [{ service: 'hello-world' }]],
  ['a method that is none', [{ service: 'a.B', method: 'c.d' }]],
  ['one method twice', [{ service: 'a.B' }, { service: 'a.B' }]],
])('%s are refused', (_, methods) => {
  expect(errorOf(() => Exposure.grpcRoute({ gateway: 'a', methods })).message).toContain('Exposure.grpcRoute.methods');
});

test('a GRPCRoute has no rewrites', () => {
  const filters = [RouteFilter.rewrite({ prefix: '/' })];
  const { message } = errorOf(() => Exposure.grpcRoute({ gateway: 'a', filters }));
  expect(message).toContain('`Exposure.grpcRoute.filters[0]` is "URLRewrite"');
});

test('a TLSRoute leaves TLS to the pods', () => {
  const made = manifests(Exposure.tlsRoute({ gateway: 'public', sectionName: 'tls' }));
  expect(one(made, 'TLSRoute')).toMatchObject({
    apiVersion: 'gateway.networking.k8s.io/v1',
    spec: {
      parentRefs: [{ ...PARENT, sectionName: 'tls' }],
      hostnames: ['grpc.example.com'],
      rules: [{ backendRefs: [BACKEND] }],
    },
  });
  expect(one(made, 'Service').spec.ports[0].appProtocol).toBeUndefined();
});
