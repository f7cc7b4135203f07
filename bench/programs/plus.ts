import { App, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { program, report } from './arguments';
import { services } from './services';

const { count, oneChart, outdir } = program;
const app = new App({ outdir });
services(app, count, oneChart, service);
app.synth();
report();

/** The same twelve kinds of objects, as far as cdk8s-plus-27 has them: its own shape, so files are not compared. */
function service(chart: Construct, name: string): void {
  const account = new kplus.ServiceAccount(chart, `${name}-account`, { metadata: { name }, automountToken: false });
  const role = new kplus.Role(chart, `${name}-role`, { metadata: { name: `${name}-discovery` } });
  role.allowList(kplus.ApiResource.PODS);
  role.bind(account);
  const config = ['config', 'files', 'vm'].map(
    (part) => new kplus.ConfigMap(chart, `${name}-${part}`, { immutable: true, data: { 'a.txt': 'first\nsecond\n' } }),
  );
  const secret = kplus.Secret.fromSecretName(chart, `${name}-secret`, 'chat');
  const variable = (key: string) => kplus.EnvValue.fromSecretValue({ secret, key });
  const deployment = new kplus.Deployment(chart, `${name}-deployment`, {
    metadata: { name },
    replicas: 2,
    serviceAccount: account,
    terminationGracePeriod: Duration.seconds(60),
    securityContext: { user: 65534, group: 65534, fsGroup: 65534, ensureNonRoot: true },
    containers: [
      {
        image: 'ghcr.io/acme/chat:1.4.2',
        ports: [{ number: 4000, name: 'http' }],
        envVariables: {
          RELEASE_COOKIE: variable('RELEASE_COOKIE'),
          SECRET_KEY_BASE: variable('SECRET_KEY_BASE'),
          DATABASE_URL: variable('DATABASE_URL'),
          PHX_HOST: kplus.EnvValue.fromValue(`${name}.example.com`),
          PHX_SERVER: kplus.EnvValue.fromValue('true'),
          POD_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
          POD_NAMESPACE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAMESPACE),
        },
        envFrom: [kplus.Env.fromConfigMap(config[0])],
        resources: { cpu: { request: kplus.Cpu.millis(250) }, memory: { limit: Size.mebibytes(512) } },
        volumeMounts: [
          { path: '/etc/app', volume: kplus.Volume.fromConfigMap(chart, `${name}-files-volume`, config[1]) },
          { path: '/etc/erlang', volume: kplus.Volume.fromConfigMap(chart, `${name}-vm-volume`, config[2]) },
          { path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, `${name}-tmp`, 'tmp') },
        ],
        readiness: kplus.Probe.fromTcpSocket({ port: 4000 }),
        liveness: kplus.Probe.fromTcpSocket({ port: 4000 }),
        startup: kplus.Probe.fromTcpSocket({ port: 4000 }),
      },
    ],
  });
  const served = deployment.exposeViaService({ name, ports: [{ port: 80, targetPort: 4000 }] });
  new kplus.Service(chart, `${name}-nodes`, { clusterIP: 'None', selector: deployment, ports: [{ port: 4370 }] });
  new kplus.Ingress(chart, `${name}-ingress`, {
    rules: [{ host: `${name}.example.com`, path: '/', backend: kplus.IngressBackend.fromService(served) }],
  });
  new kplus.NetworkPolicy(chart, `${name}-policy`, { selector: deployment });
  new kplus.k8s.KubePodDisruptionBudget(chart, `${name}-budget`, {
    spec: { maxUnavailable: kplus.k8s.IntOrString.fromNumber(1) },
  });
}
