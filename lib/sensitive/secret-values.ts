import { isExpression, isPlaceholder } from './placeholders';
import { isSecretName } from './secret-names';
import { SECRET_FORM } from './token-forms';

/** Password of a URL. */
const URL_PASSWORD = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^/\s:@]*:([^/\s@]+)@/gi;

/** Secret of a connection to MySQL in Go's form, to Oracle in Java's, and of `curl -u` and its like. */
const CONNECTION =
  /(?:^|[\s"'])[\w.-]+:([^\s:@/]+)@(?:tcp|udp|unix)?\(|jdbc:oracle:\w+:[^/\s]+\/([^@\s]+)@|(?:^|\s)(?:-u|--user)[ =]["']?[^\s:/]+:(?!\d+(?:\s|$))([^\s@"']{3,})/gi;

/** Flags of the VM and of programs by which a secret is given. */
const FLAG =
  /(?:^|[^\w-])-{1,2}(?:setcookie|cookie|passw(?:or)?d|pass|passphrase|token|secret|api-?key|access-token)(?: +|=)["']?([^\s"']+)/gi;

/** Header of HTTP that says who asks. */
const AUTHORIZATION = /\b(?:basic|bearer|token)\s+([\w.~+/=-]{8,})/gi;

/** Secret that is assigned under its name: in libpq's and ADO's strings, queries, properties, JSON, YAML, INI, Elixir. */
const ASSIGNED =
  /(passw(?:or)?d|passphrase|pwd|secret|token|(?:api|access|account|secret|auth|private|signing|encryption)[-_ ]?key|secret_key_base)\\?["']?\s{0,8}(=>|[:=])\s{0,8}\\?("[^"\n]*"|'[^'\n]*'|[^\s"',;&|)}\]]+)/gi;

/** Shortest text with a secret that its form tells, and how long one is remembered. */
const SHORTEST = 8;
const REMEMBERED = 1024;

/** Texts that were looked at: most values stand in many manifests. */
const SEEN = new Map<string, boolean>();
const SEEN_MAX = 4000;

/** Whether the form of a text says that it holds a secret. */
export function holdsSecret(text: string): boolean {
  if (text.length < SHORTEST) return false;
  if (text.length > REMEMBERED) return saysSecret(text);
  const seen = SEEN.get(text);
  if (seen !== undefined) return seen;
  const secret = saysSecret(text);
  if (SEEN.size >= SEEN_MAX) SEEN.clear();
  SEEN.set(text, secret);
  return secret;
}

/** Name and password before any host, as registries have them; an image before its digest is none. */
const BEFORE_HOST = /[^\s/@:]:(?![$%{<(])[^\s/@]+@(?!sha\d+:)/;

/** Text with `(not shown)` in the place of each word that is a secret, or that is one behind the word before it. */
export function withoutSecrets(text: string): string {
  const words = text.replace(/-----BEGIN.*/s, '(not shown)').split(' ');
  const shown = words.map((word, index) => {
    const isShown = !BEFORE_HOST.test(word) && !holdsSecret(word) && !holdsSecret(`${words[index - 1] ?? ''} ${word}`);
    if (isShown) return word;
    return word.replace(/^([`"'([{]*).*?([`"')\]},.;:]*)$/s, '$1(not shown)$2');
  });
  return shown.join(' ');
}

/** Each form is looked for where its marks are: most texts have none of them. */
function saysSecret(text: string): boolean {
  const has = (mark: string) => text.includes(mark);
  return (
    SECRET_FORM.test(text) ||
    (has('://') && some(text, URL_PASSWORD, isWritten)) ||
    ((has('@') || has('-u')) && some(text, CONNECTION, isWritten)) ||
    (has('-') && some(text, FLAG, isArgument)) ||
    (has(' ') && some(text, AUTHORIZATION, isRandom)) ||
    ((has('=') || has(':')) && isAssigned(text))
  );
}

function some(text: string, pattern: RegExp, is: (secret: string) => boolean): boolean {
  for (const [, ...groups] of text.matchAll(pattern))
    if (is(groups.find((one) => one !== undefined) ?? '')) return true;
  return false;
}

function isWritten(secret: string): boolean {
  return !isPlaceholder(secret);
}

function isArgument(secret: string): boolean {
  return !isExpression(secret);
}

/** Whether a word is none of a language. */
function isRandom(word: string): boolean {
  return word.length >= 32 || /\d/.test(word);
}

function isAssigned(text: string): boolean {
  for (const { index, 0: all, 1: word, 2: sign, 3: value } of text.matchAll(ASSIGNED)) {
    const name = `${/[\w.-]{0,60}$/.exec(text.slice(Math.max(0, index - 60), index))?.[0] ?? ''}${word}`;
    const isQuoted = /^["']/.test(value);
    const secret = isQuoted ? value.slice(1, -1) : value;
    if (secret.length < 3 || isExpression(secret) || !(isSecretName(name) || /^pwd$/i.test(name))) continue;
    if (text[index + all.length] === '(') continue;
    // What stands without quotes behind a colon is a variable of a program as often as a word of YAML.
    if (!isQuoted && sign !== '=' && /^[a-z_][a-z_.?]*$/i.test(secret)) continue;
    return true;
  }
  return false;
}
