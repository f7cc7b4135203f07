import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../errors/refusal';
import { checkKey } from '../kubernetes/names';
import { unreadable } from './unreadable';

/** Files of a folder: text as it is, anything else in base64. */
export interface FolderContent {
  readonly data?: { readonly [name: string]: string };
  readonly binaryData?: { readonly [name: string]: string };
}

/**
 * Files of a folder of the machine that synthesizes; those whose names begin with a dot are left out.
 *
 * @throws where the folder cannot be read, or holds another one: a ConfigMap has no folders
 */
export function readFolder(property: string, folder: string): FolderContent {
  const data: { [name: string]: string } = {};
  const binaryData: { [name: string]: string } = {};
  for (const name of namesIn(property, folder)) {
    checkKey('configKey', property, name);
    const bytes = readFileSync(join(folder, name));
    const text = bytes.toString('utf8');
    if (Buffer.from(text).equals(bytes) && !text.includes('\0')) data[name] = text;
    else binaryData[name] = bytes.toString('base64');
  }
  return {
    ...(Object.keys(data).length ? { data } : {}),
    ...(Object.keys(binaryData).length ? { binaryData } : {}),
  };
}

function namesIn(property: string, folder: string): string[] {
  const entries = entriesOf(property, folder).filter(({ name }) => !name.startsWith('.'));
  const other = entries.find((entry) => entry.isDirectory());
  if (other === undefined) return entries.map(({ name }) => name).sort();
  throw new Refusal({
    property,
    value: join(folder, other.name),
    why: 'a ConfigMap has no folders',
    allowed: 'a folder of files',
    fix: 'make a bundle with a `filesPath` of its own of each folder',
  });
}

function entriesOf(property: string, folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(property, folder, error, 'a folder');
  }
}
