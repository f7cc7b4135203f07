/** Placeholder in the place of a secret: `$(VAR)`, `%{password}`, `${PASSWORD}`, `{{ password }}`, `<password>`. */
const PLACEHOLDER =
  /^(\$\([^()]+\)|%\{[^{}]*\}|%\([^()]*\)s|\$\{[^{}]*\}|\$\w+|#?\{\{?[^{}]*\}?\}|<[^<>]*>|\*+|x{3,}|\.{3}|…)$/;

/** Text that only refers to other variables: `$(DB_PASSWORD)`, `ecto://chat:$(DB_PASSWORD)@db/chat`. */
const REFERENCE = /^(\$\([^()]+\))+$|^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:\$\([^()]+\)@/;

/** Place where a secret is kept: a file, a path in a vault, the name that a cloud gives it. */
const PLACE =
  /^\/(app|config|etc|home|mnt|opt|root|run|secrets|srv|tmp|usr|var|vault)\/[\w./-]*$|^(file|op|vault|ref\+\w+|sm|aws-?sm|gcp-?sm|azkv):|^arn:aws[\w-]*:|^projects\/[^/]+\/secrets\//;

/** Value that is a switch and no secret. */
const SWITCH = /^(|true|false|yes|no|on|off|enabled|disabled|none|nil|null|required|optional|string)$/i;

/** Whether a text stands in the place of a secret. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** Whether a value holds no secret, whatever its name. */
export function holdsNone(text: string): boolean {
  return REFERENCE.test(text) || PLACE.test(text) || SWITCH.test(text.trim());
}

/** Whether what stands behind `password:` or `token =` in a text is a call, a variable or a placeholder. */
export function isExpression(text: string): boolean {
  return /^[$%{<*!|>&@#\\[]|[({]/.test(text) || isPlaceholder(text) || holdsNone(text);
}
