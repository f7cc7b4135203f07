import { checkName } from '../kubernetes/names';
import { publicClass } from '../props/public-class';

/** Options for a FluxSource. */
export interface FluxSourceOptions {
  /**
   * Namespace of the source.
   *
   * @default - that of the Kustomization
   */
  readonly namespace?: string;
}

/**
 * Source of manifests that Flux fetches. Whoever runs the platform makes it.
 *
 * Source: https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference
 */
export class FluxSource {
  /**
   * GitRepository.
   *
   * @param name its name
   * @param options its namespace
   * @throws where a name is none that Kubernetes takes
   */
  public static gitRepository(name: string, options: FluxSourceOptions = {}): FluxSource {
    return FluxSource.of('GitRepository', name, options);
  }

  /**
   * OCIRepository: manifests that CI pushed as an artifact.
   *
   * @param name its name
   * @param options its namespace
   * @throws where a name is none that Kubernetes takes
   */
  public static ociRepository(name: string, options: FluxSourceOptions = {}): FluxSource {
    return FluxSource.of('OCIRepository', name, options);
  }

  private static of(kind: string, name: string, { namespace }: FluxSourceOptions): FluxSource {
    const property = `FluxSource.${kind === 'GitRepository' ? 'gitRepository' : 'ociRepository'}`;
    if (namespace !== undefined) checkName('label', `${property}.namespace`, namespace);
    return new FluxSource(kind, checkName('subdomain', property, name), namespace);
  }

  private constructor(
    /** Kind: `GitRepository` or `OCIRepository`. */
    public readonly kind: string,
    /** Name. */
    public readonly name: string,
    /** Namespace, where it is another one. */
    public readonly namespace?: string,
  ) {}
}

publicClass(FluxSource, 'FluxSource');
