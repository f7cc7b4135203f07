import { App } from 'cdk8s';
import { ElixirApp } from 'cdk8s-elixir';
import { program, report } from './arguments';
import { service, services } from './services';

const { count, oneChart, outdir, rest } = program;
const app = rest.includes('stock') ? new App({ outdir }) : new ElixirApp({ outdir });
services(app, count, oneChart, service);
app.synth();
report();
