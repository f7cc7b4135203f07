import { Refusal } from '../errors/refusal';
import { type Waiver, waived } from '../waiver/waiver';

/** Names of variables that hold secrets, by custom. */
const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASS|SECRET|SECRETS|TOKEN|COOKIE|CREDENTIALS?|SIGNING_SALT|DSN|PRIVATE_KEY|API_KEY|ACCESS_KEY|ENCRYPTION_KEY|SECRET_KEY|SECRET_KEY_BASE)($|_)|^DATABASE_URL$|_DATABASE_URL$/;

/** URLs with a password in them. */
const SECRET_VALUE = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Refuses a literal value under a name, or of a form, that says that it is secret. The value is never shown. */
export function checkNoSecret(
  property: string,
  name: string,
  value: unknown,
  waivers: readonly Waiver[] | undefined,
): void {
  const secret = SECRET_NAME.test(name) || SECRET_VALUE.test(String(value));
  if (!secret || waived(waivers, `plain-value.${name}`)) return;
  throw new Refusal({
    property: `${property}.${name}`,
    why: 'it looks like a secret, and what is in a manifest can be read by everyone who can read the repository, the CI log or the cluster objects',
    allowed: 'a reference to a key of an existing Secret',
    fix: `ExistingSecret.named('NAME').key('${name}'); if it is no secret: allow: [Waiver.plainValue('${name}', 'why')]`,
  });
}
