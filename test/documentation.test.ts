import { apiTypes } from './support/assembly';

test('every public type, member and parameter says what it is', () => {
  const silent = apiTypes().flatMap(({ name, docs, initializer, properties = [], methods = [], members = [] }) => {
    const parameters = [{ name: 'constructor', parameters: initializer?.parameters }, ...methods].flatMap((method) =>
      (method.parameters ?? []).map((one) => ({ ...one, name: `${method.name}(${one.name})` })),
    );
    return [{ name: '', docs }, ...properties, ...methods, ...members, ...parameters]
      .filter((one) => !one.docs?.summary)
      .map((one) => `${name}.${one.name}`);
  });
  expect(silent).toEqual([]);
});
