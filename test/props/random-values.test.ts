import { allPlaces } from '../support/props-table/places';
import fc, { runs } from '../support/random';
import { WRONG_VALUES } from '../support/wrong-values';

const PLACES = allPlaces();

/** JSON of any form, with values in it that are none. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...Object.values(WRONG_VALUES)).map((make) => make()),
    fc.string(),
    fc.double(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
    fc.dictionary(fc.constantFrom('name', 'port', 'key', 'secret', 'value', 'metadata', 'spec'), tie('value'), {
      maxKeys: 3,
    }),
  ),
})).value;

test('whatever is given anywhere, it is taken or refused in our words', () => {
  const outcomes = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...PLACES), anything, ({ name, give }, value) => {
      try {
        give(value);
        outcomes.taken += 1;
      } catch (error) {
        outcomes.refused += 1;
        expect([name, (error as Error).message]).toEqual([
          name,
          expect.stringMatching(/`.+` is .+\n(.*\n)*? *allowed: .+\n *fix: {5}.+/s),
        ]);
      }
    }),
    runs(5000),
  );
  expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(0);
});
