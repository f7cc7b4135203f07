// Two colors of a release, and one endpoint that hands requests to the live one.
import { HttpEndpoint } from 'cdk8s-elixir';
import { newChart, newCluster, newPhoenix, synth } from '../support/subjects';

const manifests = (live: 'blue' | 'green') => {
  const chart = newChart();
  const [blue, green] = ['blue', 'green'].map((color) =>
    newPhoenix(chart, { cluster: newCluster(chart, {}, `chat-${color}`) }, `web-${color}`),
  );
  const { release } = live === 'blue' ? blue : green;
  new HttpEndpoint(chart, 'shop', { name: 'shop', release });
  return synth(chart);
};

test('switching changes one field of the Service, and nothing else', () => {
  const [before, after] = [manifests('blue'), manifests('green')];
  const changed = before.filter((one, index) => JSON.stringify(one) !== JSON.stringify(after[index]));
  expect(changed.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Service shop']);
  const selector = (color: string) => ({ 'app.kubernetes.io/name': `web-${color}` });
  const [service] = after.filter(({ metadata }) => metadata.name === 'shop');
  expect(changed[0].spec.selector).toEqual(selector('blue'));
  expect(service).toEqual({ ...changed[0], spec: { ...changed[0].spec, selector: selector('green') } });
});

test('nodes of the two colors have no cluster, name and policy in common', () => {
  const deployments = manifests('blue').filter(({ kind }) => kind === 'Deployment');
  const [blue, green] = deployments.map(({ spec }) => spec.template);
  const nodeOf = ({ spec }: any) => spec.containers[0].env.find(({ name }: any) => name === 'RELEASE_NODE').value;
  expect([nodeOf(blue), nodeOf(green)]).toEqual(['chat-blue@$(POD_IP)', 'chat-green@$(POD_IP)']);
  expect(blue.metadata.labels['cdk8s-elixir/cluster']).not.toBe(green.metadata.labels['cdk8s-elixir/cluster']);
});
