import { apiTypes } from './support/assembly';

test('every public type, member and parameter says what it is', () => {
  const silent = apiTypes().flatMap(({ name, docs, initializer, properties = [], methods = [], members = [] }) => {
    const parameters = [{ name: 'constructor', parameters: initializer?.parameters }, ...methods].flatMap((method) =>
      (method.parameters ?? []).map((one) => ({ ...one, name: `${method.name}(${one.name})` })),
    );
    return [{ name: '', docs }, ...properties, ...methods, ...members, ...parameters]
      .filter((one) => !one.docs?.summary)
      .map((one) => `${name}.${one.name}`);
  });
  expect(silent).toEqual([]);
});

/** Methods that look up or compute, and refuse nothing. */
const LOOKUPS = [
  'Delivery.of',
  'KubernetesTarget.of',
  'RequiredSecrets.of',
  'RequiredSecrets.text',
  'PlainObject.isPlainObject',
];

test('every factory with parameters says what it refuses', () => {
  const silent = apiTypes().flatMap(({ name, methods = [] }) =>
    methods
      .filter((method) => method.static && method.parameters?.length && method.docs?.custom?.throws === undefined)
      .map((method) => `${name}.${method.name}`),
  );
  expect(silent.sort()).toEqual([...LOOKUPS].sort());
});

test('the docstrings of libcluster name what makes it run and heal', () => {
  const discovery = apiTypes().find(({ name }) => name === 'Discovery');
  const text = (method?: string) =>
    JSON.stringify(method ? discovery?.methods?.find(({ name }) => name === method)?.docs : discovery?.docs);
  expect(text()).toContain('{Cluster.Supervisor, [topologies');
  expect(text()).toContain('config_env() == :prod');
  expect(text('epmd')).toContain('timeout: 5_000');
  expect(text('kubernetes')).toContain('cluster_name: System.fetch_env');
  for (const method of ['kubernetesDns', 'kubernetesDnsSrv', 'kubernetes', 'epmd', 'postgres']) {
    expect(text(method)).toContain('Cluster.Supervisor');
  }
});
