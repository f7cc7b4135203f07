import { Chart, Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  ConfigValue,
  DefaultDeny,
  Distribution,
  DistributionCertificate,
  Drain,
  Egress,
  ElixirRelease,
  ErlangCluster,
  ExistingSecret,
  Exposure,
  NetworkPeer,
  PhoenixService,
  Probe,
  Resources,
  Tls,
  VmFlags,
} from 'cdk8s-elixir';
import type { Construct } from 'constructs';

/** What differs between the environments. */
export interface ChatClusterProps {
  readonly image: string;
  readonly host: string;
  readonly webReplicas: number;
  readonly workerReplicas: number;
  readonly web: Resources;
}

/** Web and worker roles of one image in one Erlang cluster, over TLS between nodes and from outside. */
export class ChatCluster extends Chart {
  constructor(scope: Construct, id: string, props: ChatClusterProps) {
    super(scope, id, { namespace: `chat-${id}`, labels: { 'acme.example/team': 'chat' } });
    const secret = ExistingSecret.named('chat');
    const distribution = Distribution.tls({ certificate: DistributionCertificate.issuer('dist-ca') });
    const cluster = new ErlangCluster(this, 'chat', { cookie: secret.key('RELEASE_COOKIE'), distribution });
    const config = new ConfigBundle(this, 'config', {
      values: { POOL_SIZE: ConfigValue.integer(10), LOG_LEVEL: 'info' },
      variables: { SMTP_PASSWORD: secret.key('SMTP_PASSWORD') },
    });
    const { image } = props;
    const egress = [
      Egress.dns(),
      Egress.to(NetworkPeer.podsIn('databases', { app: 'postgres' }), [5432]),
      Egress.to(NetworkPeer.cidr('203.0.113.0/24'), [587]),
    ];
    new DefaultDeny(this, 'default-deny');

    new PhoenixService(this, 'web', {
      image,
      cluster,
      config: [config],
      egress,
      host: props.host,
      requires: ['DATABASE_URL', 'SMTP_PASSWORD'],
      longpoll: true,
      replicas: props.webReplicas,
      resources: props.web,
      exposures: [Exposure.traefik({ tls: Tls.clusterIssuer('letsencrypt') })],
      secretKeyBase: secret.key('SECRET_KEY_BASE'),
      databaseUrl: secret.key('DATABASE_URL'),
      readinessProbe: Probe.fromHttpGet('/health'),
      vmFlags: VmFlags.of({ distributionBufferLimit: Size.mebibytes(8) }),
    });

    new ElixirRelease(this, 'worker', {
      image,
      cluster,
      config: [config],
      egress,
      replicas: props.workerReplicas,
      command: ['/app/bin/chat', 'start'],
      drains: [Drain.oban(Duration.seconds(45))],
      env: {
        CHAT_ROLE: 'worker',
        SECRET_KEY_BASE: secret.key('SECRET_KEY_BASE'),
        DATABASE_URL: secret.key('DATABASE_URL'),
      },
    });
  }
}

/** The environments of the app, one chart each. */
export const environments: { readonly [environment: string]: ChatClusterProps } = {
  staging: {
    image: 'ghcr.io/acme/chat:1.5.0-rc.1',
    host: 'chat.staging.example.com',
    webReplicas: 2,
    workerReplicas: 1,
    web: Resources.small(),
  },
  production: {
    image: 'ghcr.io/acme/chat:1.4.2',
    host: 'chat.example.com',
    webReplicas: 4,
    workerReplicas: 2,
    web: Resources.medium(),
  },
};
