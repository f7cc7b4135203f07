import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { OUTPUT } from './places';

/** The manifests of one service, `web-0`. */
export function sample(): string {
  return readFileSync(join(OUTPUT, 'sample', 'all.k8s.yaml'), 'utf8');
}

/** Objects of one service as JSON in which a variable `name` stands for its name, as JavaScript and Jsonnet read it. */
export function templated(): string {
  const documents = parseAllDocuments(sample(), { version: '1.1' });
  const json = JSON.stringify(
    documents.map((document) => document.toJS()),
    null,
    1,
  );
  const text = (found: string) => (JSON.parse(found) as string).split('web-0').map((part) => JSON.stringify(part));
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (found) =>
    found.includes('web-0') ? text(found).join(' + name + ') : found,
  );
}

/** Every object in some YAML, as text, sorted: the tools put them into another order and other quotes. */
export function objectsIn(yaml: string): string[] {
  return parseAllDocuments(yaml, { version: '1.1' })
    .map((document) => JSON.stringify(sorted(document.toJS())))
    .filter((text) => text !== 'null')
    .sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
