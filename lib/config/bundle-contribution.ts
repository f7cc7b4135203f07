import type { EnvFromSource, EnvVar } from '../kubernetes/api';
import type { Contribution } from '../pod/contribution';
import { type Folder, mountFolders } from '../secrets/secret-use';
import { folderOf, mountsAlone } from './bundle-files';
import type { BundleContent, BundleObjects } from './bundle-objects';

/** Bundle as a release takes it. */
export interface BundleUse {
  readonly content: BundleContent;
  readonly objects: BundleObjects;
  /** Variables that refer to keys of Secrets and of ConfigMaps. */
  readonly variables: readonly EnvVar[];
  /** Sources of variables that are whole ConfigMaps and Secrets: of two that bring one variable the last one wins. */
  readonly envFrom: readonly EnvFromSource[];
  /** Folders of their files. */
  readonly folders: readonly Folder[];
}

/**
 * Contribution of a bundle to the pods of a release.
 *
 * @param index place of the bundle among those of the release
 * @param referred variables that the release sets from keys of Secrets, as `SECRET/KEY`: one of the bundle's own Secret under
 * the key's own name is the same variable, not a second one
 */
export function bundleContribution(
  { content, objects, variables, envFrom, folders }: BundleUse,
  index: number,
  referred: ReadonlyMap<string, string>,
): Contribution {
  const { configMap, filesConfigMap, secret } = objects;
  const { values, files, localOnlySecrets = {} } = content;
  const prefix = index === 0 ? 'config' : `config-${index}`;
  const filesName = filesConfigMap?.metadata?.name as string;
  const { volumes, mounts } = mountFolders(prefix, files ? [...folderOf(files, filesName), ...folders] : folders);
  const alone = files && mountsAlone(`${prefix}-files`, files, filesName);
  const isReferred = (name: string) => referred.get(name) === `${secret?.metadata?.name}/${name}`;
  return {
    by: `config[${index}]`,
    property: 'value',
    variables,
    envFrom: [
      ...(configMap ? [{ configMapRef: { name: configMap.metadata?.name } }] : []),
      ...(secret ? [{ secretRef: { name: secret.metadata?.name } }] : []),
      ...envFrom,
    ],
    envFromPrefixes: envFrom.map((source) => source.prefix ?? ''),
    envFromNames: [...Object.keys(values), ...Object.keys(localOnlySecrets).filter((name) => !isReferred(name))],
    volumes: alone ? [...volumes, ...alone.volumes] : volumes,
    mounts: alone ? [...mounts, ...alone.mounts] : mounts,
  };
}
