// Random overrides, in the fields of the API, merged into random objects.
import { type Dictionary, isDictionary } from '../../lib/json/dictionary';
import { merge } from '../../lib/json/merge';
import { chosen } from '../../lib/json/merge-unions';
import { KUBERNETES } from '../../lib/kubernetes/api-facts';
import { fieldsOf, isTyped } from '../../lib/kubernetes/schema';
import { UNIONS } from '../../lib/kubernetes/unions';
import fc, { runs } from '../support/random';

/** Fields that hold a list of objects, among those that are given here. */
const LISTS = [
  'containers',
  'env',
  'envFrom',
  'volumes',
  'volumeMounts',
  'ingress',
  'from',
  'topologySpreadConstraints',
  'sources',
];

/** Members by which items are told apart: few values, so that items meet. */
const KEYS = ['name', 'mountPath', 'topologyKey', 'whenUnsatisfiable', 'prefix'];

const leaf = (field: string): fc.Arbitrary<unknown> => {
  if (field === 'type') return fc.constantFrom('RollingUpdate', 'Recreate', 'Localhost', 'RuntimeDefault');
  return KEYS.includes(field) ? fc.constantFrom('a', 'b') : fc.oneof(fc.integer(), fc.string());
};

/** Object of a type with some of its fields, in which no two exclude each other. */
function objectOf(type: string, depth: number): fc.Arbitrary<any> {
  const fields = [...(fieldsOf(type) ?? [])];
  const values = fields.map(([field, held]): [string, fc.Arbitrary<unknown>] => {
    if (!isTyped(held)) return [field, leaf(field)];
    const { of } = held;
    if (depth === 0) return [field, fc.constant({})];
    const value = fc.constant(undefined).chain(() => objectOf(of, depth - 1));
    return [field, LISTS.includes(field) ? fc.array(value, { minLength: 1, maxLength: 3 }) : value];
  });
  const required = fields.map(([field]) => field).filter((field) => KEYS.includes(field) && field !== 'prefix');
  return fc
    .subarray(
      fields.map(([field]) => field),
      { maxLength: Math.min(4, fields.length) },
    )
    .chain((some) =>
      fc.record(Object.fromEntries(values.filter(([field]) => some.includes(field) || required.includes(field)))),
    )
    .map((object: Dictionary) => withoutDoubles(type, object));
}

function withoutDoubles(type: string, object: Dictionary): Dictionary {
  const [, more] =
    KUBERNETES.unions(type)
      .map((union) => chosen(union, object))
      .find(({ length }) => length > 1) ?? [];
  if (more === undefined) return object;
  const { [more]: _, ...rest } = object;
  return withoutDoubles(type, rest);
}

/** Places of an object at which two members of a union stand. */
function doubles(value: unknown, type: string | undefined, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => doubles(item, type, `${path}[${index}]`));
  if (!isDictionary(value)) return [];
  const here = KUBERNETES.unions(type).some((union) => chosen(union, value).length > 1) ? [`${path} (${type})`] : [];
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, member]) =>
      doubles(member, KUBERNETES.typeOf(type, key), `${path}.${key}`),
    ),
  ];
}

const TYPES = [...Object.keys(UNIONS), 'PodSpec', 'Container', 'DeploymentSpec', 'NetworkPolicySpec'];

test.each(TYPES)(
  'random overrides of %s leave no two members of a union, and merged twice they are merged once',
  (type) => {
    fc.assert(
      fc.property(objectOf(type, 3), objectOf(type, 3), (base, override) => {
        expect(doubles(base, type)).toEqual([]);
        const result = merge(base, override, KUBERNETES, type);
        expect(doubles(result, type)).toEqual([]);
        expect(merge(result, override, KUBERNETES, type)).toEqual(result);
        expect(merge(base, {}, KUBERNETES, type)).toEqual(base);
      }),
      runs(50),
    );
  },
);

test.each(TYPES)('whatever random overrides of %s do not name stays', (type) => {
  fc.assert(
    fc.property(objectOf(type, 3), objectOf(type, 2), (base, override) => {
      const result = merge(base, override, KUBERNETES, type) as Dictionary;
      const excluded = (key: string) =>
        KUBERNETES.unions(type).some((union) => chosen(union, { ...override, [key]: base[key] }).length > 1);
      const kept = Object.keys(base).filter((key) => !Object.hasOwn(override, key) && !excluded(key));
      const discriminators = KUBERNETES.unions(type).flatMap((one) =>
        'discriminator' in one ? [one.discriminator] : [],
      );
      for (const key of kept) if (!discriminators.includes(key)) expect(result[key]).toEqual(base[key]);
    }),
    runs(50),
  );
});
