// What is no secret, though its name or its form is near to one, as name and value.

type Named = readonly [name: string, value: string];

const lines = (value: string, names: string): Named[] => names.split(/\s+/).map((name) => [name, value]);

/** Under names that are about a secret, or have a part of its word. */
const BY_NAME: readonly Named[] = [
  ...lines(
    '3600',
    'TOKEN_TTL ACCESS_TOKEN_LIFETIME PASSWORD_MAX_AGE JWT_TOKEN_EXPIRY SECRET_ROTATION_DAYS COOKIE_MAX_AGE',
  ),
  ...lines(
    '12',
    'PASSWORD_MIN_LENGTH KEY_COUNT SALT_ROUNDS PASSWORD_HASH_COST MAX_TOKENS LLM_MAX_OUTPUT_TOKENS TOKEN_SIZE',
  ),
  ...lines(
    '30',
    'TOKENS_PER_MINUTE SESSION_TOKEN_TIMEOUT CREDENTIALS_REFRESH_INTERVAL COOKIE_EXPIRES_IN tokenLifetime',
  ),
  ...lines('.example.com', 'COOKIE_DOMAIN SESSION_COOKIE_DOMAIN cookieDomain'),
  ...lines('https://auth.example.com/token', 'OAUTH_TOKEN_URL TOKEN_ENDPOINT TOKEN_URI SECRETS_HOST'),
  ...lines(
    '/run/secrets/db',
    'DB_PASSWORD_FILE PGPASSFILE TOKEN_PATH SECRET_DIR SECRETS_MOUNT PRIVATE_KEY_PATH TLS_KEY_FILE',
  ),
  ...lines('/var/run/secrets/gcp/key.json', 'GOOGLE_APPLICATION_CREDENTIALS TLS_KEY SSH_PRIVATE_KEY API_TOKEN'),
  ...lines('_chat_key', 'SESSION_COOKIE_NAME COOKIE_PREFIX SESSION_KEY COOKIE_NAMESPACE'),
  ...lines('Lax', 'SESSION_COOKIE_SAMESITE COOKIE_SAME_SITE'),
  ...lines('HS256', 'JWT_TOKEN_ALGORITHM TOKEN_ALG SECRET_ENCODING TOKEN_TYPE PASSWORD_POLICY PASSWORD_STRATEGY'),
  ...lines(
    'chat',
    'JWT_TOKEN_ISSUER TOKEN_AUDIENCE SECRET_NAME CREDENTIALS_PROVIDER TOKEN_SCOPE BASIC_AUTH_USERNAME SECRETS_BACKEND',
  ),
  ...lines('x-csrf', 'CSRF_TOKEN_HEADER API_KEY_HEADER TOKEN_FIELD CSRF_TOKEN_NAME'),
  ...lines('eu-west-1', 'SECRETS_REGION AWS_REGION'),
  ...lines('AKIAIOSFODNN7EXAMPLE', 'AWS_ACCESS_KEY_ID'),
  ...lines('1', 'REQUIRE_PASSWORD ENABLE_TOKENS USE_SECRETS ALLOW_EMPTY_PASSWORD DISABLE_COOKIE'),
  ...lines('true', 'REQUIRE_TOKEN SECURE_COOKIE HTTP_BASIC_AUTH PASSWORD_LOGIN'),
  ...lines('', 'SMTP_PASSWORD TOKEN'),
  ...lines('none', 'PROXY_AUTH DB_PASSWORD'),
  ...lines('abc123', 'PUBLIC_KEY STRIPE_PUBLISHABLE_KEY RECAPTCHA_SITE_KEY VAPID_PUBLIC_KEY SSH_PUBLIC_KEY CACHE_KEY'),
  ...lines(
    'abc123',
    'AWS_S3_BUCKET_KEY PARTITION_KEY SORT_KEY IDEMPOTENCY_KEY ROUTING_KEY PRIMARY_KEY_TYPE FOREIGN_KEY KEY',
  ),
  ...lines(
    'abc123',
    'SUPABASE_ANON_KEY KEYBOARD_LAYOUT KEYSPACE MONKEY GITHUB_CACHE_KEY PUBLIC_API_KEY TOKENIZER COMPASS',
  ),
  ...lines(
    'abc123',
    'BYPASS_LOGIN PASSENGER_COUNT PASS_THROUGH_HEADER SECRETARY PWD OLDPWD AUTHOR DSNAME SALTY SALT_MASTER',
  ),
  ...lines(
    'body {}',
    'tokens.css secret-page.html cookie-consent.js password.svg token.ex passwords.md id_rsa.pub authorized_keys',
  ),
  ...lines('{}', 'password-policy.json token_config.yaml public.key translations.json known_hosts secrets-schema.json'),
  ...lines('$(PGPASSWORD)', 'DB_PASSWORD API_TOKEN'),
  ...lines('ecto://chat:$(DB_PASSWORD)@db/chat', 'DATABASE_URL'),
  ...lines('vault:secret/data/chat#token', 'API_TOKEN DB_PASSWORD'),
  ...lines('op://chat/db/password', 'DB_PASSWORD'),
  ...lines('arn:aws:secretsmanager:eu-west-1:1:secret:chat', 'DB_SECRET'),
];

