import { fileHoldsSecret, isAsset, withoutExtension } from './secret-files';

/** Words that say, by custom, that a value is secret. */
const WORDS =
  'PASS|PASSCODE|CREDENTIALS?|CREDS|COOKIE|TOKENS?|SECRETS?|DSN|AUTHORIZATION|MNEMONIC|SEED_PHRASE|RECOVERY_CODES?|(?:ENCRYPTION|SIGNING)_SALT';

/** Words that say so at the end of a longer word too: PGPASSWORD, CLIENTSECRET. */
const ENDINGS = 'PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY|SECRETKEY|ACCESSKEY|PRIVATEKEY|AUTHKEY|SIGNINGKEY';

/** Whose short word for a password it is, glued to theirs: DBPASS. */
const GLUED_PASS = '(?:ADMIN|DB|FTP|HTTP|KEY|LDAP|MAIL|MYSQL|PG|REDIS|ROOT|SMTP|SSH|SSL|STORE|TRUST|USER)PASS';

const SECRET_WORD = new RegExp(`(?:^|_)(?:${WORDS}|[A-Z\\d]*(?:${ENDINGS})S?|${GLUED_PASS})(?:_|$)`);

/** What says so as the last word. PWD alone is the working directory, and SALT_MASTER a host. */
const LAST_WORD =
  /(?<!OLD)_PWD$|(?:^|_)(?:SALT|JWT)$|(?:BASIC|PROXY|REDISCLI)_AUTH$|(?:ADO|AZURE|DEVOPS|GH|GITHUB|GITLAB|JIRA)_PAT$/;

/** What a key is for, where it is a secret one. */
const SECRET_KEY =
  /(?:^|_)(?:ACCESS|ACCOUNT|ADMIN|API|AUTH|CIPHER|CLOAK|CONSUMER|CRYPTO?|DECRYPTION|DEPLOY|DSA|ECDSA|ED25519|ENCRYPT|ENCRYPTION|FERNET|GPG|HMAC|HOST|INGEST|JWT|LICEN[CS]E|MASTER|PGP|PRIV|PRIVATE|RSA|SECRET|SERVER|SERVICE_ROLE|SHARED|SIGN|SIGNATURE|SIGNING|SSH|SSL|STORAGE|SUBSCRIPTION|SYMMETRIC|TLS|UNSEAL|WEBHOOK|WRITE)_KEYS?(?:_|$)/;

/** Makers whose keys are secret. */
const KEY_OF_MAKER =
  /(?:^|_)(?:ADYEN|AIRTABLE|ALGOLIA|ANTHROPIC|APPSIGNAL|AUTH0|AWS|AZURE|BRAINTREE|BREVO|BUGSNAG|CLOUDFLARE|COHERE|DATADOG|DD|DIGITALOCEAN|DISCORD|FIREBASE|GCP|GEMINI|GITHUB|GITLAB|GOOGLE|GRAFANA|HONEYBADGER|HONEYCOMB|HUBSPOT|HUGGINGFACE|INTERCOM|LAUNCHDARKLY|MAILCHIMP|MAILGUN|MANDRILL|MINIO|MISTRAL|MIXPANEL|NEW_?RELIC|OKTA|OPENAI|OPSGENIE|PADDLE|PAGERDUTY|PAYPAL|POSTMARK|PUSHER|RECAPTCHA|REPLICATE|RESEND|ROLLBAR|SEGMENT|SENDGRID|SENTRY|SHOPIFY|SLACK|SPARKPOST|SQUARE|STRIPE|SUPABASE|TELEGRAM|TWILIO|VAULT|ZENDESK)(?:_[A-Z\d]+)*_KEY$/;

/** Keys that everybody may know. */
const OPEN_KEY =
  /(?:^|_)(?:ANON|BUCKET|CACHE|KMS|OBJECT|PARTITION|PROJECT|PUB|PUBLIC|PUBLISHABLE|SITE|SORT|VERIFICATION)_(?:[A-Z\d]+_)*KEYS?(?:_|$)/;

