import { membersOf, type Type } from '../../lib/props/types';
import { allPlaces } from '../support/props-table/places';
import { WRONG_VALUES } from '../support/wrong-values';

const PLACES = allPlaces();

/** What a refusal says: property, value, what is allowed, the fix. */
const REFUSAL = /`.+` is .+\n(.*\n)*? *allowed: .+\n *fix: {5}.+/;

/** Error of giving a value; undefined where it is taken. */
function errorOf(give: (value: unknown) => unknown, value: unknown): Error | undefined {
  try {
    give(value);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Whether a value is of the JavaScript type that a type of the table asks for. */
function fits({ kind }: Type, value: unknown): boolean {
  if (kind === 'boolean' || kind === 'number' || kind === 'string') return typeof value === kind;
  if (kind === 'method') return typeof value === 'function';
  if (kind === 'list') return Array.isArray(value);
  return typeof value === 'object' && value !== null;
}

test.each(PLACES.map((place) => [place.name, place] as const))('%s', (_, { type, give }) => {
  for (const [kind, value] of Object.entries(WRONG_VALUES)) {
    const error = errorOf(give, value());
    if (error === undefined) {
      if (type.kind !== 'any') expect([kind, fits(type, value())]).toEqual([kind, true]);
      continue;
    }
    expect([kind, error.message]).toEqual([kind, expect.stringMatching(REFUSAL)]);
  }
});

test.each(PLACES.filter(({ type }) => type.kind === 'struct').map((place) => [place.name, place] as const))(
  '%s takes no property that there is not',
  (_, { type, give }) => {
    const { name } = type as { name: string };
    expect(errorOf(give, { nothingOfTheKind: 1 })?.message).toContain(`${name} has none of that name`);
    for (const known of membersOf(name)?.keys() ?? []) {
      const misspelt = `${known}${known.slice(-1)}`;
      expect(errorOf(give, { [misspelt]: 1 })?.message).toMatch(/did you mean \w+\?/);
    }
  },
);

test.each(PLACES.filter(({ type }) => type.kind === 'list').map((place) => [place.name, place] as const))(
  '%s, where it is empty, is everybody nowhere',
  (_, { give }) => {
    let rendered: unknown;
    if (errorOf((value) => (rendered = give(value)), []) !== undefined) return;
    const policies = (Array.isArray(rendered) ? rendered : []).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(JSON.stringify(policies)).not.toMatch(/"(from|to|ports)":\[\]/);
  },
);

test('places are found by the compiled public API', () => {
  expect(PLACES.length).toBeGreaterThan(250);
});

test.each(PLACES.filter(({ type }) => type.kind === 'map').map((place) => [place.name, place] as const))(
  '%s is the same map without a prototype, as Object.groupBy makes it',
  (_, { give }) => {
    const without = Object.assign(Object.create(null), { KEY: 'b' });
    expect(errorOf(give, without)?.message).toEqual(errorOf(give, { KEY: 'b' })?.message);
  },
);
