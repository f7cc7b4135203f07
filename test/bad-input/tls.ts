import { Duration } from 'cdk8s';
import { Distribution, DistributionCertificate } from 'cdk8s-elixir';
import { newChart, newCluster } from '../support/subjects';
import type { BadInput } from './bad-input';

const TLS = Distribution.tls({ certificate: DistributionCertificate.secret('dist') });

/** A signer of certificates of pods that none can have. */
const signer = (name: string): BadInput => ({
  name: `a signer "${name}"`,
  build: () => DistributionCertificate.podCertificates(name),
  expects: {
    property: 'DistributionCertificate.podCertificates',
    value: JSON.stringify(name),
    allowed: 'DOMAIN/PATH',
    fix: 'acme.example/distribution',
  },
});

/** TLS between nodes. */
export const TLS_INPUT: readonly BadInput[] = [
  {
    name: 'an Issuer with no legal name',
    build: () => DistributionCertificate.issuer('My CA'),
    expects: {
      property: 'DistributionCertificate.issuer',
      value: '"My CA"',
      allowed: 'lower-case letters',
      fix: 'choose a name',
    },
  },
  {
    name: 'a ClusterIssuer with no legal name',
    build: () => DistributionCertificate.clusterIssuer(''),
    expects: {
      property: 'DistributionCertificate.clusterIssuer',
      value: '""',
      allowed: 'lower-case letters',
      fix: 'choose a name',
    },
  },
  {
    name: 'a Secret of a certificate with no legal name',
    build: () => DistributionCertificate.secret('A dist'),
    expects: {
      property: 'DistributionCertificate.secret',
      value: '(not shown)',
      allowed: 'lower-case letters',
      fix: 'choose a name',
    },
  },
  {
    name: 'a certificate for less than an hour',
    build: () => DistributionCertificate.issuer('ca', { duration: Duration.minutes(59) }),
    expects: {
      property: 'DistributionCertificate.issuer.duration',
      value: '3540 s',
      allowed: '3600 or more',
      fix: 'Duration.seconds(3600)',
    },
  },
  {
    name: 'a certificate that is renewed too late to be served in time',
    build: () => DistributionCertificate.clusterIssuer('ca', { renewBefore: Duration.minutes(4) }),
    expects: {
      property: 'DistributionCertificate.clusterIssuer.renewBefore',
      value: '240 s',
      allowed: '300 or more',
      fix: 'Duration.seconds(300)',
    },
  },
  {
    name: 'a certificate that is renewed before it begins',
    build: () => {
      const times = { duration: Duration.hours(2), renewBefore: Duration.hours(2) };
      return DistributionCertificate.issuer('ca', times);
    },
    expects: {
      property: 'DistributionCertificate.issuer.renewBefore',
      value: '7200 s',
      allowed: 'up to 7199',
      fix: 'Duration.seconds(7199)',
    },
  },
  ...['distribution', 'acme/distribution', 'acme.example/', 'acme.example/a/b', 'Acme.example/a', ''].map(signer),
  {
    name: 'certificates of pods for a Kubernetes that has none',
    build: () => {
      const certificate = DistributionCertificate.podCertificates('acme.example/distribution');
      newCluster(newChart(), { distribution: Distribution.tls({ certificate }) });
    },
    expects: {
      path: 'test/chat',
      property: 'distribution',
      value: 'podCertificates with Kubernetes 1.27',
      allowed: 'from Kubernetes 1.37 on',
      fix: "version: '1.37'",
    },
  },
  {
    name: 'TLS over TLS',
    build: () => Distribution.tls({ certificate: DistributionCertificate.secret('other'), ports: TLS }),
    expects: { property: 'Distribution.tls.ports', allowed: 'ports', fix: 'Distribution.singlePort' },
  },
];
