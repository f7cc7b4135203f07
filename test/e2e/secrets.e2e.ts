import type { Chart } from 'cdk8s';
import {
  ConfigBundle,
  Discovery,
  ElixirRelease,
  ErlangCluster,
  PhoenixService,
  RequiredSecrets,
  SecretUse,
} from 'cdk8s-elixir';
import { EnvValue } from 'cdk8s-plus-27';
import { apply } from './support/apply';
import { check } from './support/check';
import { cluster, render, secret, web, worker } from './support/hello';
import { kubectl } from './support/kubectl';
import { whole } from './support/mesh';
import { SECRET } from './support/namespace';
import { after } from './support/until';

/** Every path by which a reference to a Secret can be given. */
function everyPath(chart: Chart): void {
  const all = cluster(chart);
  const config = new ConfigBundle(chart, 'config', {
    values: { GREETING: 'hello' },
    variables: { OTHER_COOKIE: secret.key('OTHER_COOKIE') },
    secrets: [SecretUse.environment(secret, { prefix: 'ALL_' }), SecretUse.files(secret, '/run/secrets/chat')],
  });
  const env = { API_TOKEN: secret.key('OTHER_COOKIE') };
  new PhoenixService(chart, 'web', web(all, { config, env, databaseUrl: secret.key('DATABASE_URL'), replicas: 2 }));
}

check('the values of a Secret are in no rendered file, no list of what is required and no line of a log', async (t) => {
  const namespace = await t.namespace();
  let required = '';
  const yaml = await apply(namespace, (chart) => {
    everyPath(chart);
    required = RequiredSecrets.text(chart);
  });
  const { pods } = await whole(namespace, ['web'], 2);
  await kubectl(['-n', namespace, 'delete', 'pod', pods[0].name, '--wait=false']);
  await after(3);
  const logs = await Promise.all(pods.map(({ name }) => kubectl(['-n', namespace, 'logs', name, '--all-containers'])));
  const described = await kubectl([
    '-n',
    namespace,
    'describe',
    'deployments,pods,services,configmaps,networkpolicies',
  ]);
  const found = (text: string) => Object.values(SECRET).filter((value) => text.includes(value)).length;
  t.exactly(found(yaml), 0, '', 'values of Secrets in rendered files');
  t.exactly(found(required), 0, '', 'values of Secrets in the list of required Secrets');
  t.exactly(found(logs.join('')), 0, '', 'values of Secrets in logs');
  t.exactly(found(described), 0, '', 'values of Secrets in descriptions of objects');
});

const MARKED = 'marked-0123456789-marked-0123456789-marked-0123456789-marked-0123456789';
const literal = MARKED as any;
const url = `ecto://chat:${MARKED}@db/chat`;

/** Every property that could be given a secret as text. */
const literals: readonly [string, (chart: Chart) => void][] = [
  ['ErlangCluster.cookie', (chart) => new ErlangCluster(chart, 'hello', { cookie: literal })],
  ['ElixirRelease.cookie', (chart) => new ElixirRelease(chart, 'web', worker(undefined, { cookie: literal }))],
  ['secretKeyBase', (chart) => new PhoenixService(chart, 'web', web(cluster(chart), { secretKeyBase: literal }))],
  ['databaseUrl', (chart) => new PhoenixService(chart, 'web', web(cluster(chart), { databaseUrl: url as any }))],
  ['env by its name', (chart) => new ElixirRelease(chart, 'web', worker(undefined, { env: { API_TOKEN: MARKED } }))],
  ['env by its value', (chart) => new ElixirRelease(chart, 'web', worker(undefined, { env: { UPSTREAM: url } }))],
  [
    'env as an EnvValue',
    (chart) => new ElixirRelease(chart, 'web', worker(undefined, { env: { API_TOKEN: EnvValue.fromValue(MARKED) } })),
  ],
  [
    'env RELEASE_COOKIE',
    (chart) => new ElixirRelease(chart, 'web', worker(undefined, { env: { RELEASE_COOKIE: MARKED } })),
  ],
  ['ConfigBundle.values by its name', (chart) => new ConfigBundle(chart, 'config', { values: { API_TOKEN: MARKED } })],
  ['ConfigBundle.values by its value', (chart) => new ConfigBundle(chart, 'config', { values: { UPSTREAM: url } })],
  [
    'ConfigBundle.files',
    (chart) => new ConfigBundle(chart, 'config', { files: { 'a.pem': `-----BEGIN PRIVATE KEY-----${MARKED}` } }),
  ],
  ['ConfigBundle.variables', (chart) => new ConfigBundle(chart, 'config', { variables: { API_TOKEN: literal } })],
  [
    'ConfigBundle.localOnlySecrets',
    (chart) => new ConfigBundle(chart, 'config', { localOnlySecrets: { API_TOKEN: MARKED } }),
  ],
  ['Discovery.postgres', (chart) => cluster(chart, { discovery: Discovery.postgres({ url: url as any }) })],
];

for (const [property, build] of literals) {
  check(`a secret as text is refused by a message that does not show it: ${property}`, async (t) => {
    let message = 'accepted';
    try {
      render('nowhere', build);
    } catch (error) {
      message = `${(error as Error).message}${(error as Error).stack}`;
    }
    expect(message).toMatch(/fix:/);
    t.exactly(message.includes(MARKED) ? 'shown' : 'refused, not shown', 'refused, not shown', '', property);
  });
}
