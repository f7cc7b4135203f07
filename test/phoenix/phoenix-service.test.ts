import { Exposure, Tls, Waiver } from 'cdk8s-elixir';
import { container, newChart, newCluster, newPhoenix, one, rendered, SECRET, variables } from '../support/subjects';

const phoenix = (props: Parameters<typeof newPhoenix>[1] = {}) => rendered((chart) => newPhoenix(chart, props));

test('the pods get what a generated runtime.exs reads', () => {
  const env = variables(phoenix({ databaseUrl: SECRET.key('DATABASE_URL'), poolSize: 20, port: 4001 }));
  expect(env).toMatchObject({
    PHX_SERVER: 'true',
    PHX_HOST: 'chat.example.com',
    PORT: '4001',
    SECRET_KEY_BASE: { secretKeyRef: { name: 'chat', key: 'SECRET_KEY_BASE' } },
    DATABASE_URL: { secretKeyRef: { name: 'chat', key: 'DATABASE_URL' } },
    POOL_SIZE: '20',
  });
  expect(env.ECTO_IPV6).toBeUndefined();
});

test.each([
  [true, undefined, 'true'],
  [true, false, undefined],
  [false, true, 'true'],
  [false, undefined, undefined],
])('with IPv6 %s and databaseIpv6 %s, ECTO_IPV6 is %s', (ipv6, databaseIpv6, expected) => {
  const manifests = rendered((chart) => newPhoenix(chart, { cluster: newCluster(chart, { ipv6 }), databaseIpv6 }));
  expect(variables(manifests).ECTO_IPV6).toBe(expected);
});

test.each([true, false])('with IPv6 %s the Service is of that family', (ipv6) => {
  const manifests = phoenix();
  expect(one(manifests, 'Service').spec.ipFamilies).toBeUndefined();
  const clustered = rendered((chart) => newPhoenix(chart, { cluster: newCluster(chart, { ipv6 }) }));
  const families = ipv6 ? { ipFamilies: ['IPv6'], ipFamilyPolicy: 'SingleStack' } : {};
  for (const name of ['web', 'chat-nodes']) {
    const { ipFamilies, ipFamilyPolicy } = one(clustered, 'Service', name).spec;
    expect({ ipFamilies, ipFamilyPolicy }).toEqual(families);
  }
});

test('the Service leads to the port on which Phoenix listens', () => {
  const manifests = phoenix({ port: 4001 });
  const [{ port, targetPort }] = one(manifests, 'Service').spec.ports;
  expect(port).toBe(80);
  expect(container(manifests).ports).toEqual([{ name: targetPort, containerPort: 4001, protocol: 'TCP' }]);
});

/** Defaults of the API server, written out. */
const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

test('a route of the Gateway API has the host, and does not cut sockets', () => {
  const exposures = [Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra', sectionName: 'https' })];
  const manifests = phoenix({ exposures });
  expect(one(manifests, 'HTTPRoute').spec).toEqual({
    parentRefs: [{ ...PARENT, name: 'public', namespace: 'infra', sectionName: 'https' }],
    hostnames: ['chat.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ group: '', kind: 'Service', name: 'web', port: 80, weight: 1 }],
        timeouts: { request: '0s' },
      },
    ],
  });
  expect(one(manifests, 'Service').spec.ports[0].appProtocol).toBe('kubernetes.io/ws');
});

test('a Gateway that does not know timeouts gets none', () => {
  const manifests = phoenix({ exposures: [Exposure.gateway({ gateway: 'public', unlimited: false })] });
  expect(one(manifests, 'HTTPRoute').spec.rules[0].timeouts).toBeUndefined();
});

test('an Ingress has the host, TLS and the class', () => {
  const exposures = [
    Exposure.ingress({ className: 'traefik', tls: Tls.clusterIssuer('letsencrypt'), paths: ['/', '/live'] }),
  ];
  const { metadata, spec } = one(phoenix({ exposures }), 'Ingress');
  expect(metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
  expect(spec.ingressClassName).toBe('traefik');
  expect(spec.tls).toEqual([{ hosts: ['chat.example.com'], secretName: 'web-tls' }]);
  expect(spec.rules[0].host).toBe('chat.example.com');
  expect(spec.rules[0].http.paths).toEqual(
    ['/', '/live'].map((path) => ({
      path,
      pathType: 'Prefix',
      backend: { service: { name: 'web', port: { name: 'http' } } },
    })),
  );
});

test.each([
  ['nginx', 'nginx.ingress.kubernetes.io/proxy-read-timeout', '3600'],
  ['alb', 'alb.ingress.kubernetes.io/target-type', 'ip'],
])('with class %s idle sockets stay open, unless the user says otherwise', (className, key, value) => {
  const annotations = (own?: { [key: string]: string }) =>
    one(phoenix({ exposures: [Exposure.ingress({ className, tls: Tls.secret('tls'), annotations: own })] }), 'Ingress')
      .metadata.annotations;
  expect(annotations()[key]).toBe(value);
  expect(annotations({ [key]: 'mine' })[key]).toBe('mine');
});

test('plain HTTP is said in an annotation of the Ingress', () => {
  const manifests = phoenix({
    exposures: [Exposure.ingress()],
    allow: [Waiver.plainHttp('the load balancer ends TLS')],
  });
  expect(one(manifests, 'Ingress').metadata.annotations).toEqual({
    'cdk8s-elixir/waiver.plain-http': 'the load balancer ends TLS',
  });
});

test('any number of exposures, each with a name of its own', () => {
  const ingress = Exposure.ingress({ tls: Tls.secret('tls') });
  const route = Exposure.gateway({ gateway: 'public' });
  const service = newPhoenix(newChart(), { exposures: [ingress, route, ingress, route] });
  const { endpoint, host } = service;
  expect(endpoint.exposures.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Ingress web',
    'HTTPRoute web',
    'Ingress web-2',
    'HTTPRoute web-2',
  ]);
  expect([endpoint.service.kind, host]).toEqual(['Service', 'chat.example.com']);
});

test('sockets and requests are drained unless told otherwise', () => {
  const grace = (manifests: any[]) =>
    manifests.find(({ kind }) => kind === 'Deployment').spec.template.spec.terminationGracePeriodSeconds;
  expect(grace(phoenix())).toBe(5 + 30 + 15 + 10);
  expect(grace(phoenix({ drains: [] }))).toBe(30);
});
