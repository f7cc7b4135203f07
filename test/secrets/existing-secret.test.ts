import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { errorOf, newChart, newCluster, newRelease, rendered, SECRET, variables } from '../support/subjects';

/** The library a second time, as npm installs it where two versions are asked for. */
function secondCopy(): typeof import('cdk8s-elixir') {
  let copy: typeof import('cdk8s-elixir') | undefined;
  jest.isolateModules(() => {
    copy = require('cdk8s-elixir');
  });
  return copy as typeof import('cdk8s-elixir');
}

test('a key of a second copy of the package is a reference, not a literal', () => {
  const { ExistingSecret, SecretUse } = secondCopy();
  const key = ExistingSecret.named('other').key('TOKEN');
  expect(key.constructor).not.toBe(SECRET.key('TOKEN').constructor);
  const chart = newChart();
  newCluster(chart, { cookie: key as never });
  const manifests = rendered((to) => newRelease(to, { env: { TOKEN: key as never } }));
  expect(variables(manifests).TOKEN).toEqual({ secretKeyRef: { name: 'other', key: 'TOKEN' } });
  expect(() => SecretUse.environment(SECRET as never)).not.toThrow();
});

test.each([
  [{ secretName: 'a', key: 'b' }],
  [{ secret: { name: 'a' } }],
  [{ secret: { name: 'a' }, key: 5 }],
  [null],
  ['secret'],
  [5],
])('%j is refused as no key of a Secret, and not shown', (cookie) => {
  const { message } = errorOf(() => newCluster(newChart(), { cookie: cookie as never }));
  expect(message).toContain('`cookie` is (not shown)');
});

test('a key that is left out is said to be not given', () => {
  const { message } = errorOf(() => newCluster(newChart(), { cookie: undefined as never }));
  expect(message).toContain('`cookie` is not given');
});

test.each([
  ['a_b', 'KEY', '`cookie.secret.name` is "a_b"'],
  ['chat', 'a/b', '`cookie.key` is "a/b"'],
])('a SecretValue of the Secret %s and the key %s says which of them is no name', (name, key, words) => {
  const secret = kplus.Secret.fromSecretName(new Chart(Testing.app(), 'chart'), 'secret', name);
  expect(errorOf(() => newCluster(newChart(), { cookie: { secret, key } })).message).toContain(words);
});
