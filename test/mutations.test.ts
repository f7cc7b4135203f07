import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS } from './e2e/support/mutations';

/** `npm run mutations` tries them; here it is seen early that one has lost its place. */
test.each(MUTATIONS.map((mutation) => [mutation.what, mutation] as const))('can be broken: %s', (_, mutation) => {
  const { file, search, caughtBy } = mutation;
  const source = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');
  expect(source(file)).toContain(search);
  expect(source(caughtBy[0])).toBeTruthy();
});
