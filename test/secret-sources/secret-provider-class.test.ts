import { ConfigBundle, RequiredSecrets, SecretProviderClass } from 'cdk8s-elixir';
import { container, newChart, newRelease, one, pod, rendered, synth } from '../support/subjects';

const PROPS = { provider: 'vault', parameters: { roleName: 'shop' }, keys: { TOKEN: 'token', A: 'a' } };

test('files are mounted by the driver, and keys become a Secret', () => {
  const manifests = rendered((chart) => {
    const vault = new SecretProviderClass(chart, 'shop', PROPS);
    const config = [new ConfigBundle(chart, 'config', { secrets: [vault.files('/run/vault')] })];
    newRelease(chart, { config, env: { TOKEN: vault.key('TOKEN') } });
    expect(RequiredSecrets.of(chart)).toEqual([]);
  });
  expect(one(manifests, 'SecretProviderClass').spec).toEqual({
    provider: 'vault',
    parameters: { roleName: 'shop' },
    secretObjects: [
      {
        secretName: 'shop',
        type: 'Opaque',
        data: [
          { objectName: 'a', key: 'A' },
          { objectName: 'token', key: 'TOKEN' },
        ],
      },
    ],
  });
  expect(pod(manifests).volumes.at(-1)).toEqual({
    name: 'config-0',
    csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'shop' } },
  });
  expect(container(manifests).volumeMounts.at(-1)).toEqual({
    name: 'config-0',
    mountPath: '/run/vault',
    readOnly: true,
  });
});

test('a release that reads a key and mounts no files is refused', () => {
  const chart = newChart();
  const vault = new SecretProviderClass(chart, 'shop', PROPS);
  newRelease(chart, { env: { TOKEN: vault.key('TOKEN') } });
  expect(() => synth(chart)).toThrow(/makes only while a pod mounts the SecretProviderClass "shop"/);
});

test('without keys there is no Secret; a parameter that holds a secret is refused', () => {
  const chart = newChart();
  const vault = new SecretProviderClass(chart, 'shop', { provider: 'vault' });
  expect(() => vault.key('A')).toThrow('there are files and no Secret');
  expect(() => vault.files('/app')).toThrow('SecretProviderClass.files.path');
  const parameters = { url: 'https://a:hunter2hunter2@vault' };
  expect(() => new SecretProviderClass(chart, 'b', { provider: 'vault', parameters })).toThrow('`parameters.url`');
});
