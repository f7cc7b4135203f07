import { FastApp } from 'cdk8s-elixir/app';
import { Node } from 'constructs';
import { program, report } from './arguments';
import { service, services } from './services';

/** How much of a synth, from the start of node on, every check and validation takes. */
const { count, oneChart, outdir } = program;
const { validate } = Node.prototype;
let spent = 0;
Node.prototype.validate = function timed(): string[] {
  const start = performance.now();
  try {
    return validate.call(this);
  } finally {
    spent += performance.now() - start;
  }
};

const app = new FastApp({ outdir });
services(app, count, oneChart, service);
app.synth();
report({ share: spent / performance.now() });
