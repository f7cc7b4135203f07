import { RequiredSecrets, SealedSecret, type SealedSecretProps, SealedSecretScope } from 'cdk8s-elixir';
import { SEALED } from '../support/sealed';
import { errorOf, newChart, newRelease, one, rendered } from '../support/subjects';

const sealed = (props: Partial<SealedSecretProps> = {}) =>
  one(
    rendered((chart) => new SealedSecret(chart, 'shop', { encryptedData: { TOKEN: SEALED }, ...props })),
    'SealedSecret',
  );

test('what kubeseal encrypted is taken, with its scope and type', () => {
  expect(sealed()).toMatchObject({
    apiVersion: 'bitnami.com/v1alpha1',
    metadata: { name: 'shop' },
    spec: { encryptedData: { TOKEN: SEALED }, template: { metadata: { name: 'shop' } } },
  });
  const annotations = { 'sealedsecrets.bitnami.com/namespace-wide': 'true' };
  expect(sealed({ scope: SealedSecretScope.NAMESPACE_WIDE, type: 'kubernetes.io/tls' })).toMatchObject({
    metadata: { annotations },
    spec: { template: { type: 'kubernetes.io/tls', metadata: { annotations } } },
  });
  expect(sealed().metadata.annotations).toBeUndefined();
});

test.each([
  ['clear text', 'hunter2hunter2hunter2'],
  ['clear text in base64', Buffer.from('hunter2'.repeat(100)).toString('base64')],
  ['a value with a newline', `${SEALED}\n`],
  ['a value that was cut', SEALED.slice(0, 400)],
  ['nothing', ''],
])('%s is refused, and not shown', (_, value) => {
  const { message } = errorOf(() => new SealedSecret(newChart(), 'shop', { encryptedData: { TOKEN: value } }));
  expect(message).toContain('`encryptedData.TOKEN` is');
  if (value) expect(message).not.toContain(value.trim());
});

test('a namespace must be known for which it was encrypted', () => {
  const chart = newChart({ namespace: undefined });
  const make = (id: string, scope?: SealedSecretScope) =>
    new SealedSecret(chart, id, { encryptedData: { A: SEALED }, scope });
  expect(() => make('a')).toThrow('the chart names none');
  expect(() => make('b', SealedSecretScope.NAMESPACE_WIDE)).toThrow('the chart names none');
  expect(() => make('c', SealedSecretScope.CLUSTER_WIDE)).not.toThrow();
});

test('its Secret must not exist beforehand, and has its keys alone', () => {
  const chart = newChart();
  const shop = new SealedSecret(chart, 'shop', { encryptedData: { TOKEN: SEALED } });
  newRelease(chart, { env: { TOKEN: shop.key('TOKEN') } });
  expect(RequiredSecrets.of(chart)).toEqual([]);
  expect(() => shop.key('OTHER')).toThrow('allowed: "TOKEN"');
  expect(() => new SealedSecret(chart, 'none', { encryptedData: {} })).toThrow('no key');
});
