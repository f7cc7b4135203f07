import { isMisread, quoted } from './misread';
import { stockString } from './stock';

/**
 * Plain text, which the yaml package writes as it is. It starts with a letter, `_`, `/` or `$`, so it is no number, no
 * date and no indicator; `: `, ` #`, control characters, surrogates and a space or colon at the end are not in it.
 */
const PLAIN = /^[A-Za-z_/$](?:[!-9;-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|:(?! |$)| (?!#|$))*$/;

/** Quantities and durations, which no test for a number matches: `250m`, `64Mi`, `0s`. */
const QUANTITY = /^[0-9]+(?:\.[0-9]+)?(?:m|s|h|[KMGTP]i?|Ei)$/;

/** Words that start with a letter and that YAML 1.1 may not read as a string. */
const NO_STRING = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9]+)$/i;

/** Quoted text: empty, a word of YAML 1.1, a decimal number, or with an indicator, or a space or colon at the end. */
const QUOTED =
  /^$|^(?:y|n|yes|no|on|off|true|false|null)$|^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$|^[ ,[\]{}#&*!|>%@`]|: | #|[ :]$/;

/** Text that needs no escapes between double quotes. */
const QUOTABLE = /^[ !#-&(-[\]-~]*$/;

/** Lines that a literal block holds as they are: first and last character are visible, but for one last line break. */
const BLOCK =
  /^[!-~\u00a1-\u2027\u202a-\ud7ff](?:[\t\n -~\u00a0-\u2027\u202a-\ud7ff]*[!-~\u00a1-\u2027\u202a-\ud7ff])?\n?$/;

/** Longest key that is surely on the line of its value: YAML allows 1,024 characters. */
export const LONGEST_KEY = 1000;

/** Cache of written texts: the same names, labels and ports are in many manifests. */
const known = new Map<string, string>();
const KNOWN_MAX = 20_000;
const KNOWN_LENGTH = 96;

/** Whether a text is surely written as it is. */
export function isPlain(value: string): boolean {
  return PLAIN.test(value) && !NO_STRING.test(value);
}

/**
 * String as a value, with the space before it and the line break.
 *
 * @param indent spaces before further lines
 */
export function scalar(value: string, indent: string): string {
  if (value.length > KNOWN_LENGTH) return ` ${fresh(value, indent)}\n`;
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = ` ${fresh(value, indent)}\n`;
  if (!value.includes('\n')) {
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(value, text);
  }
  return text;
}

function fresh(value: string, indent: string): string {
  if (isPlain(value) || QUANTITY.test(value)) return value;
  if (QUOTABLE.test(value) && QUOTED.test(value)) return `"${value}"`;
  if (BLOCK.test(value) && value.includes('\n')) return block(value, indent);
  return isMisread(value) ? quoted(value) : stockString(value, indent.length);
}

/** Literal style: `|` where the text ends with a line break, `|-` where it does not; empty lines are not indented. */
function block(value: string, indent: string): string {
  const ends = value.endsWith('\n');
  const lines = (ends ? value.slice(0, -1) : value).replace(/\n+/g, `$&${indent}`);
  return `${ends ? '|' : '|-'}\n${indent}${lines}`;
}
