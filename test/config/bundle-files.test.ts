import { join } from 'node:path';
import { ConfigBundle, type ConfigBundleProps } from 'cdk8s-elixir';
import { container, newChart, newRelease, one, pod, rendered } from '../support/subjects';

const FOLDER = join(__dirname, '../support/config-folder');
const bundle = (props: ConfigBundleProps) =>
  rendered((chart) => newRelease(chart, { config: [new ConfigBundle(chart, 'config', props)] }));

/** Mounts of a bundle's files, and what their volumes hold. */
function mounted(props: ConfigBundleProps) {
  const manifests = bundle(props);
  const volumes = pod(manifests).volumes.filter(({ name }: any) => name.startsWith('config'));
  const mounts = container(manifests).volumeMounts.filter(({ name }: any) => name.startsWith('config'));
  return { volumes, mounts, configMap: one(manifests, 'ConfigMap', volumes[0].configMap.name) };
}

test('a file with a path stands beside those of the image, one with a name in the folder', () => {
  const { volumes, mounts, configMap } = mounted({ files: { 'app.toml': 'a = 1', '/opt/shop/limits.conf': 'max 5' } });
  expect(configMap.data).toEqual({ 'app.toml': 'a = 1', 'opt.shop.limits.conf': 'max 5' });
  expect(volumes[0].configMap.items).toEqual([{ key: 'app.toml', path: 'app.toml' }]);
  expect(volumes[1].configMap.items).toBeUndefined();
  expect(mounts).toEqual([
    { name: 'config-0', mountPath: '/etc/app', readOnly: true },
    { name: 'config-files', mountPath: '/opt/shop/limits.conf', subPath: 'opt.shop.limits.conf', readOnly: true },
  ]);
});

test('files with a path alone make no folder', () => {
  const { mounts } = mounted({ files: { '/opt/a.conf': '', '/opt/b.conf': '' } });
  expect(mounts.map(({ mountPath }: any) => mountPath)).toEqual(['/opt/a.conf', '/opt/b.conf']);
});

test('a folder of the disk is read, without what is hidden; what is no text is binary', () => {
  const { configMap, mounts } = mounted({ filesFolder: FOLDER, filesPath: '/etc/shop' });
  expect(configMap.data).toEqual({ 'app.toml': 'a = 1\n' });
  expect(configMap.binaryData).toEqual({ 'table.bin': Buffer.from([0, 1, 255]).toString('base64') });
  expect(mounts).toEqual([{ name: 'config-0', mountPath: '/etc/shop', readOnly: true }]);
});

test.each<[string, ConfigBundleProps, string]>([
  [
    'a path that two spell',
    { files: { '/opt/a.conf': '', 'opt.a.conf': '' } },
    'another file has the key "opt.a.conf"',
  ],
  ['a file that the folder has too', { filesFolder: FOLDER, files: { 'app.toml': '' } }, 'has the key "app.toml"'],
  ['a path of the system', { files: { '/proc/a': '' } }, '`files` is "/proc/a"'],
  ['a path with a parent', { files: { '/opt/../etc/passwd': '' } }, 'an absolute path'],
  ['a folder that is not there', { filesFolder: '/nowhere' }, 'it cannot be read: ENOENT'],
  ['a folder of folders', { filesFolder: join(FOLDER, '..') }, 'a ConfigMap has no folders'],
  ['a secret in a file with a path', { files: { '/opt/.pgpass': 'db:5432:shop:shop:pass' } }, 'it looks like a secret'],
])('%s is refused', (_, props, message) => {
  expect(() => new ConfigBundle(newChart(), 'config', props)).toThrow(message);
});
