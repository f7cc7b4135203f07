import { ConfigBundle, type ElixirReleaseProps, ExistingSecret, SecretUse } from 'cdk8s-elixir';
import { newChart, newCluster, newPhoenix, newRelease, SECRET } from '../support/subjects';
import { type BadInput, type Expected, MARKED } from './bad-input';
import { bundle } from './bundle';

const REFERENCE = { allowed: 'a key of an existing Secret', fix: "ExistingSecret.named('" };

/** A release with this environment. */
function env(name: string, variables: ElixirReleaseProps['env'], expects: Omit<Expected, 'path'>): BadInput {
  return {
    name,
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart), env: variables });
    },
    expects: { path: 'test/worker', ...expects },
  };
}

/** A variable that the library decides. */
function owned(name: string, fix: string): BadInput {
  return env(
    `the variable ${name}, which the release owns`,
    { [name]: 'x' },
    { property: `env.${name}`, value: name, allowed: 'names that nothing else sets', fix },
  );
}

/** Configuration and Secrets. */
export const ENVIRONMENT: readonly BadInput[] = [
  ...['RELEASE_NODE', 'RELEASE_DISTRIBUTION', 'RELEASE_VM_ARGS', 'POD_IP', 'DNS_CLUSTER_QUERY'].map((name) =>
    owned(name, 'remove it'),
  ),
  owned('RELEASE_COOKIE', 'use `cookie`'),
  owned('ERL_FLAGS', 'vmFlags: VmFlags.of('),
  owned('ERL_AFLAGS', 'vmFlags: VmFlags.of('),
  owned('ERL_DIST_PORT', '`distribution`'),
  owned('ERL_EPMD_PORT', '`distribution`'),
  owned('ERL_EPMD_ADDRESS', '`distribution`'),
  {
    name: 'the variable PORT, which a PhoenixService owns',
    build: () => newPhoenix(newChart(), { env: { PORT: '4001' } }),
    expects: {
      path: 'test/web',
      property: 'env.PORT',
      value: '"PORT"',
      allowed: 'names that nothing',
      fix: 'remove it',
    },
  },
  {
    name: 'a variable of a bundle that a PhoenixService owns',
    build: () => {
      const chart = newChart();
      newPhoenix(chart, { config: [new ConfigBundle(chart, 'config', { values: { PHX_HOST: 'other.example.com' } })] });
    },
    expects: {
      path: 'test/web',
      property: 'config[0].PHX_HOST',
      value: '"PHX_HOST"',
      allowed: 'names that nothing else sets',
      fix: 'remove it',
    },
  },
  {
    name: 'a variable that the bundle and the release set',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        config: [new ConfigBundle(chart, 'config', { values: { POOL_SIZE: '10' } })],
        env: { POOL_SIZE: '20' },
      });
    },
    expects: {
      path: 'test/worker',
      property: 'env.POOL_SIZE',
      value: '"POOL_SIZE"',
      allowed: 'names that nothing else sets',
      fix: 'remove one of them',
    },
  },
  bundle(
    'a variable that a bundle sets twice',
    { values: { SMTP_HOST: 'smtp' }, variables: { SMTP_HOST: SECRET.key('SMTP_HOST') } },
    { property: 'values, variables, localOnlySecrets', value: '"SMTP_HOST"', allowed: 'each name once', fix: 'remove' },
  ),
  env(
    'a variable that starts with a digit',
    { '1ST': 'x' },
    { property: 'env', value: '"1ST"', allowed: 'not starting with a digit', fix: 'choose a name of that form' },
  ),
  env(
    'a number for text',
    { POOL_SIZE: 10 as any },
    { property: 'env.POOL_SIZE', value: '10', allowed: 'text', fix: 'put it into quotes' },
  ),
  env(
    'a list for text',
    { NODES: ['a', 'b'] as any },
    { property: 'env.NODES', value: 'a list of 2', allowed: 'text', fix: 'put it into quotes' },
  ),
  env(
    'a $(VAR) that is declared nowhere',
    { URL: 'http://$(NOWHERE)/' },
    {
      property: 'env.URL',
      value: 'http://$(NOWHERE)/',
      allowed: '$(VAR) of a declared variable',
      fix: 'declare NOWHERE',
    },
  ),
  env(
    'variables that refer to each other in a circle',
    { A: '$(B)', B: '$(C)', C: '$(A)' },
    { property: 'env.A', value: 'A → B → C → A', allowed: 'does not need this one', fix: 'write out one of them' },
  ),
  env(
    'a secret written out, by its name',
    { SMTP_PASSWORD: MARKED },
    { property: 'env.SMTP_PASSWORD', hidden: MARKED, ...REFERENCE },
  ),
  env(
    'a secret written out, by its form',
    { BROKER: `amqp://chat:${MARKED}@broker/` },
    { property: 'env.BROKER', hidden: MARKED, ...REFERENCE },
  ),
  env(
    'a secret written out in an EnvValue of cdk8s-plus-27',
    { API_KEY: { value: MARKED } as any },
    { property: 'env.API_KEY', hidden: MARKED, ...REFERENCE },
  ),
  env(
    'a secret that is a number',
    { PIN_TOKEN: 73519048 as any },
    { property: 'env.PIN_TOKEN', hidden: '73519048', allowed: 'key of an existing Secret', fix: 'ExistingSecret' },
  ),
  bundle(
    'a secret among the values',
    { values: { SECRET_KEY_BASE: MARKED } },
    { property: 'values.SECRET_KEY_BASE', hidden: MARKED, ...REFERENCE },
  ),
  bundle(
    'a secret among the values that is a number',
    { values: { PIN_TOKEN: 73519048 as any } },
    { property: 'values.PIN_TOKEN', hidden: '73519048', allowed: 'text', fix: 'put it into quotes' },
  ),
  bundle(
    'a secret in lower case among the values',
    { values: { smtp_password: MARKED } },
    { property: 'values.smtp_password', hidden: MARKED, ...REFERENCE },
  ),
  bundle(
    'a private key among the files',
    { files: { 'tls.pem': `# our key\n-----BEGIN RSA PRIVATE KEY-----\n${MARKED}` } },
    { property: 'files.tls.pem', hidden: MARKED, ...REFERENCE },
  ),
  bundle(
    'a URL with a password in a line of a file',
    { files: { 'app.conf': `pool = 10\nurl = "postgres://chat:${MARKED}@db/chat"` } },
    { property: 'files.app.conf', hidden: MARKED, ...REFERENCE },
  ),
  bundle(
    'secrets written out without a word on it',
    { localOnlySecrets: { TOKEN: MARKED } },
    {
      property: 'localOnlySecrets',
      hidden: MARKED,
      allowed: 'references to existing Secrets',
      fix: "Waiver.localOnlySecrets('why')",
    },
  ),
  bundle(
    'a reference that is text',
    { variables: { TOKEN: MARKED as any } },
    { property: 'variables.TOKEN', hidden: MARKED, ...REFERENCE },
  ),
  bundle(
    'a value that is no text',
    { values: { POOL_SIZE: 10 as any } },
    { property: 'values.POOL_SIZE', value: 'a number', allowed: 'text', fix: 'put it into quotes' },
  ),
  bundle(
    'a file name with a slash',
    { files: { 'conf/app.toml': '' } },
    { property: 'files', value: '"conf/app.toml"', allowed: 'letters, digits', fix: 'choose a name of that form' },
  ),
  bundle(
    'files in the root folder',
    { files: { 'app.toml': '' }, filesPath: '/' },
    { property: 'filesPath', value: '"/"', allowed: 'an absolute path', fix: '"/var/lib/app"' },
  ),
  bundle(
    'a bundle whose name leaves no room for a hash',
    { name: 'c'.repeat(47) },
    { property: 'name', value: 'ccc', allowed: '1 to 46 characters', fix: 'for example' },
  ),
  {
    name: 'files where the release writes',
    build: () => {
      const chart = newChart();
      newRelease(chart, { config: [new ConfigBundle(chart, 'config', { files: { a: 'b' }, filesPath: '/tmp' })] });
    },
    expects: {
      path: 'test/worker',
      property: 'config[0]',
      value: '"/tmp"',
      allowed: '/tmp',
      fix: '"/var/lib/app"',
    },
  },
  {
    name: 'a Secret whose name is none',
    build: () => ExistingSecret.named('My_Secret'),
    expects: { property: 'ExistingSecret.named', hidden: 'My_Secret', allowed: 'lower-case letters', fix: 'choose' },
  },
  {
    name: 'a key that no Secret can have',
    build: () => SECRET.key('a/b'),
    expects: {
      property: 'ExistingSecret.named("chat").key',
      hidden: 'a/b',
      allowed: 'letters, digits',
      fix: 'choose',
    },
  },
  {
    name: 'a prefix that no variable can have',
    build: () => SecretUse.environment(SECRET, { prefix: 'SMTP-' }),
    expects: {
      property: 'SecretUse.environment.prefix',
      value: '"SMTP-"',
      allowed: 'letters, digits and `_`',
      fix: 'choose a name of that form',
    },
  },
  {
    name: 'files of a Secret in a relative folder',
    build: () => SecretUse.files(SECRET, 'etc/tls'),
    expects: {
      property: 'SecretUse.files.path',
      value: '"etc/tls"',
      allowed: 'an absolute path',
      fix: '"/var/lib/app"',
    },
  },
  bundle(
    '$(VAR) in a ConfigMap, where nothing expands it',
    { values: { NODE_URL: 'http://$(POD_IP):4000' } },
    { property: 'values.NODE_URL', value: '$(POD_IP)', allowed: 'text without $(VAR)', fix: '`env` of the release' },
  ),
  ...['constructor', '__proto__'].flatMap((key) => {
    const map = JSON.parse(`{"${key}":"x"}`);
    const expects = { value: `"${key}"`, allowed: 'any other key', fix: 'choose another' };
    return [
      bundle(`a value called ${key}, which cdk8s cannot render`, { values: map }, { property: 'values', ...expects }),
      bundle(`a file called ${key}, which cdk8s cannot render`, { files: map }, { property: 'files', ...expects }),
      {
        name: `a label called ${key}, which cdk8s cannot render`,
        build: () => newRelease(newChart(), { labels: map }),
        expects: { path: 'test/worker', property: 'labels key', ...expects },
      },
      {
        name: `an annotation called ${key}, which cdk8s cannot render`,
        build: () => newRelease(newChart(), { podAnnotations: map }),
        expects: { path: 'test/worker', property: 'podAnnotations key', ...expects },
      },
      {
        name: `a label of nodes called ${key}, which cdk8s cannot render`,
        build: () => newRelease(newChart(), { scheduling: { nodeSelector: map } }),
        expects: { path: 'test/worker', property: 'scheduling.nodeSelector key', ...expects },
      },
    ];
  }),
];
