import { ConfigBundle, Exposure, RequiredSecrets, SecretUse, Tls, Waiver } from 'cdk8s-elixir';
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
        'kubectl create secret generic chat --namespace chat --from-literal=DATABASE_URL="$DATABASE_URL" --from-literal=RELEASE_COOKIE="$RELEASE_COOKIE" --from-literal=SECRET_KEY_BASE="$SECRET_KEY_BASE"',
    },
  ]);
});

test('files, whole Secrets, pull Secrets, certificates, sidecars and overrides are among them', () => {
  const chart = newChart({});
  const secrets = [SecretUse.environment(SECRET), SecretUse.files(SECRET, '/run/chat', { keys: ['a.pem'] })];
  newPhoenix(chart, {
    config: new ConfigBundle(chart, 'config', { secrets }),
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
    config,
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
      '  chat/chat: SECRET_KEY_BASE (for Deployment/web)',
      '    kubectl create secret generic chat --namespace chat --from-literal=SECRET_KEY_BASE="$SECRET_KEY_BASE"',
    ].join('\n'),
  );
});

test('workloads of every kind are read', () => {
  const chart = newChart();
  const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'job', key: 'A' } } }];
  const template = { spec: { containers: [{ name: 'a', image: 'a:1', env }] } };
  foreign(chart, 'cron', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly' },
    spec: { jobTemplate: { spec: { template } } },
  });
  expect(RequiredSecrets.of(chart).map(({ name, usedBy }) => [name, usedBy])).toEqual([['job', ['CronJob/nightly']]]);
});

test('the printed command takes no newline from the end of a file, unless the file is no text', () => {
  const chart = newChart();
  newRelease(chart, { cookie: SECRET.key('release.cookie'), env: { STORE: SECRET.key('store.p12') } });
  expect(RequiredSecrets.of(chart)[0].command).toBe(
    'kubectl create secret generic chat --namespace chat --from-literal=release.cookie="$(cat release.cookie)" --from-file=store.p12',
  );
});
