/**
 * For `app: node -r cdk8s-elixir/register main.ts` in cdk8s.yaml: node reads TypeScript, and shows what stops a synth as
 * its message. Types are taken out by sucrase and not checked, as `tsc --noEmit` and the editor do that. Each line stays
 * where it is, so that a stack needs no source maps. What sucrase does not read, namespaces with values and decorators,
 * takes `app: npx ts-node main.ts`.
 */
import './compile-cache';
import './messages';
import { readFileSync } from 'node:fs';
import { brokenList } from './lists';

require('sucrase/register/ts');

const load = require.extensions['.ts'];
require.extensions['.ts'] = (module, file) => {
  const text = readFileSync(file, 'utf8');
  const broken = brokenList(text);
  if (broken !== undefined) throw unreadable(file, text.slice(0, broken).split('\n'));
  load?.(module, file);
};

/** The error that sucrase throws elsewhere. */
function unreadable(file: string, lines: readonly string[]): Error {
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return new SyntaxError(`Error transforming ${file}: Unexpected token, expected "," (${lines.length}:${column})`);
}
