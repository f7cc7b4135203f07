// When the manifests of a tree are read again, and how a finding is told.
import { type ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { errorOf, foreign, newChart, newCluster, newPhoenix, newRelease } from '../support/subjects';

/** A Service of somebody else that selects the members. */
function theirService(scope: Construct, port: number, name = 'theirs'): ApiObject {
  const spec = { selector: { 'cdk8s-elixir/cluster': 'chat' }, ports: [{ port }] };
  return foreign(scope, name, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });
}

function newMember(): Chart {
  const chart = new Chart(new App(), 'test', { namespace: 'chat' });
  newRelease(chart, { cluster: newCluster(chart) });
  return chart;
}

test('a chart that is asked again tells of an object that was added in a construct since', () => {
  const chart = newMember();
  expect(chart.node.validate()).toEqual([]);
  theirService(new Construct(chart, 'team'), 4370);
  expect(chart.node.validate()).toEqual([expect.stringContaining('opens the Erlang distribution')]);
});

test('a second synth in the same tick passes where nothing was changed', () => {
  const app = newMember().node.root as App;
  expect(app.synthYaml()).toBe(app.synthYaml());
});

test('what a second synth finds while it renders is told line by line', () => {
  const chart = newMember();
  const services = ['one', 'two'].map((name) => theirService(chart, 4000, name));
  const app = chart.node.root as App;
  app.synthYaml();
  for (const service of services) service.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 4370));
  const { message } = errorOf(() => app.synthYaml());
  expect(message.match(/^ {2}test\/.* is 4370$/gm)).toHaveLength(2);
});

test('the fix of what stands in an object of somebody else is told in the words of YAML', () => {
  const chart = newChart();
  newPhoenix(chart);
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
  foreign(chart, 'theirs', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'theirs' },
    spec: { tls: [{ hosts: ['other.example.com'] }], rules: [{ host: 'chat.example.com', http }] },
  });
  expect(chart.node.validate()).toEqual([expect.stringContaining('name the host in spec.tls')]);
});

test('objects of somebody else are rendered only where they can open a port', () => {
  const chart = newMember();
  const [map, service] = [
    foreign(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs' } }),
    theirService(chart, 4000),
  ].map((object) => jest.spyOn(object, 'toJson'));
  chart.node.validate();
  expect([map, service].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
});
