import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asText } from '../json/read';

/** Place that a manifest comes from: a construct's node, a file. */
export interface Origin {
  readonly path: string;
}

/** Manifest with the place that it comes from. */
export class Subject {
  public readonly apiVersion: string;
  public readonly name?: string;
  public readonly namespace?: string;
  private readonly metadata: Dictionary;

  /**
   * @param origin place that it comes from
   * @param manifest the manifest as it was given
   * @param kind its kind
   */
  constructor(
    public readonly origin: Origin,
    public readonly manifest: Dictionary,
    public readonly kind: string,
  ) {
    this.metadata = asObject(manifest.metadata);
    this.apiVersion = asText(manifest.apiVersion) ?? '';
    this.name = asText(this.metadata.name);
    this.namespace = asText(this.metadata.namespace);
  }

  public get labels(): Dictionary {
    return asObject(this.metadata.labels);
  }

  public get annotations(): Dictionary {
    return asObject(this.metadata.annotations);
  }

  public get spec(): Dictionary {
    return asObject(this.manifest.spec);
  }

  /** Path of the place; a construct puts it together when it is asked. */
  public get from(): string {
    return this.origin.path;
  }
}

/**
 * Manifests of one document of any YAML: one, those of a List, or none where it is no manifest.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#collections
 *
 * @param subjects list to which they are added
 */
export function subjectsOf(document: unknown, origin: Origin, subjects: Subject[] = []): Subject[] {
  const manifest = asObject(document);
  const kind = asText(manifest.kind);
  if (kind === undefined) return subjects;
  if (kind.endsWith('List') && Array.isArray(manifest.items)) {
    for (const item of asObjects(manifest.items)) subjectsOf(item, origin, subjects);
  } else subjects.push(new Subject(origin, manifest, kind));
  return subjects;
}

/** Group of an object's API; empty for the core group. */
export function groupOf({ apiVersion }: Subject): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}
