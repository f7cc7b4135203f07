import { App, Chart, Size } from 'cdk8s';
import { ConfigBundle, Discovery, Exposure, Tls, Waiver } from 'cdk8s-elixir';
import { Construct } from 'constructs';
import { newChart, newCluster, newPhoenix, newRelease, synth } from './support/subjects';

const BREAKING = `What is in this table cannot change between two releases that are not breaking: selectors, serviceName and
claims are immutable in the API server, and a changed name leaves the old object behind. Is it meant? Then it goes into
CHANGELOG.md as a breaking change, with what users have to do.`;

const LABELS = 'app.kubernetes.io/name';
const DIST = 'dist 4370';
const HTTP = 'http 4000';

/** Kind and name of each object, and beside it what else is its identity. */
const IDENTITY: { readonly [object: string]: object } = {
  // ErlangCluster "chat"
  'Service chat-nodes': {
    labels: `${LABELS}, cdk8s-elixir/cluster`,
    selector: { 'cdk8s-elixir/cluster': 'chat' },
    ports: [DIST],
  },
  'Role chat-discovery': { labels: LABELS },

  // ConfigBundle "config"
  'ConfigMap config-HASH': { labels: LABELS },
  'ConfigMap config-files-HASH': { labels: LABELS },
  'Secret config-local-only': { labels: `${LABELS}, cdk8s-elixir/local-only` },

  // PhoenixService "web" in the cluster
  'ServiceAccount web': { labels: LABELS },
  'ConfigMap web-vm-HASH': { labels: LABELS },
  'Deployment web': {
    labels: LABELS,
    selector: { 'app.kubernetes.io/name': 'web' },
    podLabels: `${LABELS}, cdk8s-elixir/cluster`,
    container: 'web',
    ports: [HTTP, DIST],
  },
  'PodDisruptionBudget web': { labels: LABELS, selector: { 'app.kubernetes.io/name': 'web' } },
  'NetworkPolicy web': { labels: LABELS, selector: { 'app.kubernetes.io/name': 'web' } },
  'RoleBinding web-discovery': { labels: LABELS },
  'Service web': { labels: LABELS, selector: { 'app.kubernetes.io/name': 'web' }, ports: ['http 80'] },
  'HTTPRoute web': { labels: LABELS },
  'Ingress web': { labels: LABELS },
  'Ingress web-2': { labels: LABELS },

  // ElixirRelease "store" with storage, in no cluster
  'ServiceAccount store': { labels: LABELS },
  'ConfigMap store-vm-HASH': { labels: LABELS },
  'StatefulSet store': {
    labels: LABELS,
    selector: { 'app.kubernetes.io/name': 'store' },
    podLabels: LABELS,
    container: 'store',
    ports: [],
    serviceName: 'store-nodes',
    claims: ['data'],
  },
  'PodDisruptionBudget store': { labels: LABELS, selector: { 'app.kubernetes.io/name': 'store' } },
  'NetworkPolicy store': { labels: LABELS, selector: { 'app.kubernetes.io/name': 'store' } },
  'Service store-nodes': { labels: LABELS, selector: { 'app.kubernetes.io/name': 'store' }, ports: [] },
};

/** One of every construct, below `scope`. */
function everything(scope: Construct): void {
  const cluster = newCluster(scope, { discovery: Discovery.kubernetes() });
  const config = new ConfigBundle(scope, 'config', {
    values: { POOL_SIZE: '10' },
    files: { 'app.toml': 'a = 1' },
    localOnlySecrets: { TOKEN: 'x' },
    allow: [Waiver.localOnlySecrets('tested')],
  });
  const tls = Exposure.ingress({ tls: Tls.secret('tls') });
  newPhoenix(scope, { cluster, config: [config], exposures: [Exposure.gateway({ gateway: 'public' }), tls, tls] });
  newRelease(scope, { storage: [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }] }, 'store');
}

function identity({ metadata, spec }: any): object {
  const template = spec?.template;
  const keys = (labels: object) => Object.keys(labels).sort().join(', ');
  const own = template?.spec.containers[0];
  const ports = own ? (own.ports ?? []) : spec?.ports;
  const selector = spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels ?? spec?.selector;
  return {
    labels: keys(metadata.labels),
    ...(selector ? { selector } : {}),
    ...(template ? { podLabels: keys(template.metadata.labels), container: own.name } : {}),
    ...(ports || metadata.name.endsWith('-nodes')
      ? { ports: (ports ?? []).map((port: any) => `${port.name} ${port.containerPort ?? port.port}`) }
      : {}),
    ...(spec?.serviceName ? { serviceName: spec.serviceName } : {}),
    ...(spec?.volumeClaimTemplates
      ? { claims: spec.volumeClaimTemplates.map((claim: any) => claim.metadata.name) }
      : {}),
  };
}

test('names, selectors, serviceName, ports and label keys are what they were', () => {
  const chart = newChart();
  everything(chart);
  const found = Object.fromEntries(
    synth(chart).map((each) => [
      `${each.kind} ${each.metadata.name.replace(/-[0-9a-f]{10}$/, '-HASH')}`,
      identity(each),
    ]),
  );
  try {
    expect(found).toEqual(IDENTITY);
  } catch (error) {
    throw new Error(`${BREAKING}\n\n${(error as Error).message}`);
  }
});

test('moving constructs in the tree changes no byte', () => {
  const yaml = (place: (app: App) => Construct) => {
    const app = new App();
    everything(place(app));
    return app.synthYaml();
  };
  const inChart = (id: string) => (app: App) => new Chart(app, id, { namespace: 'chat' });
  const nested = (app: App) => new Construct(new Construct(inChart('elsewhere')(app), 'platform'), 'team-a');
  expect(yaml(inChart('renamed'))).toBe(yaml(inChart('test')));
  expect(yaml(nested)).toBe(yaml(inChart('test')));
});

test('nothing in a manifest tells where in the tree it comes from', () => {
  const app = new App();
  everything(new Construct(new Chart(app, 'marked-chart', { namespace: 'chat' }), 'marked-construct'));
  expect(app.synthYaml()).not.toContain('marked');
});

test('a construct’s id is its name unless `name` says otherwise', () => {
  const names = (id: string, name?: string) => {
    const chart = newChart();
    const cluster = newCluster(chart, { name: name && `${name}-cluster` }, `${id}-cluster`);
    newPhoenix(chart, { cluster, name }, id);
    return synth(chart);
  };
  expect(names('web')).toEqual(names('other', 'web'));
});
