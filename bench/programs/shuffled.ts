import { ApiObject } from 'cdk8s';
import { FastApp } from 'cdk8s-elixir/app';
import { program, report } from './arguments';
import { objects } from './objects';
import { service, services } from './services';

/** For the sha256 of the output: the library's constructs, and their objects again with keys in another order. */
const { count, oneChart, outdir, rest } = program;
const app = new FastApp({ outdir });
services(app, count, oneChart, (chart, name) => {
  service(chart, name);
  for (const object of objects(name)) {
    const props = rest.includes('reversed') ? (reversed(object) as typeof object) : object;
    new ApiObject(chart, `${object.kind}-${object.metadata.name}`, {
      ...props,
      metadata: { ...props.metadata, name: `again-${object.metadata.name}` },
    });
  }
});
app.synth();
report();

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
