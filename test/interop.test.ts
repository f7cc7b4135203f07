// With cdk8s-plus-27: its values are taken.
import { Size } from 'cdk8s';
import { ConfigBundle, Discovery, ExistingSecret, Resources, SecretUse } from 'cdk8s-elixir';
import { Cpu, EnvValue, ImagePullPolicy, Secret } from 'cdk8s-plus-27';
import {
  argumentFiles,
  container,
  newChart,
  newCluster,
  newPhoenix,
  newRelease,
  pod,
  synth,
  variables,
} from './support/subjects';

const fromKey = (name: string, key: string) => ({ secretKeyRef: { name, key } });

test('a SecretValue is taken wherever a key of a Secret is', () => {
  const chart = newChart();
  const secret = Secret.fromSecretName(chart, 'theirs', 'plus');
  const value = (key: string) => ({ secret, key });
  const discovery = Discovery.postgres({ url: value('URL') });
  const config = new ConfigBundle(chart, 'config', { variables: { SMTP: value('SMTP') } });
  const cluster = newCluster(chart, { cookie: value('COOKIE'), discovery });
  newPhoenix(chart, { cluster, config: [config], secretKeyBase: value('BASE'), databaseUrl: value('DB') });
  newRelease(chart, { cookie: value('OWN') });
  const manifests = synth(chart);
  expect(variables(manifests, 'web')).toMatchObject({
    RELEASE_COOKIE: fromKey('plus', 'COOKIE'),
    LIBCLUSTER_POSTGRES_URL: fromKey('plus', 'URL'),
    SECRET_KEY_BASE: fromKey('plus', 'BASE'),
    DATABASE_URL: fromKey('plus', 'DB'),
    SMTP: fromKey('plus', 'SMTP'),
  });
  expect(variables(manifests, 'worker').RELEASE_COOKIE).toEqual(fromKey('plus', 'OWN'));
});

test('an ISecret is taken as a whole', () => {
  const chart = newChart();
  const secret = Secret.fromSecretName(chart, 'theirs', 'plus');
  const secrets = [SecretUse.environment(secret, { prefix: 'P_' }), SecretUse.files(secret, '/run/plus')];
  newRelease(chart, {
    config: [new ConfigBundle(chart, 'config', { secrets })],
    env: { A: ExistingSecret.fromSecret(secret).key('A') },
  });
  const manifests = synth(chart);
  expect(container(manifests).envFrom).toEqual([{ prefix: 'P_', secretRef: { name: 'plus' } }]);
  expect(pod(manifests).volumes.at(-1).secret).toEqual({ secretName: 'plus' });
  expect(variables(manifests).A).toEqual(fromKey('plus', 'A'));
});

test('an EnvValue is taken, literal or from elsewhere', () => {
  const chart = newChart();
  const secret = Secret.fromSecretName(chart, 'theirs', 'plus');
  newRelease(chart, {
    env: {
      LEVEL: EnvValue.fromValue('info'),
      TOKEN: EnvValue.fromSecretValue({ secret, key: 'TOKEN' }),
      NODE: EnvValue.fromFieldRef('spec.nodeName' as any),
    },
  });
  expect(variables(synth(chart))).toMatchObject({
    LEVEL: 'info',
    TOKEN: fromKey('plus', 'TOKEN'),
    NODE: { fieldRef: { fieldPath: 'spec.nodeName' } },
  });
});

test('Cpu and Size make resources, and the CPU limit the schedulers', () => {
  const chart = newChart();
  newRelease(chart, {
    resources: Resources.of({
      cpu: { request: Cpu.millis(500), limit: Cpu.units(2.5) },
      memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
    }),
    imagePullPolicy: ImagePullPolicy.ALWAYS,
  });
  const manifests = synth(chart);
  expect(container(manifests).resources).toEqual({
    requests: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '512Mi' },
    limits: { cpu: '2500m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
  });
  expect(container(manifests).imagePullPolicy).toBe('Always');
  expect(argumentFiles(manifests)['vm.args']).toContain('+S 3:3\n');
});
