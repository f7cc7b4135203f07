import { apiTypes } from './support/assembly';
import { PROOFS, SCOPE } from './support/default-proofs';

/** Every optional property of the public API, with what its documentation says it defaults to. */
const OPTIONAL = apiTypes()
  .filter(({ kind }) => kind === 'interface')
  .flatMap(({ name, properties = [] }) =>
    properties
      .filter(({ optional }) => optional)
      .map((property) => ({
        key: `${name}.${property.name}`,
        property: property.name,
        default: property.docs?.default,
      })),
  );

test('every optional property documents its default', () => {
  expect(OPTIONAL.filter((one) => one.default === undefined).map(({ key }) => key)).toEqual([]);
});

test('every documented default has a proof, and every proof a property', () => {
  expect(Object.keys(PROOFS).sort()).toEqual(OPTIONAL.map(({ key }) => key).sort());
});

test.each(OPTIONAL.map((one) => [one.key, one.default ?? '', one.property] as const))(
  '%s is %s where it is left out',
  (key, documented, property) => {
    const { build, same, other } = PROOFS[key];
    const prose = documented.startsWith('- ');
    const stated = prose ? same : evaluate(documented);
    const without = build({});
    expect(without).toEqual(build({ [property]: stated }));
    expect(without).not.toEqual(build({ [property]: other }));
  },
);

/** The value that a documented default stands for. */
function evaluate(text: string): unknown {
  return new Function(...Object.keys(SCOPE), `return (${text});`)(...Object.values(SCOPE));
}
