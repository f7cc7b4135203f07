import { spawnSync } from 'node:child_process';
import { ConfigBundle, Exposure, RequiredSecrets, SecretUse, Tls, Waiver } from 'cdk8s-elixir';
import * as kplus from 'cdk8s-plus-27';
import { foreign, newChart, newCluster, newPhoenix, newRelease, SECRET } from '../support/subjects';

test('keys are gathered by Secret, with who needs them and a command without values', () => {
  const chart = newChart();
  const cluster = newCluster(chart);
  newPhoenix(chart, { cluster, databaseUrl: SECRET.key('DATABASE_URL') });
  newRelease(chart, { cluster });
  expect(RequiredSecrets.of(chart)).toEqual([
    {
      namespace: 'chat',
      name: 'chat',
      type: 'generic',
      keys: ['DATABASE_URL', 'RELEASE_COOKIE', 'SECRET_KEY_BASE'],
      usedBy: ['Deployment/web', 'Deployment/worker'],
      command:
        'kubectl create secret generic chat --namespace chat --from-literal=DATABASE_URL="${DATABASE_URL:?}" --from-literal=RELEASE_COOKIE="${RELEASE_COOKIE:?}" --from-literal=SECRET_KEY_BASE="${SECRET_KEY_BASE:?}"',
    },
  ]);
});

test('files, whole Secrets, pull Secrets, certificates, sidecars and overrides are among them', () => {
  const chart = newChart({});
  const secrets = [SecretUse.environment(SECRET), SecretUse.files(SECRET, '/run/chat', { keys: ['a.pem'] })];
  newPhoenix(chart, {
    config: [new ConfigBundle(chart, 'config', { secrets })],
    imagePullSecrets: ['registry'],
    exposures: [Exposure.ingress({ tls: Tls.secret('certificate') })],
    sidecars: [{ name: 'proxy', image: 'acme/proxy:1', envFrom: [{ secretRef: { name: 'proxy' } }] }],
    overrides: {
      workload: { spec: { template: { spec: { volumes: [{ name: 'x', secret: { secretName: 'extra' } }] } } } },
    },
  });
  const found = RequiredSecrets.of(chart).map(({ name, type, keys }) => `${name} ${type} ${keys}`);
  expect(found).toEqual([
    'certificate tls tls.crt,tls.key',
    'chat generic SECRET_KEY_BASE,a.pem',
    'extra generic ',
    'proxy generic ',
    'registry docker-registry .dockerconfigjson',
  ]);
});

test('what the app makes itself, what cert-manager makes and what is optional is not required', () => {
  const chart = newChart();
  const config = new ConfigBundle(chart, 'config', {
    localOnlySecrets: { TOKEN: 'x' },
    allow: [Waiver.localOnlySecrets('tested')],
  });
  newPhoenix(chart, {
    config: [config],
    exposures: [Exposure.ingress({ tls: Tls.clusterIssuer('letsencrypt') })],
    sidecars: [{ name: 'proxy', image: 'acme/proxy:1', envFrom: [{ secretRef: { name: 'maybe', optional: true } }] }],
  });
  foreign(chart, 'theirs', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'chat' } });
  expect(RequiredSecrets.of(chart)).toEqual([]);
  expect(RequiredSecrets.text(chart)).toBe('No Secrets have to exist beforehand.');
});

test('the text for people names each Secret, its keys and the command', () => {
  const chart = newChart();
  newPhoenix(chart);
  expect(RequiredSecrets.text(chart)).toBe(
    [
      'Secrets that must exist before the manifests are applied:',
      '  namespace chat',
      '    kubectl get namespace chat || kubectl create namespace chat',
      '  chat/chat: SECRET_KEY_BASE (for Deployment/web)',
      '    kubectl create secret generic chat --namespace chat --from-literal=SECRET_KEY_BASE="${SECRET_KEY_BASE:?}"',
    ].join('\n'),
  );
});

test('the text names no namespace where the chart has none', () => {
  const chart = newChart({});
  newRelease(chart, { cookie: SECRET.key('A') });
  expect(RequiredSecrets.text(chart).split('\n').slice(0, 2)).toEqual([
    'Secrets that must exist before the manifests are applied:',
    '  chat: A (for Deployment/worker)',
  ]);
});

test('constructs of cdk8s-plus-27, which are no objects but have a kind, are passed over', () => {
  const chart = newChart();
  new kplus.Secret(chart, 'secret');
  newRelease(chart, { cookie: SECRET.key('A') });
  expect(RequiredSecrets.of(chart).map(({ name }) => name)).toEqual(['chat']);
});