/** Values whose form is near to a secret's. */
const BY_FORM: readonly string[] = [
  // identifiers and hashes
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'ghcr.io/acme/chat:1.4.2@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  'app-0f1e2d3c4b5a6978.js?vsn=d',
  'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ chat@example.com',
  '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n',
  '-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----\n',
  'PRIVATE KEY',
  // addresses
  'https://example.com:8443/a:b@c',
  'http://user@host',
  'https://chat.example.com/token',
  'redis://redis:6379/0',
  'postgres://db/chat',
  'git@github.com:acme/chat.git',
  'chat@10.0.0.1',
  'chat@chat-0.chat.default.svc.cluster.local',
  'https://example.com/?page=2&key=name',
  'tcp://10.0.0.1:5432',
  'user:group@example.com',
  'ecto://chat:%{password}@db/chat',
  'ecto://chat:${PASSWORD}@db/chat',
  'ecto://chat:<password>@db/chat',
  'host=db user=chat password=$PGPASSWORD',
  'host=db user=chat password=${PGPASSWORD}',
  'jdbc:postgresql://db/chat?password=$(PGPASSWORD)',
  // configuration that reads a secret, or is about one
  'config :chat, Chat.Repo, password: System.fetch_env!("DB_PASSWORD")',
  'config :chat, secret_key_base: System.get_env("SECRET_KEY_BASE")',
  'password: {{ .Values.password }}',
  'password: ${DB_PASSWORD}',
  'password: %{password}',
  'token: token',
  'def change(user, password), do: %{user | password: password}',
  'const token = getToken();',
  'password_min_length=12',
  'password_file=/run/secrets/db',
  'token_ttl: 3600',
  'reset_password: true',
  '{"password": null, "token": ""}',
  '{"type":"object","properties":{"password":{"type":"string"}}}',
  '<input type="password" name="password">',
  'The token is required. See the password page.',
  'Enter your password: then press return',
  'Bearer authentication is used',
  'basic authentication',
  'auth_basic "members only"; auth_basic_user_file /etc/nginx/htpasswd;',
  'proxy_set_header Authorization $http_authorization;',
  'proxy_cookie_path / /;',
  '-name a@b -kernel inet_dist_listen_min 4370',
  '-setcookie $(RELEASE_COOKIE)',
  '--cookie-path /',
  'docker run -u 1000:1000 chat',
  'curl -u chat:$PASSWORD http://api',
  'psql --password',
  '+S 2:2 +sbwt none',
  'task-1234567890',
  'sk-SK',
  'key-value store',
  'SG.1',
  'a.b.c',
  'UPPERCASE_LETTERS_ONLY',
];

/** All of them. */
export const NO_SECRETS: readonly Named[] = [...BY_NAME, ...BY_FORM.map((value): Named => ['ANYTHING', value])];
