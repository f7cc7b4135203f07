import { App, Chart } from 'cdk8s';
import {
  ArgoCdApplication,
  ErlangCluster,
  FluxKustomization,
  FluxSource,
  Namespace,
  PhoenixService,
} from 'cdk8s-elixir';
import { expectAccepted } from './support/accepted';
import { api, create } from './support/api';
import { rolledOut } from './support/apply';
import { check } from './support/check';
import { render, secret, web } from './support/hello';
import { kubectl } from './support/kubectl';
import { whole } from './support/mesh';
import { SECRET } from './support/namespace';

/** The file of a chart with its namespace. */
function file(namespace: string): string {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace });
  new Namespace(chart, 'namespace', { labels: { 'e2e-run': process.env.E2E_RUN ?? '' }, quota: { pods: '10' } });
  const cluster = new ErlangCluster(chart, 'hello', { cookie: secret.key('RELEASE_COOKIE') });
  new PhoenixService(chart, 'web', web(cluster, { replicas: 2 }));
  return app.synthYaml() as string;
}

check.beside('a file with its namespace is applied to a new cluster at the first try', async (t) => {
  const namespace = `${await t.namespace()}-own`;
  try {
    const said = await kubectl(['apply', '-f', '-'], { input: file(namespace) });
    t.exactly(
      said.split('\n')[0].replace(namespace, 'NAME'),
      'namespace/NAME created',
      '',
      'first line of the first apply',
    );
    await create(`/api/v1/namespaces/${namespace}/secrets`, { metadata: { name: 'chat' }, stringData: SECRET });
    await rolledOut(namespace, 'deployment/web');
    await whole(namespace, ['web'], 2);
    const { body } = await api('GET', `/api/v1/namespaces/${namespace}`);
    const level = body.metadata.labels['pod-security.kubernetes.io/enforce'];
    t.exactly(level, 'restricted', '', 'Pod Security Standard that it enforces');
    const pod = { metadata: { name: 'root' }, spec: { containers: [{ name: 'root', image: 'a:1' }] } };
    const { status } = await api('POST', `/api/v1/namespaces/${namespace}/pods`, pod);
    t.exactly(status, 403, '', 'status of a pod that breaks it');
  } finally {
    await kubectl(['delete', 'namespace', namespace, '--wait=false', '--ignore-not-found']);
  }
});

/** What tools are told, by the names of the tools. */
const TOLD: { readonly [tool: string]: (chart: Chart) => unknown } = {
  'Argo CD': (chart) =>
    new ArgoCdApplication(chart, 'shop', {
      repository: 'https://github.com/acme/deploy.git',
      path: 'dist',
      include: 'shop.k8s.yaml',
      targetNamespace: 'shop',
      deletesObjects: true,
    }),
  Flux: (chart) => {
    const source = FluxSource.gitRepository('deploy', { namespace: 'infra' });
    return new FluxKustomization(chart, 'shop', { source, path: 'dist/shop', dependsOn: ['database'] });
  },
};

check.beside('what Argo CD and Flux are told is accepted by their definitions, by strict dry run', async (t) => {
  const namespace = await t.namespace();
  for (const [tool, make] of Object.entries(TOLD)) {
    await expectAccepted(t, namespace, `what ${tool} is told`, render(namespace, make));
  }
});
