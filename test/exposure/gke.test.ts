// https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration documents BackendConfig, FrontendConfig and
// the annotations; https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs ManagedCertificate.
import { Duration } from 'cdk8s';
import { Exposure, type GkeExposureOptions, type PhoenixServiceProps, Probe, Tls } from 'cdk8s-elixir';
import { newPhoenix, one, rendered } from '../support/subjects';

const made = (options: GkeExposureOptions, props: Partial<PhoenixServiceProps> = {}) =>
  rendered((chart) => newPhoenix(chart, { ...props, exposures: [Exposure.gke(options)] }));

test('with a certificate of Google: the pods as endpoints, a day for a socket, a redirect', () => {
  const manifests = made({ tls: Tls.managedCertificate() }, { readinessProbe: Probe.fromHttpGet('/ready') });
  expect(one(manifests, 'Service').metadata.annotations).toEqual({
    'cloud.google.com/neg': '{"ingress":true}',
    'cloud.google.com/backend-config': '{"default":"web"}',
  });
  const { metadata, spec } = one(manifests, 'Ingress');
  expect(metadata.annotations).toEqual({
    'kubernetes.io/ingress.class': 'gce',
    'networking.gke.io/v1beta1.FrontendConfig': 'web',
    'networking.gke.io/managed-certificates': 'web',
  });
  expect([spec.ingressClassName, spec.tls]).toEqual([undefined, undefined]);
  expect(one(manifests, 'BackendConfig')).toMatchObject({
    apiVersion: 'cloud.google.com/v1',
    metadata: { name: 'web', namespace: 'chat' },
    spec: {
      timeoutSec: 86_400,
      connectionDraining: { drainingTimeoutSec: 50 },
      healthCheck: { type: 'HTTP', requestPath: '/ready' },
    },
  });
  expect(one(manifests, 'FrontendConfig')).toMatchObject({
    apiVersion: 'networking.gke.io/v1beta1',
    spec: { redirectToHttps: { enabled: true } },
  });
  expect(one(manifests, 'ManagedCertificate')).toMatchObject({
    apiVersion: 'networking.gke.io/v1',
    spec: { domains: ['chat.example.com'] },
  });
});

test('existing certificates are named, and none is made', () => {
  const manifests = made({ tls: Tls.managedCertificate(['one', 'two']) });
  expect(one(manifests, 'Ingress').metadata.annotations['networking.gke.io/managed-certificates']).toBe('one,two');
  expect(manifests.some(({ kind }) => kind === 'ManagedCertificate')).toBe(false);
});

test('an internal load balancer refuses plain requests, and its proxies are not known', () => {
  const manifests = made({ internal: true, staticIpName: 'web', tls: Tls.secret('certificate') });
  expect(one(manifests, 'Ingress').metadata.annotations).toEqual({
    'kubernetes.io/ingress.class': 'gce-internal',
    'kubernetes.io/ingress.regional-static-ip-name': 'web',
    'kubernetes.io/ingress.allow-http': 'false',
  });
  expect(manifests.some(({ kind }) => kind === 'FrontendConfig')).toBe(false);
});

test('every option of the backend', () => {
  const options = {
    tls: Tls.secret('certificate'),
    backendTimeout: Duration.hours(2),
    connectionDraining: Duration.minutes(10),
    healthPath: '/health',
    stickiness: Duration.hours(1),
  };
  expect(one(made(options), 'BackendConfig').spec).toEqual({
    timeoutSec: 7200,
    connectionDraining: { drainingTimeoutSec: 600 },
    healthCheck: { type: 'HTTP', requestPath: '/health' },
    sessionAffinity: { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec: 3600 },
  });
});

/** https://cloud.google.com/load-balancing/docs/https/request-distribution */
test("the HTTP port is open to Google's proxies alone", () => {
  const manifests = made({ tls: Tls.managedCertificate() }, { onlyFromExposures: true });
  expect(one(manifests, 'NetworkPolicy').spec.ingress[0].from).toEqual([
    { ipBlock: { cidr: '35.191.0.0/16' } },
    { ipBlock: { cidr: '130.211.0.0/22' } },
  ]);
});

test('two Ingresses have one BackendConfig, which is the Service’s', () => {
  const hosts = ['a.example.com', 'b.example.com'];
  const exposures = hosts.map((host) => Exposure.gke({ hosts: [host], tls: Tls.managedCertificate() }));
  const manifests = rendered((chart) => newPhoenix(chart, { host: hosts[0], hosts, exposures }));
  expect(manifests.filter(({ kind }) => kind === 'BackendConfig')).toHaveLength(1);
  const domains = manifests.filter(({ kind }) => kind === 'ManagedCertificate').map(({ spec }) => spec.domains);
  expect(domains).toEqual([['a.example.com'], ['b.example.com']]);
});
