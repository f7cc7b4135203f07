import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Refusal } from '../errors/refusal';

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
    throw new Refusal({
      property,
      value: path,
      why: `it cannot be read: ${(error as NodeJS.ErrnoException).code}`,
      allowed: 'a file of lines NAME=value, by its path from where the synth is started',
      fix: 'with `__dirname` it does not depend on where that is',
    });
  }
}