const SPEC = {
  containers: [
    { name: 'a', image: 'a:1', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'job', key: 'A' } } }] },
  ],
};
const TEMPLATE = { template: { spec: SPEC } };

test.each<[string, object]>([
  ['CronJob', { jobTemplate: { spec: TEMPLATE } }],
  ['DaemonSet', TEMPLATE],
  ['Deployment', TEMPLATE],
  ['Job', TEMPLATE],
  ['Pod', SPEC],
  ['ReplicaSet', TEMPLATE],
  ['ReplicationController', TEMPLATE],
  ['Rollout', TEMPLATE],
  ['StatefulSet', TEMPLATE],
])('a %s is read', (kind, spec) => {
  const chart = newChart();
  foreign(chart, 'theirs', { apiVersion: 'v1', kind, metadata: { name: 'nightly' }, spec });
  expect(RequiredSecrets.of(chart).map(({ name, usedBy }) => [name, usedBy])).toEqual([['job', [`${kind}/nightly`]]]);
});

test.each<[string, object, string, string]>([
  [
    'certificate',
    { exposures: [Exposure.ingress({ tls: Tls.secret('made') })] },
    'made: tls.crt, tls.key (for Ingress/web)',
    'kubectl create secret tls made --cert=tls.crt --key=tls.key',
  ],
  [
    'registry',
    { imagePullSecrets: ['made'] },
    'made: .dockerconfigjson (for Deployment/web)',
    'kubectl create secret docker-registry made --from-file=.dockerconfigjson',
  ],
  [
    'whole Secret of two workloads',
    { sidecars: [{ name: 'proxy', image: 'acme/proxy:1', envFrom: [{ secretRef: { name: 'made' } }] }] },
    'made: all keys (for Deployment/web, Pod/theirs)',
    'kubectl create secret generic made --from-env-file=made.env',
  ],
])('the text about a %s', (_, props, line, command) => {
  const chart = newChart({});
  newPhoenix(chart, props);
  if (line.includes('Pod/theirs')) {
    const spec = { volumes: [{ name: 'a', secret: { secretName: 'made' } }] };
    foreign(chart, 'theirs', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'theirs' }, spec });
  }
  expect(RequiredSecrets.text(chart)).toContain(`\n  ${line}\n    ${command}`);
});

test.each(['p12', 'pfx', 'jks', 'keystore', 'der', 'bin', 'gz', 'GZ'])('a file .%s keeps its bytes', (ending) => {
  const chart = newChart({});
  newRelease(chart, { env: { A: SECRET.key(`a.${ending}`), B: SECRET.key(`a.${ending}.txt`) } });
  expect(RequiredSecrets.of(chart)[0].command).toContain(
    `--from-file=a.${ending} --from-literal=a.${ending}.txt="$(cat a.${ending}.txt)"`,
  );
});

test('the printed command takes no newline from the end of a file, unless the file is no text', () => {
  const chart = newChart();
  newRelease(chart, { cookie: SECRET.key('release.cookie'), env: { STORE: SECRET.key('store.p12') } });
  expect(RequiredSecrets.of(chart)[0].command).toBe(
    'test -s release.cookie && kubectl create secret generic chat --namespace chat --from-literal=release.cookie="$(cat release.cookie)" --from-file=store.p12',
  );
});

test('every file of text that the printed command reads must be there and hold something', () => {
  const chart = newChart({});
  newRelease(chart, { env: { A: SECRET.key('a.txt'), B: SECRET.key('b.txt') } });
  expect(RequiredSecrets.of(chart)[0].command).toMatch(/^test -s a\.txt && test -s b\.txt && kubectl /);
});

test.each<[string, string, Record<string, string>, number]>([
  ['a variable that is set', 'COOKIE', { COOKIE: 'x' }, 0],
  ['a variable that is not set', 'COOKIE', {}, 2],
  ['a variable that is empty', 'COOKIE', { COOKIE: '' }, 2],
  ['a file that is not there', 'release.cookie', {}, 1],
])('the printed command with %s', (_, key, variables, code) => {
  const chart = newChart();
  newRelease(chart, { cookie: SECRET.key(key) });
  const line = `kubectl() { echo ran; }\n${RequiredSecrets.of(chart)[0].command}`;
  const { status, stdout } = spawnSync('sh', ['-c', line], { env: { PATH: process.env.PATH, ...variables } as any });
  expect([status, String(stdout)]).toEqual([code, code === 0 ? 'ran\n' : '']);
});
