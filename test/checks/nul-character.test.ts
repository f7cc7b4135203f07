import { check } from '../../lib/checks/check';
import { nulCharacter } from '../../lib/checks/nul-character';
import { subjectsOf } from '../../lib/inventory/subject';

const pod = (container: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'web', ...container }] },
});
const configMap = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });

const found = (...manifests: object[]) =>
  check(
    manifests.flatMap((manifest) => subjectsOf(manifest, { path: 'a' })),
    [nulCharacter],
  ).map(({ property }) => property);

test.each<[string, object[], string]>([
  ['env', [pod({ env: [{ name: 'A', value: 'a\0b' }] })], 'env A'],
  ['a command', [pod({ command: ['a', 'b\0'] })], 'command'],
  ['arguments', [pod({ args: ['\0'] })], 'args'],
  ['envFrom', [pod({ envFrom: [{ configMapRef: { name: 'a' } }] }), configMap({ B: 'a\0', C: 'c' })], 'envFrom B'],
])('U+0000 in %s is found', (_, manifests, place) => {
  expect(found(...manifests)).toEqual([`container web, ${place}`]);
});

test('U+0000 in a file, which the server keeps, is none', () => {
  expect(
    found(pod({ env: [{ name: 'A', value: 'a' }], envFrom: [{ secretRef: {} }] }), configMap({ a: '\0' })),
  ).toEqual([]);
});
