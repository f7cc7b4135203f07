// Values of cdk8s-plus in every place that takes one; each version of it renders the same.
import { App, Chart, Size } from 'cdk8s';
import {
  ConfigBundle,
  ElixirRelease,
  ErlangCluster,
  ExistingSecret,
  PhoenixService,
  Resources,
  SecretUse,
} from 'cdk8s-elixir';
import {
  type ContainerResources,
  Cpu,
  EnvValue,
  ImagePullPolicy,
  k8s,
  Protocol,
  Secret,
  type SecretValue,
} from 'cdk8s-plus-27';

const app = new App();
const chart = new Chart(app, 'chat', { namespace: 'chat' });
const theirs = Secret.fromSecretName(chart, 'theirs', 'chat');
const value: SecretValue = { secret: theirs, key: 'RELEASE_COOKIE' };
const resources: ContainerResources = {
  cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
  ephemeralStorage: { limit: Size.gibibytes(1) },
};
const sidecars: k8s.Container[] = [
  {
    name: 'proxy',
    image: 'acme/proxy:1',
    ports: [{ containerPort: 9000 }],
    resources: { limits: { memory: k8s.Quantity.fromString('32Mi') } },
    livenessProbe: { httpGet: { path: '/', port: k8s.IntOrString.fromNumber(9000) } },
  },
];
const volumes: k8s.Volume[] = [{ name: 'scratch', emptyDir: {} }];
const tolerations: k8s.Toleration[] = [{ key: 'a', operator: 'Exists' }];
const affinity: k8s.Affinity = { nodeAffinity: {} };
const env: Record<string, EnvValue> = {
  A: EnvValue.fromValue('b'),
  B: EnvValue.fromSecretValue(value),
  C: theirs.envValue('X'),
};
const cluster = new ErlangCluster(chart, 'chat', { cookie: value });
new ElixirRelease(chart, 'worker', {
  image: 'a:1',
  cluster,
  env,
  sidecars,
  volumes,
  scheduling: { tolerations, affinity },
  resources: Resources.of(resources),
  imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
  ports: [{ name: 'statsd', port: 8125, protocol: Protocol.UDP }],
  config: [new ConfigBundle(chart, 'config', { secrets: [SecretUse.environment(theirs)] })],
});
new PhoenixService(chart, 'web', {
  image: 'a:1',
  host: 'a.example.com',
  cluster,
  secretKeyBase: { secret: theirs, key: 'SECRET_KEY_BASE' },
  databaseUrl: ExistingSecret.fromSecret(theirs).key('DATABASE_URL'),
});
process.stdout.write(app.synthYaml());
