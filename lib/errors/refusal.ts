import { isSecretName } from '../sensitive/secret-names';
import { withoutSecrets } from '../sensitive/secret-values';
import { callerFrames } from './caller-frames';
import { cut, show } from './show';

/**
 * What a user needs to mend a wrong value. The construct's path is added where the value reaches a construct.
 */
export interface RefusalProps {
  /** The property, as the user typed it: `replicas`, `ports[0].name`. */
  readonly property: string;
  /** The value given. Leave it out where it could be a secret: the message then says `(not shown)`. */
  readonly value?: unknown;
  /** Kind of the value in words, in the place of a value that could hold a secret. */
  readonly kind?: string;
  /** Why it cannot work, in one sentence. */
  readonly why?: string;
  /** What is allowed. */
  readonly allowed: string;
  /** What to type instead. */
  readonly fix: string;
  /** Path of the construct, once known. */
  readonly path?: string;
}

/**
 * A value that the library does not accept. The message carries path, property, value, what is allowed and the fix; the
 * stack is the caller's part of it, because the mistake is in the description and not in the code that read it.
 */
export class Refusal extends Error {
  declare readonly props: RefusalProps;
  /** The caller's part of the stack, as lines. */
  declare readonly frames: readonly string[];

  /**
   * @param props what the user needs
   * @param frames of the stack, where the refusal is told again
   */
  constructor(props: RefusalProps, frames = callerFrames()) {
    super(describe(props));
    // Not enumerable: an error that nobody catches is shown with its enumerable members, and the message says it all.
    const hidden = { configurable: true, writable: true };
    const stack = [`Refusal: ${this.message}`, ...frames].join('\n');
    Object.defineProperties(this, {
      props: { value: props },
      name: { ...hidden, value: 'Refusal' },
      frames: { value: frames },
      stack: { ...hidden, value: stack },
    });
  }
}

/** The longest line of a message: what the library says is shorter, but it repeats names that users chose. */
const LONGEST_LINE = 2000;

/** The text of a refusal; whole-tree checks report the same text. It never throws, and never shows more than `show` does. */
export function describe(props: RefusalProps): string {
  const at = props.path ? `${props.path}: ` : '';
  const lines = [`${cut(`${at}\`${withoutSecrets(props.property)}\``, LONGEST_LINE)} is ${shownValue(props)}`];
  if (props.why) lines.push(`  why:     ${withoutSecrets(props.why)}`);
  lines.push(`  allowed: ${withoutSecrets(props.allowed)}`, `  fix:     ${withoutSecrets(props.fix)}`);
  return lines.map((line) => cut(line, LONGEST_LINE + 200)).join('\n');
}

/** Value as the message tells it: what is given to a property of secrets can be one itself. */
function shownValue(props: RefusalProps): string {
  if (props.kind !== undefined) return props.kind;
  const { property, value } = props;
  const isName = typeof value === 'string' && property.endsWith(`.${value}`); // it is shown already
  const isHarmless = value === undefined || value === null || typeof value === 'boolean' || isName;
  return 'value' in props && (isHarmless || !isOfSecrets(property)) ? show(value) : '(not shown)';
}

/** Names of Secrets, which tell nothing. */
const NAMES_OF_SECRETS = /Secrets$|^Tls/;

/** Whether what is given to a property can be a secret: to `ExistingSecret.named`, `rename.password`, `headers["Cookie"]`. */
function isOfSecrets(property: string): boolean {
  if (property.startsWith('ExistingSecret')) return true;
  const last = property.split(/[^\w-]+/).findLast((name) => /\D/.test(name)) ?? '';
  return isSecretName(last) && !NAMES_OF_SECRETS.test(last) && !NAMES_OF_SECRETS.test(property);
}

/** Runs `body`; a refusal that comes out of it without a path gets that of `place`, and stays where it was thrown. */
export function within<T>(place: { readonly path: string }, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Refusal) || error.props.path !== undefined) throw error;
    throw new Refusal({ ...error.props, path: place.path }, error.frames);
  }
}
