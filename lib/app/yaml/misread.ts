/**
 * Texts that the yaml package writes so that the parser of the API server, sigs.k8s.io/yaml, reads something else or
 * refuses the document. They are few: every other text is written as the yaml package writes it.
 */

/**
 * Number as the parser reads it once underscores are left out. The yaml package puts quotes around numbers of YAML 1.1
 * alone, so that it leaves `0o600`, `0X1F`, `0B1`, `-_1` and `1e5_` as they are.
 *
 * Source: https://github.com/yaml/go-yaml/blob/v2.4.4/resolve.go
 */
const NUMBER =
  /^[-+]?(?:0[xX][\dA-Fa-f]+|0[bB][01]+|0[oO][0-7]+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$|^0b[-+][01]+$/;

/** Lines that the yaml package writes between double quotes and not as a block. */
const QUOTED_LINES = /(?![\t\n])\p{Control}|\n[\t ]+$/u;

/** Blocks whose indentation is misread: it is where a tab begins the first line with a character, or no line has one. */
const MISREAD_BLOCK = /^\n*\t[^\n]*\n|^\n+\t|^[ \t\n]*[ \t][ \t\n]*\n$/;

/** Length from which on the yaml package writes lines between double quotes on lines of their own. */
const LONG = 40;

/**
 * Characters that the parser takes for a line break, for a mark of the byte order (any, where its buffer begins with
 * one) or for no character at all. It reads their escapes in any text.
 */
const CHARACTERS = '\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff';
const CHARACTER = new RegExp(`[${CHARACTERS}]|\\p{Surrogate}`, 'u');
const EVERY_CHARACTER = new RegExp(`[${CHARACTERS}]`, 'g');

/** Whether the server reads another value than the text where the yaml package writes it. */
export function isMisread(text: string): boolean {
  return isNumber(text) || CHARACTER.test(text) || (text.includes('\n') && areMisread(text));
}

/** Whether the server reads another key than the text where the yaml package writes it: `<<` merges maps. */
export function isMisreadKey(text: string): boolean {
  return text === '<<' || isNumber(text) || CHARACTER.test(text); // keys are on one line
}

function isNumber(text: string): boolean {
  return /^[-+.\d]/.test(text) && NUMBER.test(text.startsWith('.') ? text : text.replaceAll('_', ''));
}

/** Whether lines are misread: a block, or a line of one space between double quotes, which is escaped twice. */
function areMisread(lines: string): boolean {
  if (!QUOTED_LINES.test(lines)) return MISREAD_BLOCK.test(lines);
  return lines.includes('\n \n') && JSON.stringify(lines).length >= LONG;
}

/**
 * Text between double quotes, as every parser of YAML and the API server's reads it.
 *
 * @throws UnwritableText where no parser reads the text
 */
export function quoted(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new UnwritableText(text);
  return JSON.stringify(text).replace(
    EVERY_CHARACTER,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Error of a text with half of a surrogate pair: UTF-8 has no bytes for it, and the server refuses its escape. */
export class UnwritableText extends Error {
  constructor(public readonly text: string) {
    super('a text holds half of a surrogate pair, which UTF-8 cannot hold');
  }
}
