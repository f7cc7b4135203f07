// What is a secret, by name or by form, as name and value. The values are put together here, so that no scanner of
// repositories takes one for real.

type Named = readonly [name: string, value: string];

const ALPHABET = 'aB3dE5fG7hJ9kLmN2pQrS4tUvW6xYz8';
/** Text of a length, which looks random. */
const random = (length: number) => Array.from({ length }, (_, index) => ALPHABET[(index * 7) % 31]).join('');
const hex = (length: number) => Array.from({ length }, (_, index) => '0f1e2d3c4b5a6978'[(index * 5) % 16]).join('');
const PASSWORD = 'hunter2';
const pem = (of: string) => `-----BEGIN ${of}-----\nMIIE\n-----END ${of}-----\n`;

const byName = (names: string): Named[] => names.split(/\s+/).map((name) => [name, PASSWORD]);

/** Secrets by the name of a variable, a property, a header or a file. */
const BY_NAME: readonly Named[] = [
  ...byName('PASSWORD DB_PASSWORD PGPASSWORD MYSQL_PWD MYSQL_ROOT_PASSWORD POSTGRES_PASSWORD dbPassword smtp-password'),
  ...byName('spring.datasource.password REDIS_PASS DBPASS SMTPPASS LDAP_PASSWD PASSPHRASE KEY_PASSPHRASE PASSCODE'),
  ...byName(
    'SECRET SECRET_KEY_BASE SECRET_KEY_BASE_OLD CLIENT_SECRET clientSecret CLIENTSECRET APP_SECRETS JWT_SECRET',
  ),
  ...byName(
    'GUARDIAN_SECRET SESSION_SECRET WEBHOOK_SECRET TOTP_SECRET TOKEN API_TOKEN apiToken GITHUB_TOKEN GITHUB_PAT',
  ),
  ...byName('AUTHTOKEN NPM_TOKEN SLACK_BOT_TOKEN TWILIO_AUTH_TOKEN VAULT_TOKEN REFRESH_TOKEN SENTRY_AUTH_TOKEN JWT'),
  ...byName(
    'RELEASE_COOKIE ERLANG_COOKIE COOKIE cookie SIGNING_SALT LIVE_VIEW_SIGNING_SALT ENCRYPTION_SALT LIVE_VIEW_SALT',
  ),
  ...byName('CREDENTIALS AWS_CREDENTIALS SMTP_CREDENTIAL DB_CREDS DATABASE_URL READ_DATABASE_URL SENTRY_DSN DSN'),
  ...byName('PRIVATE_KEY privateKey SSH_PRIVATE_KEY VAPID_PRIVATE_KEY API_KEY apiKey APIKEY X-Api-Key API_KEYS'),
  ...byName('AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN S3_ACCESS_KEY ENCRYPTION_KEY CLOAK_KEY MASTER_KEY SIGNING_KEY'),
  ...byName(
    'LICENSE_KEY STORAGE_ACCOUNT_KEY AZURE_STORAGE_KEY STRIPE_KEY STRIPE_SECRET_KEY SENDGRID_API_KEY DD_API_KEY',
  ),
  ...byName('NEW_RELIC_LICENSE_KEY OPENAI_API_KEY ANTHROPIC_API_KEY MAILGUN_KEY HONEYBADGER_KEY ALGOLIA_ADMIN_KEY'),
  ...byName(
    'ROLLBAR_SERVER_KEY SSH_HOST_KEY TLS_KEY HMAC_KEY UNSEAL_KEY Authorization Proxy-Authorization REDISCLI_AUTH',
  ),
  ...byName('BASIC_AUTH X-Auth-Token Cookie id_rsa id_ed25519 .pgpass pgpass.conf .netrc .erlang.cookie .htpasswd'),
  ...byName(
    '.dockerconfigjson .git-credentials tls.key client-key.pem privkey.pem keystore.jks server.p12 secrets.yaml',
  ),
  ...byName('token.txt prod.secret.exs credentials.json kubeconfig MNEMONIC RECOVERY_CODES'),
];

