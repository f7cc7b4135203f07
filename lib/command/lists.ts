interface Span {
  readonly start: number;
  readonly end: number;
}

/** What an item may be, as its words with blanks between. */
const NAME = String.raw`(?:[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`;
const SPECIFIER = new RegExp(`^(?:type )?${NAME}(?: as ${NAME})?$`, 'u');
const MEMBER = new RegExp(String.raw`^(?:${NAME}|\[ .+ \])(?: = .+)?$`, 'su');

/** How such lists begin, as words. */
const SPECIFIERS = new RegExp(`^(?:(?:import|export)(?: type)?|import(?: type)? ${NAME} ,) \\{$`, 'u');
const MEMBERS = new RegExp(`^enum ${NAME} \\{$`, 'u');

/** Such a list in a text, and what nearly every one of them holds, comments aside. */
const LISTS = /\b(?:enum\s+[\w$]+|(?:import|export)(?:\s+type)?(?:\s+[\w$]+\s*,)?)\s*\{(?<items>[^}]*)\}/g;
const COMMENTS = /\/\*.*?\*\/|\/\/[^\n]*/gs;
const USUAL_SPECIFIER = /^\s*(?:type\s+)?[\w$]+(?:\s+as\s+[\w$]+)?\s*$/;
const USUAL_MEMBER = /^\s*[\w$]+(?:\s*=\s*(?:\d+|'[^'\n]*'|"[^"\n]*"))?\s*$/;

/**
 * Finds what sucrase reads over, where TypeScript finds a mistake: a comma that is missing between names that are imported
 * or exported, or between members of an enum. Sucrase takes `import { A B }` for one name that is a type. The text is
 * parsed only where a list is not as usual: a file of generated types takes as long to parse as an app to synthesize.
 *
 * @returns where in the text; undefined where nothing was found, and where sucrase itself refuses the text
 */
export function brokenList(text: string): number | undefined {
  for (const { 0: begin, groups } of text.matchAll(LISTS)) {
    const usual = begin.startsWith('enum') ? USUAL_MEMBER : USUAL_SPECIFIER;
    if (!areAll(usual, groups?.items ?? '')) return broken(text);
  }
  return undefined;
}

function areAll(usual: RegExp, list: string): boolean {
  const items = list.replace(COMMENTS, '').split(',');
  if (items.at(-1)?.trim() === '') items.pop();
  return items.every((item) => usual.test(item));
}

function broken(text: string): number | undefined {
  const tokens = tokensOf(text);
  const words = tokens.map(({ start, end }) => text.slice(start, end));
  for (const [index, word] of words.entries()) {
    if (!['import', 'export', 'enum'].includes(word) || words[index - 1] === '.') continue;
    const open = words.indexOf('{', index);
    const begin = words.slice(index, Math.min(open, index + 5) + 1).join(' ');
    const allowed = SPECIFIERS.test(begin) ? SPECIFIER : MEMBERS.test(begin) ? MEMBER : undefined;
    if (allowed === undefined) continue;
    const items = itemsAfter(words, open);
    const wrong = items.find(({ from, to }, at) =>
      from === to ? at < items.length - 1 : !allowed.test(words.slice(from, to).join(' ')),
    );
    if (wrong) return tokens[wrong.from].start;
  }
  return undefined;
}

function tokensOf(text: string): readonly Span[] {
  const { parse } = require('sucrase/dist/parser') as {
    parse(text: string, isJsx: boolean, isTypeScript: boolean, isFlow: boolean): { tokens: readonly Span[] };
  };
  try {
    return parse(text, false, true, false).tokens;
  } catch {
    return []; // it says so itself
  }
}

/** The items of a list, from the word that opens it to the one that closes it. */
function itemsAfter(words: readonly string[], open: number): { from: number; to: number }[] {
  const items: { from: number; to: number }[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < words.length; at++) {
    if (['{', '(', '[', '${'].includes(words[at])) depth++;
    if (['}', ')', ']'].includes(words[at])) depth--;
    if (depth > 1 || (depth === 1 && words[at] !== ',')) continue;
    items.push({ from, to: at });
    from = at + 1;
    if (depth === 0) return items;
  }
  return [...items, { from, to: words.length }];
}
