import { stockString } from './stock';

/**
 * Text that the yaml package writes as it is. It starts with a letter, `_`, `/` or `$`, so it is neither a number, a date
 * nor an indicator; `: `, ` #` and an end in a space or colon are not in it, nor are control characters and surrogates.
 */
const PLAIN = /^[A-Za-z_/$](?:[!-9;-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd]|:(?! |$)| (?!#|$))*$/;

/** Quantities and durations, which no test for a number takes: `250m`, `64Mi`, `0s`. */
const QUANTITY = /^[0-9]+(?:\.[0-9]+)?(?:m|s|h|[KMGTP]i?|Ei)$/;

/** What YAML 1.1 may read as something else though it starts with a letter. */
const NO_STRING = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9]+)$/i;

/** What is quoted: nothing, words, decimal numbers, and what holds an indicator or ends with a space or colon. */
const QUOTED =
  /^$|^(?:y|n|yes|no|on|off|true|false|null)$|^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$|^[ ,[\]{}#&*!|>%@`]|: | #|[ :]$/;

/** What stands between double quotes as it is. */
const QUOTABLE = /^[ !#-&(-[\]-~]*$/;

/** A block of lines that is written as it is: it starts and ends with something visible, but for one last line break. */
const BLOCK = /^[!-~\u00a1-\ud7ff](?:[\t\n -~\u00a0-\ud7ff]*[!-~\u00a1-\ud7ff])?\n?$/;

/** Texts that were written before. Names, labels and ports come again and again. */
const known = new Map<string, string>();
const KNOWN_MAX = 20_000;
const KNOWN_LENGTH = 96;

/** True where a text is surely written as it is. */
export function isPlain(value: string): boolean {
  return PLAIN.test(value) && !NO_STRING.test(value);
}

/**
 * A string where it stands as a value, with the space before it and the line break.
 *
 * @param indent the indentation (as many spaces) of further lines
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
  return stockString(value, indent.length);
}

/** Literal style: `|` where the text ends with a line break, `|-` where it does not; empty lines are not indented. */
function block(value: string, indent: string): string {
  const ends = value.endsWith('\n');
  const lines = (ends ? value.slice(0, -1) : value).replace(/\n+/g, `$&${indent}`);
  return `${ends ? '|' : '|-'}\n${indent}${lines}`;
}
