import { ConfigBundle, type ConfigBundleProps, ConfigMapUse, ExistingConfigMap } from 'cdk8s-elixir';
import { container, newRelease, pod, rendered, variables } from '../support/subjects';

const PLATFORM = ExistingConfigMap.named('platform');
const bundle = (props: ConfigBundleProps) =>
  rendered((chart) => newRelease(chart, { config: [new ConfigBundle(chart, 'config', props)] }));

test('existing ConfigMaps are taken key by key, whole, or as files', () => {
  const manifests = bundle({
    variables: { REGION: PLATFORM.key('region') },
    configMaps: [
      ConfigMapUse.environment(PLATFORM, { prefix: 'P_' }),
      ConfigMapUse.files(PLATFORM, '/etc/platform', { keys: ['ca.crt'] }),
    ],
  });
  expect(variables(manifests).REGION).toEqual({ configMapKeyRef: { name: 'platform', key: 'region' } });
  expect(container(manifests).envFrom).toEqual([{ prefix: 'P_', configMapRef: { name: 'platform' } }]);
  expect(pod(manifests).volumes.at(-1).configMap).toEqual({
    name: 'platform',
    items: [{ key: 'ca.crt', path: 'ca.crt' }],
  });
  expect(container(manifests).volumeMounts.at(-1)).toMatchObject({ mountPath: '/etc/platform', readOnly: true });
});

test('a folder that hides the release, a key twice and a prefix that starts no variable are refused', () => {
  expect(() => ConfigMapUse.files(PLATFORM, '/app')).toThrow('ConfigMapUse.files.path');
  expect(() => ConfigMapUse.files(PLATFORM, '/etc/a', { keys: ['a', 'a'] })).toThrow('ConfigMapUse.files.keys[1]');
  expect(() => ConfigMapUse.environment(PLATFORM, { prefix: '1' })).toThrow('ConfigMapUse.environment.prefix');
});
