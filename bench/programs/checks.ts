import { FastApp } from 'cdk8s-elixir/app';
import { program, report } from './arguments';
import { service, services } from './services';

/** How much of a synth, from the start of node on, every check and validation takes; synth then finds them done. */
const { count, oneChart, outdir } = program;
const app = new FastApp({ outdir });
services(app, count, oneChart, service);
const built = performance.now();
const errors = app.node.findAll().flatMap(({ node }) => node.validate());
const validated = performance.now();
app.synth();
if (errors.length > 0) throw new Error(errors.join('\n'));
report({ share: (validated - built) / performance.now() });
