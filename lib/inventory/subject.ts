import { asObject, asObjects, asText, type Dictionary } from './read';

/** Manifest with the place that it comes from: a construct's path, a file. */
export interface Subject {
  readonly from: string;
  /** Manifest as it was given. */
  readonly manifest: Dictionary;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labels: Dictionary;
  readonly annotations: Dictionary;
  readonly spec: Dictionary;
}

/**
 * Manifests of one document of any YAML: one, those of a List, or none where it is no manifest.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#collections
 */
export function subjectsOf(document: unknown, from: string): Subject[] {
  const manifest = asObject(document);
  const kind = asText(manifest.kind);
  if (kind === undefined) return [];
  if (kind.endsWith('List') && Array.isArray(manifest.items)) {
    return asObjects(manifest.items).flatMap((item) => subjectsOf(item, from));
  }
  return [subjectOf(manifest, kind, from)];
}

function subjectOf(manifest: Dictionary, kind: string, from: string): Subject {
  const metadata = asObject(manifest.metadata);
  return {
    from,
    manifest,
    apiVersion: asText(manifest.apiVersion) ?? '',
    kind,
    name: asText(metadata.name),
    namespace: asText(metadata.namespace),
    labels: asObject(metadata.labels),
    annotations: asObject(metadata.annotations),
    spec: asObject(manifest.spec),
  };
}

/** Group of an object's API; empty for the core group. */
export function groupOf({ apiVersion }: Subject): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}
