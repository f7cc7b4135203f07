import { Refusal, type RefusalProps } from '../errors/refusal';
import { type AcceptedRisks, accepts } from './accepted-risks';

/** Words by which names of variables say, by custom, that they hold secrets. */
const SECRET_WORD =
  /(^|_)(PASSWORD|PASSWD|PASS|SECRET|SECRETS|TOKEN|COOKIE|CREDENTIALS?|SIGNING_SALT|DSN|PRIVATE_KEY|API_KEY|ACCESS_KEY|ENCRYPTION_KEY)($|_)/i;

/** Last words of names that are about a secret and hold none: its lifetime, its place, its form. */
const ABOUT_SECRET =
  /_(AGE|ALG|ALGORITHM|AUDIENCE|BITS|BYTES|COST|COUNT|DAYS|DIR|DOMAIN|ENABLED|ENDPOINT|EXPIRES|EXPIRES_IN|EXPIRY|FILE|FORMAT|HEADER|HOST|HOURS|HTTPONLY|ID|INTERVAL|ISSUER|LENGTH|LIFETIME|LIMIT|MAX|MIN|MINUTES|NAME|PATH|POLICY|PORT|PREFIX|REGION|REQUIRED|ROUNDS|SAMESITE|SAME_SITE|SCHEME|SECONDS|SECURE|SIZE|STRATEGY|SUFFIX|TIMEOUT|TTL|TYPE|URI|URL|VERSION)$/i;

/** Names of URLs that hold a password, by custom. */
const SECRET_URL_NAME = /^DATABASE_URL$|_DATABASE_URL$/i;

/** Values that hold no secret whatever the variable is called. */
const NO_SECRET = /^(|true|false|yes|no|on|off|enabled|disabled|none)$/i;

/** Password of a URL. */
const URL_PASSWORD = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^/\s:@]*:([^/\s@]+)@/gi;

/** Placeholder in the place of a password: `$(VAR)`, `%{password}`, `${PASSWORD}`, `{{ password }}`, `<password>`. */
const PLACEHOLDER = /^(\$\([^()]+\)|%\{[^{}]*\}|%\([^()]*\)s|\$\{[^{}]*\}|\$\w+|#?\{\{?[^{}]*\}?\}|<[^<>]*>|\*+)$/;

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Text that only refers to other variables: `$(DB_PASSWORD)`, `ecto://chat:$(DB_PASSWORD)@db/chat`. */
const REFERENCE = /^(\$\([^()]+\))+$|^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:\$\([^()]+\)@/;

/** Whether a name or the form of a value says that it is secret. */
export function looksSecret(name: string, value: unknown): boolean {
  const text = String(value);
  return holdsPassword(text) || (isSecretName(name) && !REFERENCE.test(text) && !NO_SECRET.test(text.trim()));
}

/** Names that were looked at: the same few stand in most releases. */
const SEEN = new Map<string, boolean>();

function isSecretName(name: string): boolean {
  const seen = SEEN.get(name);
  if (seen !== undefined) return seen;
  const secret = SECRET_URL_NAME.test(name) || (SECRET_WORD.test(name) && !ABOUT_SECRET.test(name));
  if (SEEN.size < 1000) SEEN.set(name, secret);
  return secret;
}

function holdsPassword(text: string): boolean {
  if (text.includes('-----BEGIN') && PRIVATE_KEY.test(text)) return true;
  if (!text.includes('://')) return false; // most texts are no URL, and this is quick to see
  for (const [, password] of text.matchAll(URL_PASSWORD)) if (!PLACEHOLDER.test(password)) return true;
  return false;
}

/** Refuses a literal value under a name, or of a form, that says that it is secret. The value is never shown. */
export function checkNoSecret(property: string, name: string, value: unknown, risks: AcceptedRisks): void {
  if (!looksSecret(name, value) || accepts(risks, `plain-value.${name}`)) return;
  throw new Refusal(literalSecret(property, name));
}

/** Refusal of a secret that is written out. */
export function literalSecret(property: string, name: string): RefusalProps {
  return {
    property: `${property}.${name}`,
    why: 'it looks like a secret, and what is in a manifest can be read by everyone who can read the repository, the CI log or the cluster objects',
    allowed: 'a reference to a key of an existing Secret',
    fix: `ExistingSecret.named('NAME').key('${name}'); if it is no secret: allow: [Waiver.plainValue('${name}', 'why')]`,
  };
}
