import { looksSecret } from '../../lib/risks/literals';
import { NO_SECRETS } from './no-secrets';
import { SECRETS } from './secrets';

test.each(SECRETS)('%s=%j is a secret', (name, value) => {
  expect(looksSecret(name, value)).toBe(true);
});

test.each(NO_SECRETS)('%s=%j is none', (name, value) => {
  expect(looksSecret(name, value)).toBe(false);
});

test('there are 150 of each, and more', () => {
  expect(new Set(SECRETS.map((one) => one.join('='))).size).toBeGreaterThan(150);
  expect(new Set(NO_SECRETS.map((one) => one.join('='))).size).toBeGreaterThan(150);
});
