import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { unreadable } from './unreadable';

/**
 * Variables of a `.env` file, as Node reads it: `NAME=value`, comments, quotes, `export`.
 *
 * Source: https://nodejs.org/api/util.html, `util.parseEnv`.
 *
 * @throws where the file cannot be read; no value is shown
 */
export function readEnvFile(property: string, path: string): { readonly [name: string]: string } {
  return { ...parseEnv(textOf(property, path)) } as { [name: string]: string };
}

function textOf(property: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(property, path, error, 'a file of lines NAME=value');
  }
}
