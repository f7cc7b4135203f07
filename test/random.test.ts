import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc, { runs } from './support/random';

const choose: () => void = require('./support/seed');

test('a property that fails says how to repeat the run', () => {
  const broken = () => fc.assert(fc.property(fc.nat(), (value) => value < 1000));
  expect(broken).toThrow(`seed: ${Number(process.env.FC_SEED)}, path: "`);
  expect(broken).toThrow(new RegExp(`Repeat it: FC_SEED=${process.env.FC_SEED} .*npm test`));
});

test('the same seed gives the same values, and every run has another one unless FC_SEED is set', () => {
  jest.spyOn(console, 'error').mockReturnValue();
  const given = process.env.FC_SEED;
  const values = () => fc.sample(fc.nat(), runs(10));
  expect(values()).toEqual(values());
  const seeds = Array.from({ length: 5 }, () => {
    process.env.FC_SEED = '';
    choose();
    return process.env.FC_SEED;
  });
  expect(new Set(seeds).size).toBe(5);
  process.env.FC_SEED = given;
  choose();
  expect(process.env.FC_SEED).toBe(given);
});

test('every test takes random values from test/support/random.ts', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.ts'),
  );
  const others = files.filter((file) => /from ['"]fast-check/.test(readFileSync(join(__dirname, file), 'utf8')));
  expect(others).toEqual([]);
});
