import { ApiObject, Chart } from 'cdk8s';
import { FastApp, PlainObject } from 'cdk8s-elixir/app';

const HALF = 'hunter2\ud800';

function messageOf(build: (chart: Chart) => void, Kind: typeof Chart): string {
  const app = new FastApp();
  build(new Kind(app, 'chart'));
  try {
    return app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
}

const configMap = (members: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...members });

class Own extends Chart {
  public override toJson(): any[] {
    return [configMap({ list: [{ a: 1 }, { b: HALF }] })];
  }
}

test.each<[string, string, (chart: Chart) => void, typeof Chart]>([
  ['chart/one', 'data.A', (chart) => new PlainObject(chart, 'one', configMap({ data: { A: HALF } })), Chart],
  ['chart/one', 'data', (chart) => new PlainObject(chart, 'one', configMap({ data: { [HALF]: 'a' } })), Chart],
  [
    'chart/one',
    'spec.a[1][0].b',
    (chart) => new ApiObject(chart, 'one', configMap({ spec: { a: [1, [{ b: HALF }]] } })),
    Chart,
  ],
  ['chart/one', 'kind', (chart) => new ApiObject(chart, 'one', { apiVersion: 'v1', kind: HALF }), Chart],
  ['chart', 'list[1].b', () => undefined, Own],
])('half of a surrogate pair is refused at %s, %s, and not shown', (path, property, build, Kind) => {
  const message = messageOf(build, Kind);
  expect(message).toContain(`${path}: \`${property}\` is (not shown)\n  why:     it holds half of a surrogate pair`);
  expect(message).not.toContain('hunter2');
});
