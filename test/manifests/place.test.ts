import { App, Chart } from 'cdk8s';
import { ConfigBundle, Discovery } from 'cdk8s-elixir';
import { checkNamespace, checkSameNamespace, placeOf } from '../../lib/manifests/place';
import { errorOf, newChart, newCluster, newRelease } from '../support/subjects';

test('a place has the path, and the namespace and the labels of its chart', () => {
  const chart = newChart({ namespace: 'chat', labels: { team: 'a' } });
  expect(placeOf(chart, 'web')).toMatchObject({
    id: 'web',
    path: 'test/web',
    namespace: 'chat',
    labels: { team: 'a' },
  });
});

test('a place at the root of a tree is its id alone', () => {
  const chart = new Chart(undefined as never, '');
  expect(placeOf(chart, 'web').path).toBe('web');
});

describe('a reference into another namespace', () => {
  const app = new App();
  const at = (namespace?: string) =>
    placeOf(new Chart(app, `at-${namespace}-${app.charts.length}`, { namespace }), 'web');
  const referred = (namespace?: string) => ({
    property: 'cluster',
    construct: newCluster(new Chart(app, `of-${namespace}-${app.charts.length}`, { namespace })),
    why: 'pods are selected there',
  });

  test.each([
    ['chat', 'other', '"chat" in namespace "other", release in "chat"'],
    [undefined, 'other', '"chat" in namespace "other", release in ""'],
    ['chat', undefined, '"chat" in namespace "", release in "chat"'],
  ])('from %s into %s is refused', (from, into, value) => {
    const { message } = errorOf(() => checkSameNamespace(at(from), referred(into)));
    expect(message).toContain(`\`cluster\` is ${JSON.stringify(value)}`);
    expect(message).toContain('pods are selected there');
  });

  test.each(['chat', undefined])('within %s is fine', (namespace) => {
    expect(() => checkSameNamespace(at(namespace), referred(namespace))).not.toThrow();
  });

  test('is refused for the cluster and for the configuration of a release', () => {
    const other = newChart({ namespace: 'other' });
    const config = new ConfigBundle(other, 'config', { values: { A: 'b' } });
    expect(errorOf(() => newRelease(newChart(), { cluster: newCluster(other) })).message).toContain('`cluster` is');
    expect(errorOf(() => newRelease(newChart(), { config: [config] })).message).toContain('`config[0]` is');
  });
});

test('a RoleBinding needs the namespace of the chart', () => {
  expect(checkNamespace(placeOf(newChart({ namespace: 'chat' }), 'web'))).toBe('chat');
  expect(errorOf(() => checkNamespace(placeOf(newChart({}), 'web'))).message).toContain('`namespace of the chart` is');
  const chart = newChart({});
  const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
  expect(() => newRelease(chart, { cluster })).toThrow('`namespace of the chart` is');
});

test('an id that is no text is refused', () => {
  expect(() => newRelease(newChart(), {}, 5 as never)).toThrow('`id` is 5');
});

test('why a scope is none is said where it is a construct', () => {
  const why = 'objects belong to a chart, and it is in none';
  expect(errorOf(() => newRelease(new App())).message).toContain(why);
  expect(errorOf(() => newRelease({} as never)).message).not.toContain(why);
});
