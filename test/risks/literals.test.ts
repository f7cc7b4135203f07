import { looksSecret } from '../../lib/risks/literals';

test.each([
  ['TOKEN_TTL', '3600'],
  ['COOKIE_DOMAIN', '.example.com'],
  ['OAUTH_TOKEN_URL', 'https://auth.example.com/token'],
  ['DB_PASSWORD_FILE', '/run/secrets/db'],
  ['SECRET_PATH', 'kv/chat'],
  ['AWS_ACCESS_KEY_ID', 'AKIA'],
  ['SESSION_COOKIE_NAME', '_chat_key'],
  ['SESSION_COOKIE_SAMESITE', 'Lax'],
  ['PASSWORD_MIN_LENGTH', '12'],
  ['JWT_TOKEN_ISSUER', 'chat'],
  ['SMTP_PASSWORD', ''],
  ['REQUIRE_TOKEN', 'true'],
  ['DB_PASSWORD', '$(PGPASSWORD)'],
  ['URL_TEMPLATE', 'ecto://chat:%{password}@db/chat'],
  ['URL_TEMPLATE', 'ecto://chat:${PASSWORD}@db/chat'],
  ['URL_TEMPLATE', 'ecto://chat:<password>@db/chat'],
  ['URL_TEMPLATE', 'ecto://chat:$(PASSWORD)@db/chat'],
  ['COMPASS', 'north'],
  ['TOKENIZER', 'bpe'],
  ['BYPASS_LOGIN', 'no'],
])('%s=%s is no secret', (name, value) => {
  expect(looksSecret(name, value)).toBe(false);
});

test.each([
  ['DB_PASSWORD', 'x'],
  ['db_password', 'x'],
  ['SECRET_KEY_BASE', 'x'],
  ['SECRET_KEY_BASE_OLD', 'x'],
  ['STRIPE_SECRET_KEY_LIVE', 'x'],
  ['AWS_SECRET_ACCESS_KEY', 'x'],
  ['RELEASE_COOKIE', 'x'],
  ['DATABASE_URL', 'ecto://db/chat'],
  ['READ_DATABASE_URL', 'x'],
  ['SENTRY_DSN', 'https://a@sentry.example.com/1'],
  ['ANYTHING', 'ecto://chat:hunter2@db/chat'],
  ['ANYTHING', 'ecto://chat:%{password}@db, ecto://chat:hunter2@db'],
  ['ANYTHING', '-----BEGIN RSA PRIVATE KEY-----'],
])('%s=%s is one', (name, value) => {
  expect(looksSecret(name, value)).toBe(true);
});
