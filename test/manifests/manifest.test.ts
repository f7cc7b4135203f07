import { App, Chart, JsonPatch } from 'cdk8s';
import { PlainObject } from 'cdk8s-elixir/app';
import { manifest } from '../../lib/manifests/manifest';

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'nodes' },
  spec: { type: 'ClusterIP', ports: [{ name: 'http', port: 80, targetPort: 4000 }] },
};

function newChart(): Chart {
  return new Chart(new App(), 'chart');
}

test('a manifest is a PlainObject of what was given, which a FastApp writes as text', () => {
  const object = manifest(newChart(), 'service', SERVICE);
  expect(PlainObject.isPlainObject(object)).toBe(true);
  expect(PlainObject._rendersText(object)).toBe(true);
  expect(object.toJson()).toEqual(SERVICE);
});

test('the checks of the tree read every manifest, and again after a patch', () => {
  const chart = newChart();
  const object = manifest(chart, 'service', SERVICE);
  expect(chart.node.validate()).toEqual([]);
  const other = manifest(chart, 'other', SERVICE);
  expect(chart.node.validate().join()).toContain('chart/other');
  other.addJsonPatch(JsonPatch.replace('/metadata/name', 'other'));
  expect(chart.node.validate()).toEqual([]);
  object.addJsonPatch(JsonPatch.replace('/metadata/name', 'other'));
  expect(chart.node.validate()).toHaveLength(1);
});
