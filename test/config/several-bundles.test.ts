import { ConfigBundle, Release, SecretUse } from 'cdk8s-elixir';
import { container, newChart, newRelease, pod, rendered, SECRET, synth } from '../support/subjects';

test('bundles are added up, those of a role to those of its release, each once', () => {
  const chart = newChart();
  const shared = new ConfigBundle(chart, 'shared', { values: { A: '1' }, files: { a: '' } });
  const own = new ConfigBundle(chart, 'own', {
    values: { B: '2' },
    files: { b: '', '/opt/c': '' },
    filesPath: '/etc/own',
  });
  const release = Release.of({ image: 'ghcr.io/acme/chat:1.4.2', config: [shared] });
  newRelease(chart, { release, image: undefined, config: [own, shared] });
  const manifests = synth(chart);
  expect(container(manifests).envFrom.map(({ configMapRef }: any) => configMapRef.name.split('-')[0])).toEqual([
    'shared',
    'own',
  ]);
  const names = pod(manifests).volumes.map(({ name }: any) => name);
  expect(names.filter((name: string) => name.startsWith('config'))).toEqual([
    'config-0',
    'config-1-0',
    'config-1-files',
  ]);
});

test('a variable that two bundles set and a folder that two mount are refused, with both named', () => {
  const two = (props: object, other: object) =>
    rendered((chart) =>
      newRelease(chart, { config: [new ConfigBundle(chart, 'a', props), new ConfigBundle(chart, 'b', other)] }),
    );
  expect(() => two({ values: { A: '1' } }, { values: { A: '1' } })).toThrow(
    /`config\[1\]\.A`[\s\S]*`config\[0\]\.A` gives the pod this variable too/,
  );
  expect(() => two({ files: { a: '' } }, { files: { b: '' } })).toThrow(
    /`config\[1\]`[\s\S]*something else is mounted/,
  );
  expect(() => two({ secrets: [SecretUse.environment(SECRET)] }, { values: { A: '1' } })).not.toThrow();
});
