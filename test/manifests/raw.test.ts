import { App } from 'cdk8s';
import { KubernetesTarget } from 'cdk8s-elixir';
import { rawManifest } from '../../lib/manifests/raw';

const TARGET = KubernetesTarget.of(new App());
const spec = { ports: [{ port: 70000 }] };

test('a raw object of a kind that is known is refused where the API server refuses it', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec };
  expect(() => rawManifest('manifests[0]', service, TARGET)).toThrow('`manifests[0].spec.ports[0].port` is 70000');
});

test('of a kind that is not known nothing is checked', () => {
  const custom = { apiVersion: 'example.com/v1', kind: 'Service', metadata: { name: 'a' }, spec };
  expect(rawManifest('manifests[0]', custom, TARGET)).toEqual(custom);
});
