import { SecretUse } from 'cdk8s-elixir';
import { errorOf, SECRET } from '../support/subjects';

test('a whole Secret is one source of variables, with its prefix where there is one', () => {
  expect(SecretUse.environment(SECRET)._envFrom).toEqual([{ secretRef: { name: 'chat' } }]);
  expect(SecretUse.environment(SECRET, { prefix: 'DB_' })._envFrom).toEqual([
    { prefix: 'DB_', secretRef: { name: 'chat' } },
  ]);
  expect(SecretUse.environment(SECRET)._folders).toEqual([]);
});

test('files are every key, or those that are named', () => {
  const folder = (secret: object) => [{ path: '/run/chat', source: { secret: { secretName: 'chat', ...secret } } }];
  expect(SecretUse.files(SECRET, '/run/chat')._folders).toEqual(folder({}));
  expect(SecretUse.files(SECRET, '/run/chat', {})._folders).toEqual(folder({}));
  expect(SecretUse.files(SECRET, '/run/chat', { keys: ['a.pem'] })._folders).toEqual(
    folder({ items: [{ key: 'a.pem', path: 'a.pem' }] }),
  );
  expect(SecretUse.files(SECRET, '/run/chat')._envFrom).toEqual([]);
});

test.each<[string, () => unknown]>([
  ['SecretUse.files.path', () => SecretUse.files(SECRET, 'run')],
  ['SecretUse.files.path', () => SecretUse.files(SECRET, '/app')],
  ['SecretUse.files.keys', () => SecretUse.files(SECRET, '/run/chat', { keys: ['a/b'] })],
  ['SecretUse.environment.prefix', () => SecretUse.environment(SECRET, { prefix: '1' })],
  ['ExistingSecret.named', () => SecretUse.environment({ name: 'A' } as never)],
])('refuses %s', (property, use) => {
  expect(errorOf(use).message).toContain(`\`${property}\` is`);
});
