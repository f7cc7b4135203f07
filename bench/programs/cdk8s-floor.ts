import { ApiObject, App, Chart } from 'cdk8s';
import { report } from './arguments';
import { write } from './written';

/** The least that a library of constructs has to do: cdk8s is loaded, and each object is an ApiObject of a chart. */
const app = new App();
const charts = new Map<string, Chart>();
write((all, name) => {
  const chart = charts.get(name) ?? new Chart(app, name, { namespace: 'chat' });
  charts.set(name, chart);
  for (const object of all) new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);
});
report();
