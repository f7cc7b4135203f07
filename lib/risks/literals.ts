import { Refusal, type RefusalProps } from '../errors/refusal';
import { type AcceptedRisks, accepts } from './accepted-risks';

/** Names of variables that hold secrets, by custom. */
const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASS|SECRET|SECRETS|TOKEN|COOKIE|CREDENTIALS?|SIGNING_SALT|DSN|PRIVATE_KEY|API_KEY|ACCESS_KEY|ENCRYPTION_KEY|SECRET_KEY|SECRET_KEY_BASE)($|_)|^DATABASE_URL$|_DATABASE_URL$/i;

/** URLs with a password in them, other than one that `$(VAR)` brings; private keys. */
const SECRET_VALUE =
  /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^/\s:@]*:(?!\$\([^()]+\)@)[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What only refers to other variables: `$(DB_PASSWORD)`, `ecto://chat:$(DB_PASSWORD)@db/chat`. */
const REFERENCE = /^(\$\([^()]+\))+$|^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:\$\([^()]+\)@/;

/** Whether a name or the form of a value says that it is secret. */
export function looksSecret(name: string, value: unknown): boolean {
  const text = String(value);
  const marked = text.includes('://') || text.includes('-----BEGIN'); // most texts are not, and this is quick to see
  return (marked && SECRET_VALUE.test(text)) || (SECRET_NAME.test(name) && !REFERENCE.test(text));
}

/** Refuses a literal value under a name, or of a form, that says that it is secret. The value is never shown. */
export function checkNoSecret(property: string, name: string, value: unknown, risks: AcceptedRisks): void {
  if (!looksSecret(name, value) || accepts(risks, `plain-value.${name}`)) return;
  throw new Refusal(literalSecret(property, name));
}

/** What is said of a secret that is written out. */
export function literalSecret(property: string, name: string): RefusalProps {
  return {
    property: `${property}.${name}`,
    why: 'it looks like a secret, and what is in a manifest can be read by everyone who can read the repository, the CI log or the cluster objects',
    allowed: 'a reference to a key of an existing Secret',
    fix: `ExistingSecret.named('NAME').key('${name}'); if it is no secret: allow: [Waiver.plainValue('${name}', 'why')]`,
  };
}
