/**
 * What a user needs to mend a wrong value. The construct's path is added where the value reaches a construct.
 */
export interface RefusalProps {
  /** The property, as the user typed it: `replicas`, `ports[0].name`. */
  readonly property: string;
  /** The value given. Leave it out where it could be a secret: the message then says `(not shown)`. */
  readonly value?: unknown;
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
 * A value that the library does not accept. The message carries path, property, value, what is allowed and the fix;
 * there is no stack, because the mistake is in the description and not in the code that read it.
 */
export class Refusal extends Error {
  declare readonly props: RefusalProps;

  constructor(props: RefusalProps) {
    super(describe(props));
    // Not enumerable: an error that nobody catches is shown with its enumerable members, and the message says it all.
    Object.defineProperties(this, { props: { value: props }, name: { value: 'Refusal' } });
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** The text of a refusal; whole-tree checks report the same text. */
export function describe(props: RefusalProps): string {
  const at = props.path ? `${props.path}: ` : '';
  const lines = [`${at}\`${props.property}\` is ${'value' in props ? show(props.value) : '(not shown)'}`];
  if (props.why) lines.push(`  why:     ${props.why}`);
  lines.push(`  allowed: ${props.allowed}`, `  fix:     ${props.fix}`);
  return lines.join('\n');
}

/** Runs `body`; a refusal that comes out of it without a path gets this one. */
export function within<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof Refusal && error.props.path === undefined) throw new Refusal({ ...error.props, path });
    throw error;
  }
}

function show(value: unknown): string {
  if (value === undefined) return 'not given';
  const text = typeof value === 'string' ? JSON.stringify(value) : (safeJson(value) ?? String(value));
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

function safeJson(value: unknown): string | undefined {
  try {
    return typeof value === 'number' ? String(value) : JSON.stringify(value);
  } catch {
    return undefined;
  }
}
