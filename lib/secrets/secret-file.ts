import { checkMountPath } from '../kubernetes/mount-paths';
import { classTest } from '../props/known-class';
import { publicClass } from '../props/public-class';

const isFile = classTest('SecretFile');

/**
 * Secret in a file of the container, which an agent (Vault's) or a volume brings, and which no Secret of Kubernetes holds.
 */
export class SecretFile {
  /**
   * File at this path.
   *
   * @param path absolute path in the container
   * @throws where the path is none
   */
  public static at(path: string): SecretFile {
    return new SecretFile(checkMountPath('SecretFile.at', path, []));
  }

  /**
   * Whether a value is one, of this or of another copy of the package.
   *
   * @internal
   */
  public static _isSecretFile(value: unknown): value is SecretFile {
    return isFile(value);
  }

  private constructor(
    /** Path in the container. */
    public readonly path: string,
  ) {}
}

publicClass(SecretFile, 'SecretFile');
