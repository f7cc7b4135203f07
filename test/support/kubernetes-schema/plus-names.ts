// Fields that cdk8s-plus-27 spells otherwise than the API.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceTypes } from './model';

/** Fields of the functions by which cdk8s renders imported types: the API's name, and TypeScript's. */
function* imported(text: string): Generator<[string, string]> {
  for (const [, body] of text.matchAll(/^(?:export )?function toJson_\w+\([\s\S]*?result = \{\n([\s\S]*?)^ *\};/gm)) {
    for (const [, field, value] of body.matchAll(/^ *'([^']+)': (.*),$/gm)) {
      yield [field, /obj\.(\w+)/.exec(value)?.[1] ?? field];
    }
  }
}

/** Names in cdk8s-plus-27, with the API's, of fields that the types have. */
export function plusNames(types: SourceTypes): { [name: string]: string } {
  const known = new Set([...types.values()].flatMap((fields) => [...fields.keys()]));
  const names: { [name: string]: string } = {};
  const plus = join(dirname(require.resolve('cdk8s-plus-27/package.json')), 'lib/imports/k8s.js');
  for (const [field, property] of imported(readFileSync(plus, 'utf8'))) {
    if (field === property || !known.has(field)) continue;
    if ((names[property] ?? field) !== field) throw new Error(`${property} is ${names[property]} and ${field}`);
    names[property] = field;
  }
  return names;
}
