import { Size } from 'cdk8s';
import { ConfigBundle, ExistingSecret, SecretUse } from 'cdk8s-elixir';
import { errorOf, newChart, newRelease } from '../support/subjects';

const secret = ExistingSecret.named('files');

test.each([
  ['files of a bundle', () => new ConfigBundle(newChart(), 'config', { files: { a: 'b' }, filesPath: '/app' })],
  ['files of a Secret', () => SecretUse.files(secret, '/app/lib/')],
  [
    'a scratch volume',
    () => newRelease(newChart(), { scratch: [{ mountPath: '/app/./bin', size: Size.mebibytes(1) }] }),
  ],
  [
    'storage',
    () => newRelease(newChart(), { storage: [{ name: 'a', mountPath: '/app/releases', size: Size.gibibytes(1) }] }),
  ],
])('%s that would hide the release are refused', (_, build) => {
  expect(errorOf(build).message).toContain('has the release there, and a mount hides it');
});

test('a folder of its own below /app is fine', () => {
  const scratch = [{ mountPath: '/app/uploads', size: Size.mebibytes(1) }];
  expect(() => newRelease(newChart(), { scratch })).not.toThrow();
});

test.each(['/proc', '/dev/', '/sys', '/etc/erlang/', '/etc/./erlang', '/tmp/', '/'])(
  'nothing is mounted at %s, which belongs to somebody else',
  (mountPath) => {
    const scratch = [{ mountPath, size: Size.mebibytes(1) }];
    expect(errorOf(() => newRelease(newChart(), { scratch })).message).toContain('`scratch[0].mountPath` is');
  },
);
