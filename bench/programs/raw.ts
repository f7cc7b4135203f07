import { ApiObject, App } from 'cdk8s';
import { program, report } from './arguments';
import { objects } from './objects';
import { services } from './services';

const { count, oneChart, outdir } = program;
const app = new App({ outdir });
services(app, count, oneChart, (chart, name) => {
  for (const object of objects(name)) new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);
});
app.synth();
report();
