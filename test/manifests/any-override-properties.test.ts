import { RequiredSecrets } from 'cdk8s-elixir';
import { Refusal } from '../../lib/errors/refusal';
import { PARTS } from '../support/parts';
import fc, { runs } from '../support/random';
import { newChart } from '../support/subjects';

/** Every place in some JSON, as an override that puts a value there; lists are reached by the names of their items. */
function places(json: unknown): ((value: unknown) => unknown)[] {
  const here = (value: unknown) => value;
  if (Array.isArray(json)) {
    const named = json.filter((item) => typeof item?.name === 'string');
    const inside = named.flatMap((item) => places(item).map((put) => (value: unknown) => [nameOf(item, put(value))]));
    return [here, ...inside];
  }
  if (typeof json !== 'object' || json === null) return [here];
  const more = Object.fromEntries(['ports', 'initContainers', 'from', 'spec', 'labels'].map((key) => [key, undefined]));
  const members = Object.entries({ ...more, ...json });
  return [
    here,
    ...members.flatMap(([key, member]) => places(member).map((put) => (value: unknown) => ({ [key]: put(value) }))),
  ];
}

const nameOf = ({ name }: { name: string }, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { name, ...value } : value;

const WRONG = [null, 5, 'web', true, [], {}, [null], [5], [{}], [{ name: 'web' }], { a: null }, { name: 5 }];

test.each(Object.entries(PARTS))('whatever overrides %s, what stops it is a message and not a stack', (_, make) => {
  const all = places(make(newChart(), undefined)?.toJson());
  const override = fc
    .tuple(fc.constantFrom(...all), fc.constantFrom<unknown>(...WRONG))
    .map(([put, value]) => put(value));
  fc.assert(
    fc.property(override, (json) => {
      try {
        const chart = newChart();
        make(chart, json as object);
        chart.node.root.node.findAll().flatMap(({ node }) => node.validate());
        RequiredSecrets.of(chart);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
    runs(500),
  );
});
