import { ConfigBundle, ConfigMapUse, ExistingConfigMap, Release, SecretUse } from 'cdk8s-elixir';
import { newChart, newJob, newPhoenix, newRelease, SECRET } from '../support/subjects';

const chart = newChart;

test('what a property, a bundle or the library sets is there', () => {
  const scope = chart();
  const config = [new ConfigBundle(scope, 'c', { values: { A: '1' }, variables: { B: SECRET.key('B') } })];
  const requires = ['A', 'B', 'C', 'SECRET_KEY_BASE', 'PHX_HOST', 'RELEASE_TMP'];
  expect(() => newPhoenix(scope, { config, env: { C: '3' }, requires })).not.toThrow();
});

test('what nothing sets is refused, with who could', () => {
  expect(() => newRelease(chart(), { requires: ['DATABASE_URL'] })).toThrow(
    /`requires\[0\]` is "DATABASE_URL"[\s\S]*fix: +databaseUrl: ExistingSecret/,
  );
  expect(() => newRelease(chart(), { requires: ['S3_BUCKET'] })).toThrow('env: { S3_BUCKET: … }');
  expect(() => newRelease(chart(), { requires: ['S3 BUCKET'] })).toThrow('letters, digits');
  expect(() => newRelease(chart(), { requires: ['A', 'A'], env: { A: '' } })).toThrow('requires[1]');
});

test('what a whole Secret or ConfigMap brings is not known, within its prefix', () => {
  const scope = chart();
  const config = [
    new ConfigBundle(scope, 'c', {
      secrets: [SecretUse.environment(SECRET, { prefix: 'S3_' })],
      configMaps: [ConfigMapUse.environment(ExistingConfigMap.named('platform'), { prefix: 'P_' })],
    }),
  ];
  expect(() => newRelease(scope, { config, requires: ['S3_BUCKET', 'P_REGION'] })).not.toThrow();
  expect(() => newRelease(scope, { config, requires: ['BUCKET'] }, 'other')).toThrow('requires[0]');
});

test('a role adds to what its release requires, and a job requires it too', () => {
  const release = Release.of({ image: 'ghcr.io/acme/chat:1.4.2', requires: ['A'], env: { A: '1' } });
  expect(() => newRelease(chart(), { release, image: undefined, requires: ['B'] })).toThrow('"B"');
  expect(() => newJob(chart(), { requires: ['B'] })).toThrow('"B"');
});
