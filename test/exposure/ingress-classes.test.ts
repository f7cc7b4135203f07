// What each class of Ingress is told, and where its controller documents it.
import { Duration } from 'cdk8s';
import { Exposure, type IExposure, NetworkPeer, type PhoenixServiceProps, Tls } from 'cdk8s-elixir';
import { newChart, newPhoenix, one, rendered, synth } from '../support/subjects';

const HOST = 'chat.example.com';
const TLS = Tls.clusterIssuer('letsencrypt');
const manifests = (exposures: IExposure[], props: Partial<PhoenixServiceProps> = {}) =>
  rendered((chart) => newPhoenix(chart, { ...props, exposures }));
const annotations = (exposure: IExposure) => one(manifests([exposure]), 'Ingress', 'web').metadata.annotations;

/** https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#annotations */
test('Traefik: https on its entry point, and a redirect from the plain one', () => {
  const made = manifests([Exposure.traefik({ tls: TLS })]);
  const { metadata, spec } = one(made, 'Ingress', 'web');
  expect(metadata.annotations).toEqual({
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
    'cert-manager.io/cluster-issuer': 'letsencrypt',
  });
  expect([spec.ingressClassName, spec.tls]).toEqual(['traefik', [{ hosts: [HOST], secretName: 'web-tls' }]]);
  expect(one(made, 'Middleware')).toMatchObject({
    apiVersion: 'traefik.io/v1alpha1',
    metadata: { name: 'web-redirect' },
    spec: { redirectScheme: { scheme: 'https', permanent: true } },
  });
  const redirect = one(made, 'Ingress', 'web-redirect');
  expect(redirect.metadata.annotations).toEqual({
    'traefik.ingress.kubernetes.io/router.entrypoints': 'web',
    'traefik.ingress.kubernetes.io/router.middlewares': 'chat-web-redirect@kubernetescrd',
  });
  expect(redirect.spec).toEqual({ ingressClassName: 'traefik', rules: spec.rules });
});

test('Traefik without a redirect is one Ingress, in a chart without a namespace too', () => {
  const chart = newChart({});
  newPhoenix(chart, { exposures: [Exposure.traefik({ tls: TLS, redirect: false })] });
  expect(synth(chart).filter(({ kind }) => ['Ingress', 'Middleware'].includes(kind))).toHaveLength(1);
});

/** https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md */
test.each([
  [{ tls: TLS }, 'true', '3600s'],
  [{ tls: TLS, redirect: false, serverTimeout: Duration.minutes(2) }, 'false', '120s'],
])('HAProxy with %j', (options, redirect, timeout) => {
  expect(annotations(Exposure.haproxy(options))).toEqual({
    'haproxy.org/timeout-server': timeout,
    'haproxy.org/ssl-redirect': redirect,
    ...(redirect === 'true' ? { 'haproxy.org/ssl-redirect-code': '301', 'haproxy.org/ssl-redirect-port': '443' } : {}),
    'cert-manager.io/cluster-issuer': 'letsencrypt',
  });
});

/** https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ */
test('ingress-nginx', () => {
  expect(annotations(Exposure.nginx({ tls: TLS, idleTimeout: Duration.minutes(10) }))).toEqual({
    'nginx.ingress.kubernetes.io/proxy-read-timeout': '600',
    'nginx.ingress.kubernetes.io/proxy-send-timeout': '600',
    'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
    'cert-manager.io/cluster-issuer': 'letsencrypt',
  });
  const before = annotations(Exposure.nginx({ tls: Tls.loadBalancer() }));
  expect(before['nginx.ingress.kubernetes.io/force-ssl-redirect']).toBe('true');
});

test.each([
  ['traefik', Exposure.traefik, { 'app.kubernetes.io/name': 'traefik' }],
  ['haproxy', Exposure.haproxy, { 'app.kubernetes.io/name': 'kubernetes-ingress' }],
  ['nginx', Exposure.nginx, { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' }],
] as const)('the HTTP port is open to the pods of %s alone, and to further peers', (_, make, labels) => {
  const controllerNamespace = 'infra';
  const props = { onlyFromExposures: true, httpPeers: [NetworkPeer.pods({ app: 'probe' })] };
  const [rule] = one(manifests([make({ tls: TLS, controllerNamespace })], props), 'NetworkPolicy').spec.ingress;
  expect(rule.from).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'infra' } },
      podSelector: { matchLabels: labels },
    },
    { podSelector: { matchLabels: { app: 'probe' } } },
  ]);
});

test('hosts with paths of their own, exact and prefix, and a default backend', () => {
  const hosts = [HOST, 'admin.example.com', '*.tenants.example.com'];
  const made = manifests(
    [
      Exposure.traefik({ hosts: [HOST, hosts[2]], tls: TLS, redirect: false, defaultBackend: true }),
      Exposure.traefik({
        hosts: ['admin.example.com'],
        paths: ['/a'],
        exactPaths: ['/health'],
        tls: TLS,
        redirect: false,
      }),
    ],
    { hosts },
  );
  const [first, second] = made.filter(({ kind }) => kind === 'Ingress');
  const backend = { service: { name: 'web', port: { name: 'http' } } };
  expect(first.spec.rules.map(({ host }: any) => host)).toEqual([HOST, hosts[2]]);
  expect(first.spec.defaultBackend).toEqual(backend);
  expect(second.spec.rules).toEqual([
    {
      host: 'admin.example.com',
      http: {
        paths: [
          { path: '/health', pathType: 'Exact', backend },
          { path: '/a', pathType: 'Prefix', backend },
        ],
      },
    },
  ]);
  const [mine, theirs] = [first, second].map(({ spec }) => spec.tls[0].secretName);
  expect(mine).not.toBe(theirs);
});
