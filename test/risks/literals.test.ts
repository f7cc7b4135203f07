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

const WORDS =
  'PASSWORD PASSWD PASS SECRET SECRETS TOKEN COOKIE CREDENTIAL CREDENTIALS SIGNING_SALT DSN PRIVATE_KEY API_KEY ACCESS_KEY ENCRYPTION_KEY';

test.each(WORDS.split(' '))('%s in a name says that it is secret, as a word of its own', (word) => {
  for (const name of [word, `DB_${word}`, `${word}_OLD`, word.toLowerCase()]) expect(looksSecret(name, 'x')).toBe(true);
  expect(looksSecret(`${word}X`, 'x')).toBe(false);
});

const ENDINGS =
  'AGE ALG ALGORITHM AUDIENCE BITS BYTES COST COUNT DAYS DIR DOMAIN ENABLED ENDPOINT EXPIRES EXPIRES_IN EXPIRY FILE FORMAT HEADER HOST HOURS HTTPONLY ID INTERVAL ISSUER LENGTH LIFETIME LIMIT MAX MIN MINUTES NAME PATH POLICY PORT PREFIX REGION REQUIRED ROUNDS SAMESITE SAME_SITE SCHEME SECONDS SECURE SIZE STRATEGY SUFFIX TIMEOUT TTL TYPE URI URL VERSION';

test.each(ENDINGS.split(' '))('TOKEN_%s holds none', (ending) => {
  expect(looksSecret(`TOKEN_${ending}`, 'x')).toBe(false);
  expect(looksSecret(`token_${ending.toLowerCase()}`, 'x')).toBe(false);
  expect(looksSecret(`TOKEN_${ending}X`, 'x')).toBe(true);
  expect(looksSecret(`${ending}_TOKEN`, 'x')).toBe(true);
});

test.each(['', ' ', 'true', 'FALSE', 'yes', 'no', 'on', 'off', 'enabled', 'disabled', 'none', ' none '])(
  'the value %j is no secret',
  (value) => {
    expect(looksSecret('TOKEN', value)).toBe(false);
    expect(looksSecret('TOKEN', `${value}x`)).toBe(true);
    expect(looksSecret('TOKEN', `x${value}`)).toBe(true);
  },
);

const url = (password: string) => `amqp+tls1://chat:${password}@queue/chat`;

test.each([
  '$(VAR)',
  '%{password}',
  '%(password)s',
  '${PASSWORD}',
  '$PASSWORD',
  '{{password}}',
  '{password}',
  '#{password}',
  '<password>',
  '***',
])('%s is a placeholder in a URL, and none with text beside it', (placeholder) => {
  expect(looksSecret('A', url(placeholder))).toBe(false);
  expect(looksSecret('A', url(`x${placeholder}`))).toBe(true);
  expect(looksSecret('A', url(`${placeholder}}x`))).toBe(true);
});

test.each<[string, string, boolean]>([
  ['TOKEN', '$(A)$(B)', false],
  ['TOKEN', 'x$(A)', true],
  ['TOKEN', '$(A)x', true],
  ['TOKEN', '$()', true],
  ['DATABASE_URL', 'ecto://chat:$(DB_PASSWORD)@db/chat', false],
  ['DATABASE_URL', 'x ecto://chat:$(DB_PASSWORD)@db/chat', true],
  ['DATABASE_URL', 'ecto://chat:$(DB_PASSWORD)x@db/chat', true],
  ['DATABASE_URLS', 'x', false],
  ['MY_DATABASE_URL_OLD', 'x', false],
  ['database_url', 'x', true],
  ['A', 'http://host/a:b@c', false],
  ['A', 'http://user@host', false],
  ['A', 'http://:secret@host', true],
  ['A', 'see http://user:secret@host', true],
  ['A', 'HTTP://user:secret@host', true],
  ['A', '-----BEGIN PRIVATE KEY-----', true],
  ['A', '-----BEGIN OPENSSH PRIVATE KEY-----', true],
  ['A', '-----BEGIN CERTIFICATE-----', false],
  ['A', 'PRIVATE KEY-----', false],
])('%s=%s is a secret: %s', (name, value, secret) => {
  expect(looksSecret(name, value)).toBe(secret);
});

test('a name is judged as before however many were seen', () => {
  for (let index = 0; index < 1100; index++) expect(looksSecret(`TOKEN_${index}`, 'x')).toBe(true);
  expect(looksSecret('LAST_TOKEN', 'x')).toBe(true);
  expect(looksSecret('LAST_LEVEL', 'x')).toBe(false);
});
