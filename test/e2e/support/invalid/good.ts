import { type Chart, Size } from 'cdk8s';
import {
  ConfigBundle,
  Egress,
  ElixirRelease,
  Exposure,
  KubernetesTarget,
  NetworkPeer,
  PhoenixService,
  SecretUse,
  Tls,
} from 'cdk8s-elixir';
import { cluster, secret, web, worker } from '../hello';

/** Everything that the changes below need: good manifests. */
export function good(chart: Chart): void {
  KubernetesTarget.set(chart, { version: '1.30' });
  const all = cluster(chart);
  const config = new ConfigBundle(chart, 'config', {
    values: { GREETING: 'hello' },
    files: { 'motd.txt': 'hello' },
    secrets: [SecretUse.environment(secret, { prefix: 'ALL_' })],
  });
  new PhoenixService(
    chart,
    'web',
    web(all, {
      config: [config],
      ports: [{ name: 'metrics', port: 9568, from: [NetworkPeer.pods({ role: 'prometheus' })] }],
      labels: { team: 'chat' },
      annotations: { note: 'one' },
      podAnnotations: { note: 'one' },
      env: { TEXT: 'text', TOKEN: secret.key('OTHER_COOKIE') },
      sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 20001 }] }],
      initContainers: [{ name: 'setup', image: 'acme/setup:1' }],
      volumes: [{ name: 'shared', emptyDir: {} }],
      volumeMounts: [{ name: 'shared', mountPath: '/shared' }],
      egress: [Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [5432]), Egress.dns()],
      scheduling: { nodeSelector: { disk: 'fast' }, priorityClass: 'high' },
      hostAliases: [{ ip: '10.0.0.9', hostnames: ['db'] }],
      exposures: [Exposure.ingress({ className: 'nginx', tls: Tls.clusterIssuer('letsencrypt') })],
    }),
  );
  const storage = [{ name: 'data', mountPath: '/data', size: Size.mebibytes(16) }];
  new ElixirRelease(chart, 'state', worker(all, { storage, replicas: 2 }));
}
