import type { Chart } from 'cdk8s';
import { ConfigBundle, PhoenixService, RequiredSecrets, SecretUse } from 'cdk8s-elixir';
import { apply } from './support/apply';
import { check } from './support/check';
import { cluster, secret, web } from './support/hello';
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
  new PhoenixService(
    chart,
    'web',
    web(all, { config: [config], env, databaseUrl: secret.key('DATABASE_URL'), replicas: 2 }),
  );
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
