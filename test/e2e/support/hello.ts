import { App, Chart, Size } from 'cdk8s';
import {
  type ElixirReleaseProps,
  ErlangCluster,
  type ErlangClusterProps,
  ExistingSecret,
  type PhoenixServiceProps,
  Resources,
} from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';

/** The release of test/e2e/app, and the same under another tag. */
export const IMAGE = process.env.E2E_IMAGE ?? 'docker.io/local/hello:1';
export const OTHER_IMAGE = process.env.E2E_IMAGE_2 ?? 'docker.io/local/hello:2';

/** Where the release is in the image. */
export const HELLO = '/app/bin/hello';

/** The Secret that every namespace of the suite holds. */
export const secret = ExistingSecret.named('chat');

/** Little, so that many fit on small nodes. */
export const LITTLE = Resources.of({
  cpu: { request: Cpu.millis(30), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(96), limit: Size.mebibytes(256) },
  ephemeralStorage: { request: Size.mebibytes(32), limit: Size.mebibytes(512) },
});

/** What every worker of the suite has in common. */
export function worker(cluster?: ErlangCluster, others: Partial<ElixirReleaseProps> = {}): ElixirReleaseProps {
  return { image: IMAGE, command: [HELLO, 'start'], cluster, resources: LITTLE, ...others };
}

/** What every web role of the suite has in common. */
export function web(cluster?: ErlangCluster, others: Partial<PhoenixServiceProps> = {}): PhoenixServiceProps {
  return {
    image: IMAGE,
    cluster,
    replicas: 3,
    host: 'chat.example.com',
    secretKeyBase: secret.key('SECRET_KEY_BASE'),
    resources: LITTLE,
    ...others,
  };
}

/** A cluster whose nodes are called as the release expects. */
export function cluster(chart: Chart, others: Partial<ErlangClusterProps> = {}, id = 'hello'): ErlangCluster {
  return new ErlangCluster(chart, id, { cookie: secret.key('RELEASE_COOKIE'), ...others });
}

/** Renders a chart of that namespace to YAML, checks included. */
export function render(namespace: string, build: (chart: Chart) => void): string {
  const app = new App();
  build(new Chart(app, 'e2e', { namespace }));
  return app.synthYaml() as string;
}
