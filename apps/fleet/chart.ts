import { Chart } from 'cdk8s';
import {
  ArgoCdApplication,
  ErlangCluster,
  Exposure,
  ExternalSecret,
  Namespace,
  PhoenixService,
  SecretStore,
} from 'cdk8s-elixir';
import type { Construct } from 'constructs';

/** What differs between the environments. */
export interface Environment {
  readonly image: string;
  readonly domain: string;
  readonly replicas: number;
}

/** One place where the application runs. */
export interface Target extends Environment {
  readonly name: string;
  /** Cluster, as Argo CD knows it. */
  readonly cluster: string;
  readonly region: string;
}

export const environments: { readonly [name: string]: Environment } = {
  development: { image: 'ghcr.io/acme/chat:1.6.0-dev.4', domain: 'dev.example.com', replicas: 2 },
  staging: { image: 'ghcr.io/acme/chat:1.5.0-rc.1', domain: 'staging.example.com', replicas: 2 },
  production: { image: 'ghcr.io/acme/chat:1.4.2', domain: 'example.com', replicas: 3 },
};

export const regions = ['eu', 'us'];

/** The fleet: every environment in every region. */
export const targets: readonly Target[] = Object.entries(environments).flatMap(([environment, settings]) =>
  regions.map((region) => ({
    ...settings,
    name: `${environment}-${region}`,
    cluster: `${environment === 'production' ? 'production' : 'test'}-${region}`,
    region,
  })),
);

/** The application in one place: a cluster of its own, with the Secrets of the region's store. */
export class Chat extends Chart {
  constructor(scope: Construct, { name, image, domain, replicas, region }: Target) {
    super(scope, name, { namespace: `chat-${name}` });
    new Namespace(this, 'namespace', { labels: { 'acme.example/region': region } });
    const keys = { RELEASE_COOKIE: `${name}/cookie`, SECRET_KEY_BASE: `${name}/key-base` };
    const secret = new ExternalSecret(this, 'chat-secrets', { store: SecretStore.cluster(`vault-${region}`), keys });
    new PhoenixService(this, 'web', {
      image,
      replicas,
      host: `${region}.chat.${domain}`,
      cluster: new ErlangCluster(this, 'chat', { cookie: secret.key('RELEASE_COOKIE') }),
      secretKeyBase: secret.key('SECRET_KEY_BASE'),
      exposures: [Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra' })],
    });
  }
}

/** What Argo CD is told: an Application for each place. */
export class Applications extends Chart {
  constructor(scope: Construct) {
    super(scope, 'applications', { namespace: 'argocd' });
    for (const { name, cluster } of targets) {
      new ArgoCdApplication(this, `chat-${name}`, {
        repository: 'https://github.com/acme/deploy.git',
        path: 'dist/fleet',
        include: `${name}.k8s.yaml`,
        targetNamespace: `chat-${name}`,
        clusterName: cluster,
      });
    }
  }
}
