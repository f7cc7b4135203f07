import { App } from 'cdk8s';
import { FastApp } from 'cdk8s-elixir/app';
import { program, report } from './arguments';
import { service, services } from './services';

const { count, oneChart, outdir, rest } = program;
const app = rest.includes('stock') ? new App({ outdir }) : new FastApp({ outdir });
services(app, count, oneChart, service);
app.synth();
report();
