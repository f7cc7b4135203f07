import { readFileSync } from 'node:fs';
import * as library from 'cdk8s-elixir';
import { isOfClass } from '../../lib/props/known-class';
import { CLASSES, STRUCTS } from '../../lib/props/props.generated';
import { membersOf } from '../../lib/props/types';
import { apiTypes } from '../support/assembly';
import { FILE, generate } from '../support/props-table/generate';

test('the table is what the script makes of the compiled public API, and small', () => {
  const text = readFileSync(FILE, 'utf8');
  expect(text).toBe(generate());
  expect(text.length).toBeLessThan(32_000);
});

test('every class of the public API is known by its name, and its methods check what they are given', () => {
  const classes = apiTypes().filter(({ kind, fqn }) => kind === 'class' && !fqn.includes('.app.'));
  for (const { name, methods = [] } of classes) {
    const of: any = (library as any)[name];
    expect([name, isOfClass(Object.create(of.prototype), name)]).toEqual([name, true]);
    for (const method of methods.filter(({ parameters }) => parameters?.some(({ optional }) => !optional))) {
      const owner = method.static ? of : of.prototype;
      expect(() => owner[method.name](5n, 5n, 5n)).toThrow(`\`${name}.${method.name}.`);
    }
  }
  expect(classes.length).toBeGreaterThan(20);
});

test('every type that a property names is in the table, or of another package', () => {
  const named = Object.values(STRUCTS).flatMap((text) => [...text.matchAll(/:([A-Z]\w+)/g)].map(([, name]) => name));
  const foreign = [
    'ConcurrencyPolicy',
    'Cpu',
    'Duration',
    'ImagePullPolicy',
    'PersistentVolumeAccessMode',
    'Protocol',
    'Size',
  ];
  const own = apiTypes().map(({ name }) => name);
  const plus = Object.keys(STRUCTS).filter((name) => !own.includes(name));
  expect([...new Set(named)].filter((name) => !own.includes(name) && !plus.includes(name)).sort()).toEqual(foreign);
});

test('structs are told apart from classes', () => {
  expect(membersOf('ReleasePort')?.get('from')).toEqual({
    name: 'from',
    optional: true,
    type: { kind: 'list', of: { kind: 'class', name: 'NetworkPeer', isOf: expect.any(Function) } },
  });
  expect(membersOf('constructor')).toBeUndefined();
  expect(CLASSES.Waiver).toContain('Waiver.plainValues');
});