/** Names of URLs that hold a password, by custom. */
const SECRET_URL = /(?:^|_)DATABASE_URL$/;

/** Last words of names that are about a secret and hold none: its lifetime, its place, its form. */
const ABOUT =
  /_(AGE|ALG|ALGORITHM|ARN|ATTRIBUTE|AUDIENCE|BACKEND|BITS|BUCKET|BYTES|CHARSET|CLAIM|CLASS|CONFIG|COST|COUNT|DAYS|DIR|DOMAIN|DURATION|ENABLED|ENCODING|ENDPOINT|ENGINE|EXPIRATION|EXPIRES|EXPIRES_AFTER|EXPIRES_IN|EXPIRY|FIELD|FILE|FILES|FORMAT|HEADER|HINT|HOST|HOSTS|HOURS|HTTPONLY|HTTP_ONLY|ID|IDS|INTERVAL|ISSUER|KIND|LABEL|LEEWAY|LENGTH|LIFETIME|LIMIT|LOCATION|MAX|MIN|MINUTES|MODE|MOUNT|MS|NAME|NAMES|NAMESPACE|NUM|PARAM|PATH|PATHS|PATTERN|PLACEHOLDER|POLICY|PORT|PREFIX|PROVIDER|REALM|REF|REGEX|REGION|REQUIRED|ROTATION|ROUNDS|RULES|SAMESITE|SAME_SITE|SCHEMA|SCHEME|SCOPE|SCOPES|SECONDS|SECURE|SEPARATOR|SETTINGS|SIZE|SKEW|STORE|STRATEGY|STRENGTH|SUFFIX|TEMPLATE|TIMEOUT|TTL|TYPE|URI|URL|USER|USERNAME|VALIDITY|VERSION|WINDOW)$/;

/** Numbers of things and switches. */
const NUMBER_OR_SWITCH =
  /^(ALLOW|DISABLE|ENABLE|FILTER|FORCE|HAS|HIDE|IS|LOG|MASK|REDACT|REQUIRE|ROTATE|SHOW|SKIP|USE|VALIDATE)_|(^|_)(BUDGET|LIMIT|MAX|MIN|NUM)_([A-Z\d]+_)*(COOKIES|CREDENTIALS|KEYS|PASSWORDS|SECRETS|TOKENS)$|_PER_[A-Z]+$/;

/** Names that were looked at: the same few stand in most releases. */
const SEEN = new Map<string, boolean>();
const SEEN_MAX = 1000;

/** Whether a name of a variable, a property, a header, a flag or a file says that the value is a secret. */
export function isSecretName(name: string): boolean {
  const seen = SEEN.get(name);
  if (seen !== undefined) return seen;
  const secret = fileHoldsSecret(name) || (!isAsset(name) && saysSecret(words(withoutExtension(name))));
  if (SEEN.size >= SEEN_MAX) SEEN.clear();
  SEEN.set(name, secret);
  return secret;
}

/**
 * Whether a name may be a secret's: more than `isSecretName`, for what is not shown. `value` is that of a list of
 * variables.
 */
export function mayNameSecret(name: string): boolean {
  return MAY_NAME.test(name) || isSecretName(name);
}

const MAY_NAME =
  /pass|pwd|secret|token|cookie|credential|auth|salt|dsn|private|signature|(api|access|signing|encryption).?key|^value$|^(string|binary)?data$|_ur[il]$/i;

function saysSecret(words: string): boolean {
  if (SECRET_URL.test(words)) return true;
  if (ABOUT.test(words) || NUMBER_OR_SWITCH.test(words)) return false;
  if (SECRET_WORD.test(words) || LAST_WORD.test(words)) return true;
  return words.includes('KEY') && (SECRET_KEY.test(words) || KEY_OF_MAKER.test(words)) && !OPEN_KEY.test(words);
}

/** Words of a name in any case, between underscores: `dbPassword` and `db.password` are DB_PASSWORD. */
function words(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toUpperCase();
}