/** Secrets by the form of a value, under a name that says nothing. */
const BY_FORM: readonly string[] = [
  // keys
  pem('PRIVATE KEY'),
  pem('RSA PRIVATE KEY'),
  pem('EC PRIVATE KEY'),
  pem('OPENSSH PRIVATE KEY'),
  pem('ENCRYPTED PRIVATE KEY'),
  pem('PGP PRIVATE KEY BLOCK'),
  `before\n${pem('PRIVATE KEY')}`,
  JSON.stringify({ type: 'service_account', private_key: pem('PRIVATE KEY') }),
  `PuTTY-User-Key-File-3: ssh-ed25519\n${random(40)}`,
  `AGE-SECRET-KEY-1${random(58).toUpperCase()}`,
  // tokens
  [`eyJ${random(20)}`, `eyJ${random(40)}`, random(43)].join('.'),
  `Authorization: Bearer ${random(40)}`,
  `Bearer ${random(24)}`,
  `Basic ${random(20)}=`,
  ...['ghp_', 'gho_', 'ghs_'].map((prefix) => prefix + random(36)),
  `github_pat_${random(22)}_${random(59)}`,
  `glpat-${random(20)}`,
  `npm_${random(36)}`,
  `pypi-${random(60)}`,
  `dckr_pat_${random(27)}`,
  `ATATT3${random(60)}`,
  `xoxb-${'123456789012'}-${random(24)}`,
  `xapp-1-${random(30)}`,
  `https://hooks.slack.com/services/${['T00000000', 'B00000000', random(24)].join('/')}`,
  `https://discord.com/api/webhooks/123456789012345678/${random(60)}`,
  `123456789:AA${random(33)}`,
  `sk_live_${random(24)}`,
  `rk_test_${random(24)}`,
  `whsec_${random(32)}`,
  `sq0atp-${random(22)}`,
  `shpat_${hex(32)}`,
  `SG.${random(22)}.${random(43)}`,
  `key-${hex(32)}`,
  `${hex(32)}-us12`,
  `SK${hex(32)}`,
  `IQoJb3JpZ2lu${random(80)}`,
  `AIza${random(35)}`,
  `ya29.${random(60)}`,
  `GOCSPX-${random(28)}`,
  `abc8Q~${random(34)}`,
  `dapi${hex(32)}`,
  `dop_v1_${hex(64)}`,
  `hvs.${random(24)}`,
  `tskey-auth-${random(20)}`,
  `NRAK-${random(27).toUpperCase()}`,
  `${hex(36)}NRAL`,
  `glsa_${random(32)}_${hex(8)}`,
  `sntrys_${random(60)}`,
  `sk-proj-${random(40)}`,
  `sk-ant-api03-${random(40)}`,
  `hf_${random(34)}`,
  `https://${hex(32)}@o1.ingest.sentry.io/1`,
  // connections
  `postgres://chat:${PASSWORD}@db/chat`,
  `ecto://chat:${PASSWORD}@db/chat`,
  `redis://:${PASSWORD}@redis:6379`,
  `amqps://chat:${PASSWORD}@queue/chat`,
  `see mongodb+srv://chat:${PASSWORD}@cluster0.example.net/chat`,
  `https://${random(40)}@github.com/acme/chat.git`,
  `host=db user=chat password=${PASSWORD} dbname=chat`,
  `host=db password='${PASSWORD}' dbname=chat`,
  `postgresql://db/chat?user=chat&password=${PASSWORD}`,
  `jdbc:postgresql://db/chat?user=chat&password=${PASSWORD}`,
  `jdbc:sqlserver://db;user=chat;password=${PASSWORD};`,
  `jdbc:oracle:thin:chat/${PASSWORD}@//db:1521/chat`,
  `chat:${PASSWORD}@tcp(db:3306)/chat`,
  `Server=db;User Id=chat;Password=${PASSWORD};`,
  `Server=db;Uid=chat;Pwd=${PASSWORD};`,
  `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${random(86)}==`,
  `Endpoint=sb://a.example.net/;SharedAccessKeyName=a;SharedAccessKey=${random(43)}=`,
  `https://a.blob.core.windows.net/a?sv=2022&sig=${random(43)}%3D`,
  `https://a.s3.amazonaws.com/a?X-Amz-Signature=${hex(64)}`,
  `https://api.example.com/v1?access_token=${random(20)}`,
  `https://api.example.com/v1?token=${random(12)}`,
  // flags and files
  `-setcookie ${PASSWORD}`,
  `+P 5000 -setcookie ${PASSWORD}`,
  `--cookie ${PASSWORD}`,
  `erl -sname a -setcookie "${PASSWORD}"`,
  `psql --password=${PASSWORD}`,
  `PGPASSWORD=${PASSWORD} psql -h db`,
  `curl -u chat:${PASSWORD} http://api`,
  `[client]\nuser=chat\npassword=${PASSWORD}\n`,
  `database:\n  password: ${PASSWORD}\n`,
  JSON.stringify({ db: { password: PASSWORD } }),
  `config :chat, Chat.Repo, password: "${PASSWORD}"`,
  `config :chat, Chat.Endpoint, secret_key_base: "${random(64)}"`,
  `//registry.npmjs.org/:_authToken=${random(36)}`,
  `machine api.example.com login chat password ${PASSWORD}`,
  `chat:$apr1$abcdefgh$${random(22)}`,
  `chat:$2y$05$${random(53)}`,
  'SGKVCTUVWFHGIXPBMMLZ\n',
];

/** All of them. */
export const SECRETS: readonly Named[] = [...BY_NAME, ...BY_FORM.map((value): Named => ['ANYTHING', value])];
