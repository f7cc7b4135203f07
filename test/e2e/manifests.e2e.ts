import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import {
  Discovery,
  Egress,
  KubernetesTarget,
  PhoenixService,
  Probe,
  ReleaseCommand,
  ReleaseJob,
  ServiceMesh,
} from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { check } from './support/check';
import { cluster, IMAGE, render, secret, web } from './support/hello';
import { kubectl } from './support/kubectl';
import { dryRun, isKnown, lacksIpv6, objection } from './support/objects';
import { kinds, STRATEGIES } from './support/strategies';

const DIST = join(__dirname, '../../dist');

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.k8s.yaml'))
  .sort();

/** The objects whose kind this cluster has, put into the namespace, and the kinds that it does not have. */
async function known(file: string, namespace: string): Promise<{ objects: any[]; unknown: string[] }> {
  const kinds = await kubectl(['api-resources', '--no-headers', '--output=wide']);
  const has = ({ apiVersion, kind }: any) => new RegExp(`\\s${apiVersion}\\s+(true|false)\\s+${kind}\\s`).test(kinds);
  const all = parseAllDocuments(readFileSync(join(DIST, file), 'utf8')).map((one) => one.toJS());
  const moved = all.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
  return { objects: moved.filter(has), unknown: all.filter((one) => !has(one)).map(({ kind }) => kind) };
}

test('there is something in dist/', () => expect(files.length).toBeGreaterThan(0));

for (const file of files) {
  check(`every object of dist/${file} passes a strict server-side dry run under \`restricted\``, async (t) => {
    const namespace = await t.namespace();
    const { objects, unknown } = await known(file, namespace);
    for (const kind of new Set(unknown)) t.skip(`this cluster has no ${kind}; give E2E_CRDS`, `${kind} of ${file}`);
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    const strict = ['--dry-run=server', '--validate=strict', '--warnings-as-errors'];
    const said = await kubectl(['apply', ...strict, '-f', '-'], { input: list });
    const accepted = said.split('\n').filter((line) => line.endsWith('(server dry run)')).length;
    t.exactly(objects.length - accepted, 0, '', `rejections of ${file}, ${objects.length} objects`);
  });
}

const NONE = 'none';

check('what needs a database passes a strict dry run: Postgres', async (t) => {
  const namespace = await t.namespace();
  const discovery = Discovery.postgres({ url: secret.key('DATABASE_URL') });
  const all = objects((chart) => new PhoenixService(chart, 'web', web(cluster(chart, { discovery }))));
  const found = await Promise.all(all.map((object) => objection(namespace, object)));
  t.exactly(found.filter(Boolean).join('\n') || NONE, NONE, '', 'objections to Postgres, by dry run');
});

check('every strategy that takes IPv6 passes a strict dry run with it', async (t) => {
  const namespace = await t.namespace();
  const pairs = STRATEGIES.filter(({ name }) => name !== 'kubernetesDns').flatMap((strategy) =>
    kinds(strategy).map(({ props }) => ({ discovery: strategy.discovery, props })),
  );
  const all = pairs.flatMap(({ discovery, props }) =>
    objects((chart) => new PhoenixService(chart, 'web', web(cluster(chart, { discovery, ipv6: true }), props))),
  );
  const found = await Promise.all(all.map((object) => objection(namespace, object)));
  t.exactly(found.filter(Boolean).join('\n') || NONE, NONE, '', 'objections with IPv6, by dry run');
  const service = all.find(({ kind }) => kind === 'Service');
  if (lacksIpv6(await dryRun(namespace, service))) t.skip('this cluster has no IPv6', 'a cluster over IPv6');
});

check('web, job and cluster of a mesh pass a strict dry run', async (t) => {
  const namespace = await t.namespace();
  const meshes = [ServiceMesh.istio(), ServiceMesh.istio({ proxyDistribution: true }), ServiceMesh.linkerd()];
  const all = meshes.flatMap((mesh) =>
    objects((chart) => {
      KubernetesTarget.set(chart, { version: '1.29' });
      const meshed = cluster(chart, { mesh });
      const egress = [Egress.dns()];
      new PhoenixService(chart, 'web', web(meshed, { egress, startupProbe: Probe.fromHttpGet('/health') }));
      const run = ReleaseCommand.rpc('Hello.Release.record_run()');
      new ReleaseJob(chart, 'job', { image: IMAGE, cluster: meshed, run, egress });
    }),
  );
  const has = await Promise.all(all.map(isKnown));
  for (const { apiVersion, kind } of all.filter((_, index) => !has[index])) {
    t.skip(`this cluster has no ${apiVersion}`, `${kind} of a mesh`);
  }
  const found = await Promise.all(all.filter((_, index) => has[index]).map((one) => objection(namespace, one)));
  t.exactly(found.filter(Boolean).join('\n') || NONE, NONE, '', 'objections to releases of a mesh, by dry run');
});

function objects(build: (chart: Chart) => void): any[] {
  return parseAllDocuments(render('generated', build)).map((one) => one.toJS());
}
