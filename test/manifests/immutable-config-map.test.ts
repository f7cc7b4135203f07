import { App } from 'cdk8s';
import { KubernetesTarget } from 'cdk8s-elixir';
import { contentHash, immutableConfigMap } from '../../lib/manifests/immutable-config-map';

const LABELS = { app: 'chat' };
const nameOf = (data: { [key: string]: string }, json?: unknown) =>
  immutableConfigMap('chat', { data }, LABELS, {}, { part: 'configMap', json, target: KubernetesTarget.of(new App()) })
    .metadata?.name;

test('the whole ConfigMap', () => {
  expect(immutableConfigMap('chat', { data: { A: 'b' } }, LABELS, { why: 'x' })).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `chat-${contentHash({ A: 'b' })}`, labels: LABELS, annotations: { why: 'x' } },
    data: { A: 'b' },
    immutable: true,
  });
});

test('the name follows the content alone, whatever the order of keys', () => {
  expect(nameOf({ A: 'b', C: 'd' })).toBe(nameOf({ C: 'd', A: 'b' }));
  expect(nameOf({ A: 'b', B: 'c', C: 'd' })).toBe(nameOf({ B: 'c', C: 'd', A: 'b' }));
  expect(nameOf({ A: 'b' })).not.toBe(nameOf({ A: 'c' }));
  expect(nameOf({ A: 'b' })).not.toBe(nameOf({ B: 'b' }));
  expect(nameOf({ A: 'b' })).toMatch(/^chat-[0-9a-f]{10}$/);
});

test('an override is a part of the content, binary data too; labels are none', () => {
  const plain = nameOf({ A: 'b' });
  expect(nameOf({ A: 'b' }, { data: { A: 'c' } })).toBe(nameOf({ A: 'c' }));
  expect(nameOf({ A: 'b' }, { binaryData: { B: 'eA==' } })).not.toBe(plain);
  expect(nameOf({ A: 'b' }, { metadata: { labels: { team: 'a' } } })).toBe(plain);
});
