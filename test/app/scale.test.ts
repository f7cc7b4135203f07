import { ApiObject, App, Chart } from 'cdk8s';
import { FastApp, PlainObject } from 'cdk8s-elixir/app';
import { service } from '../../bench/programs/services';
import { expectEqual } from './support/equal';

/** How often something happens says more than how long it takes on a busy machine. */
describe('the work grows with the objects', () => {
  test.each([App, FastApp])('%p runs the checks once a synth, however many charts there are', (Kind) => {
    const rendered = jest.spyOn(PlainObject.prototype, 'rendered');
    const app = new Kind();
    for (let index = 0; index < 20; index++)
      service(new Chart(app, `chart-${index}`, { namespace: 'chat' }), `web-${index}`);
    const objects = app.node.findAll().filter((one) => one instanceof ApiObject).length;
    rendered.mockClear();
    if (Kind === App) for (const chart of app.charts) chart.toJson();
    else app.synthYaml();
    expect(objects).toBeGreaterThanOrEqual(20 * 12);
    expect(rendered).toHaveBeenCalledTimes(objects);
    rendered.mockRestore();
  });

  test('FastApp validates every construct once, and renders every object once', () => {
    const app = new FastApp();
    const validated = jest.fn(() => []);
    let rendered = 0;
    for (let index = 0; index < 10; index++) {
      const chart = new Chart(app, `chart-${index}`);
      chart.node.addValidation({ validate: validated });
      const object = new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap' });
      object.toJson = () => {
        rendered++;
        return ApiObject.prototype.toJson.call(object);
      };
    }
    app.synthYaml();
    expect([validated.mock.calls.length, rendered]).toEqual([10, 10]);
  });

  test('every object of a service is written without an object in between', () => {
    const app = new FastApp();
    service(new Chart(app, 'chart', { namespace: 'chat' }), 'web');
    const objects = app.node.findAll().filter((one) => one instanceof ApiObject) as PlainObject[];
    expect(objects.filter((object) => object.text() === undefined)).toEqual([]);
  });

  test('charts that are chained by dependencies are rendered as in the stock App, and forty of them at once', () => {
    const chained = (count: number) => (app: App) => {
      let before: Chart | undefined;
      for (let index = 0; index < count; index++) {
        const chart = new Chart(app, `chart-${index}`, { namespace: 'chat' });
        service(chart, `web-${index}`);
        if (before) chart.addDependency(before);
        before = chart;
      }
    };
    expectEqual(chained(3));
    const app = new FastApp();
    chained(40)(app);
    expect(app.synthYaml().match(/^kind: Deployment$/gm)).toHaveLength(40);
    const last = app.node.findChild('chart-0') as Chart;
    last.addDependency(app.node.findChild('chart-39'));
    expect(() => app.synthYaml()).toThrow('Dependency cycle detected: chart-38 => chart-37 =>');
  });
});
