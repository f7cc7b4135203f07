import {
  ConfigBundle,
  type ConfigBundleProps,
  ConfigMapUse,
  ConfigValue,
  ExistingConfigMap,
  RestartOn,
} from 'cdk8s-elixir';
import { newChart, newRelease } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

/** A bundle with one wrong property. */
export function bundle(name: string, props: ConfigBundleProps, expects: Omit<Expected, 'path'>): BadInput {
  return {
    name,
    build: () => new ConfigBundle(newChart(), 'config', props),
    expects: { path: 'test/config', ...expects },
  };
}

/** Files, ConfigMaps, typed values, what is required. */
export const BUNDLE: readonly BadInput[] = [
  bundle(
    'a .env file without a waiver',
    { localOnlyEnvFile: '.env' },
    { property: 'localOnlyEnvFile', allowed: 'references to existing Secrets', fix: 'Waiver.localOnlySecrets' },
  ),
  bundle(
    'a folder of files that is not there',
    { filesFolder: '/nowhere' },
    { property: 'filesFolder', value: '"/nowhere"', allowed: 'a folder', fix: '__dirname' },
  ),
  bundle(
    'two files of one key',
    { files: { '/opt/a': '', 'opt.a': '' } },
    { property: 'files', value: '"opt.a"', allowed: 'no two are the same', fix: 'rename one' },
  ),
  {
    name: 'a required variable that nothing sets',
    build: () => newRelease(newChart(), { requires: ['S3_BUCKET'] }),
    expects: {
      path: 'test/worker',
      property: 'requires[0]',
      value: '"S3_BUCKET"',
      allowed: 'variables that the release',
      fix: 'env: { S3_BUCKET: … }',
    },
  },
  {
    name: 'a folder of a ConfigMap that hides the release',
    build: () => ConfigMapUse.files(ExistingConfigMap.named('platform'), '/app'),
    expects: {
      property: 'ConfigMapUse.files.path',
      value: '"/app"',
      allowed: 'any folder other than',
      fix: '/etc/app',
    },
  },
  {
    name: 'a ConfigMap whose name is none',
    build: () => ExistingConfigMap.named('My_Map'),
    expects: { property: 'ExistingConfigMap.named', value: '"My_Map"', allowed: 'lower-case letters', fix: 'choose' },
  },
  {
    name: 'a number that is not whole',
    build: () => ConfigValue.integer(0.5),
    expects: { property: 'ConfigValue.integer', value: '0.5', allowed: 'a whole number', fix: 'round it' },
  },
  {
    name: 'a URL without a scheme',
    build: () => ConfigValue.url('find.example.org'),
    expects: { property: 'ConfigValue.url', hidden: 'find.example.org', allowed: 'its scheme', fix: 'https://' },
  },
  {
    name: 'a version of a restart that is no value of a label',
    build: () => RestartOn.version('of today'),
    expects: { property: 'RestartOn.version', value: '"of today"', allowed: 'letters, digits', fix: 'choose' },
  },
];
