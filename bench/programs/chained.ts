import { App, Chart } from 'cdk8s';
import { FastApp } from 'cdk8s-elixir/app';
import { program, report } from './arguments';
import { service } from './services';

/** Ten charts, each of which depends on the one before it with `chained`. */
const { count, outdir, rest } = program;
const app = rest.includes('stock') ? new App({ outdir }) : new FastApp({ outdir });
let before: Chart | undefined;
for (let index = 0; index < count; index++) {
  const chart = new Chart(app, `chart-${index}`, { namespace: 'chat' });
  service(chart, `web-${index}`);
  if (before && rest.includes('chained')) chart.addDependency(before);
  before = chart;
}
app.synth();
report();
