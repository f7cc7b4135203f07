import { Duration } from 'cdk8s';
import { Exposure, RequiredSecrets, Tls } from 'cdk8s-elixir';
import { newChart, newPhoenix, one, rendered, synth } from '../support/subjects';

const DURATIONS = { duration: Duration.days(30), renewBefore: Duration.days(10) };

/** https://cert-manager.io/docs/usage/ingress/#supported-annotations */
test('an issuer by annotations', () => {
  const exposures = [Exposure.ingress({ tls: Tls.issuer('ours', DURATIONS) })];
  expect(
    one(
      rendered((chart) => newPhoenix(chart, { exposures })),
      'Ingress',
    ).metadata.annotations,
  ).toEqual({
    'cert-manager.io/issuer': 'ours',
    'cert-manager.io/duration': '2592000s',
    'cert-manager.io/renew-before': '864000s',
  });
});

/** https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec */
test('an issuer by a Certificate, one for all Ingresses of the endpoint', () => {
  const tls = Tls.clusterIssuer('letsencrypt', { ...DURATIONS, certificate: true });
  const chart = newChart();
  const hosts = ['chat.example.com', '*.chat.example.com'];
  const exposures = [Exposure.ingress({ tls, paths: ['/'] }), Exposure.ingress({ tls, paths: ['/live'] })];
  newPhoenix(chart, { hosts, exposures });
  const manifests = synth(chart);
  expect(one(manifests, 'Certificate')).toMatchObject({
    apiVersion: 'cert-manager.io/v1',
    metadata: { name: 'web-tls' },
    spec: {
      secretName: 'web-tls',
      dnsNames: hosts,
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      duration: '2592000s',
      renewBefore: '864000s',
    },
  });
  const ingresses = manifests.filter(({ kind }) => kind === 'Ingress');
  expect(ingresses.map(({ spec }) => spec.tls[0].secretName)).toEqual(['web-tls', 'web-tls']);
  expect(ingresses[0].metadata.annotations ?? {}).toEqual({});
  expect(RequiredSecrets.of(chart).map(({ name }) => name)).toEqual(['chat']);
});

test('some hosts have a certificate of their own, and the same hosts the same', () => {
  const hosts = ['chat.example.com', 'admin.example.com'];
  const tls = Tls.issuer('ours', { certificate: true });
  const some = Exposure.ingress({ hosts: ['admin.example.com'], tls, paths: ['/a'] });
  const others = Exposure.ingress({ hosts: ['admin.example.com'], tls, paths: ['/b'] });
  const manifests = rendered((chart) =>
    newPhoenix(chart, { hosts, exposures: [Exposure.ingress({ hosts: ['chat.example.com'], tls }), some, others] }),
  );
  const names = manifests.filter(({ kind }) => kind === 'Certificate').map(({ spec }) => spec.dnsNames);
  expect(names).toEqual([['chat.example.com'], ['admin.example.com']]);
});

test('a Secret that an annotated Ingress makes is not required of another that names it', () => {
  const chart = newChart();
  const exposures = [Exposure.ingress({ tls: Tls.issuer('ours') }), Exposure.ingress({ tls: Tls.secret('web-tls') })];
  newPhoenix(chart, { exposures });
  expect(RequiredSecrets.of(chart).map(({ name }) => name)).toEqual(['chat']);
});
