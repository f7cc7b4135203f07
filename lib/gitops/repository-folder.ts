import { Refusal } from '../errors/refusal';

/**
 * Folder in a repository.
 *
 * @throws where it is absolute, empty or leads out of the repository
 */
export function checkRepositoryFolder(property: string, path: string): string {
  const parts = path.split('/');
  if (path !== '' && !path.startsWith('/') && !/\s/.test(path) && !parts.includes('..')) return path;
  throw new Refusal({
    property,
    value: path,
    allowed: 'a folder in the repository, by its path from the root',
    fix: 'for example "dist/shop"',
  });
}
