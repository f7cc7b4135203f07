import { checkHidesNoRelease } from '../beam/release-paths';
import { Refusal } from '../errors/refusal';
import type { ConfigMap, Labels, Volume } from '../kubernetes/api';
import { checkDataSize } from '../kubernetes/limits';
import { checkMountPath } from '../kubernetes/mount-paths';
import { checkKey } from '../kubernetes/names';
import type { AcceptedRisks } from '../risks/accepted-risks';
import { checkNoSecret } from '../risks/literals';
import type { Folder } from '../secrets/secret-use';
import { type FolderContent, readFolder } from './folder';

/** Folder of files where the props name none. */
const FILES_PATH = '/etc/app';

/** Files of a bundle as the props give them. */
export interface FilesInput {
  readonly files?: Labels;
  readonly filesFolder?: string;
  readonly filesPath?: string;
}

/** Files of a bundle: content of their ConfigMap, and where each is mounted. */
export interface BundleFiles {
  readonly content: Pick<ConfigMap, 'data' | 'binaryData'>;
  /** Folder of those that have a name, and their keys. */
  readonly folder: string;
  readonly names: readonly string[];
  /** Files that are mounted at a path of their own. */
  readonly alone: readonly { readonly path: string; readonly key: string }[];
}

/**
 * Files of a bundle; undefined where there are none.
 *
 * @throws where a name is none, a path hides something, two have one key, or a content looks like a secret
 */
export function bundleFiles(props: FilesInput, risks: AcceptedRisks): BundleFiles | undefined {
  const { files = {}, filesFolder, filesPath } = props;
  if (filesPath !== undefined) checkHidesNoRelease('filesPath', checkMountPath('filesPath', filesPath, []));
  const { data, binaryData }: FolderContent = filesFolder === undefined ? {} : readFolder('filesFolder', filesFolder);
  const alone: { path: string; key: string }[] = [];
  const all: { [key: string]: string } = { ...data };
  const names = [...Object.keys(data ?? {}), ...Object.keys(binaryData ?? {})];
  for (const [file, content] of Object.entries(files)) {
    const isPath = file.startsWith('/');
    const key = isPath ? keyOf(file) : checkKey('configKey', 'files', file);
    if (Object.hasOwn(all, key) || Object.hasOwn(binaryData ?? {}, key)) throw twice(file, key);
    if (isPath) alone.push({ path: file, key });
    else names.push(key);
    all[key] = content;
  }
  for (const [key, content] of Object.entries(all)) checkNoSecret('files', key, content, risks);
  checkDataSize('files', { ...all, ...binaryData });
  if (Object.keys(all).length + Object.keys(binaryData ?? {}).length === 0) return undefined;
  const content = { ...(Object.keys(all).length ? { data: all } : {}), ...(binaryData ? { binaryData } : {}) };
  return { content, folder: filesPath ?? FILES_PATH, names: names.sort(), alone: sortedByKey(alone) };
}

/** In the order of their keys: that in which properties are given changes nothing. */
function sortedByKey<T extends { readonly key: string }>(files: T[]): T[] {
  return files.sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Folder of the files that have a name. */
export function folderOf({ folder, names, alone }: BundleFiles, configMap: string): Folder[] {
  if (names.length === 0) return [];
  const items = alone.length > 0 ? { items: names.map((key) => ({ key, path: key })) } : {};
  return [{ path: folder, source: { configMap: { name: configMap, ...items } } }];
}

/** Volume and mounts of the files that stand beside others: each is mounted at its own path, so that it hides no folder. */
export function mountsAlone(volume: string, { alone }: BundleFiles, configMap: string) {
  if (alone.length === 0) return { volumes: [], mounts: [] };
  const volumes: Volume[] = [{ name: volume, configMap: { name: configMap } }];
  const mounts = alone.map(({ path, key }) => ({ name: volume, mountPath: path, subPath: key, readOnly: true }));
  return { volumes, mounts };
}

/** Key of a file that is mounted alone: its path, in the characters of a key. */
function keyOf(path: string): string {
  return checkKey('configKey', 'files', checkMountPath('files', path, []).slice(1).replaceAll('/', '.'));
}

function twice(file: string, key: string): Refusal {
  return new Refusal({
    property: 'files',
    value: file,
    why: `another file has the key "${key}" in the ConfigMap`,
    allowed: 'names, and paths with `.` for `/`, of which no two are the same',
    fix: 'rename one of them, or put it into a bundle of its own',
  });
}
