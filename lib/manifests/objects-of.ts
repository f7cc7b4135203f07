import { Refusal } from '../errors/refusal';
import { isDictionary } from '../json/dictionary';
import type { Manifest } from '../kubernetes/api';
import type { KubernetesTarget } from '../kubernetes/target';
import { isBuiltIn } from './built-in';
import { markGiven } from './given';
import { applyOverride, checkOverrides, checkParts } from './overrides';
import { rawManifest } from './raw';

/** Value that makes objects for a target: a way in, a scaler. Users may bring their own. */
export interface Maker<T> {
  manifests(target: T): any[];
}

/** Object of a maker, with the id of its construct. */
export interface IdentifiedObject {
  readonly id: string;
  readonly object: Manifest;
}

/** Value of a property, and where its objects go. */
export interface MakerPlace {
  /** Property that holds the maker: `exposures[0]`. */
  readonly property: string;
  /** Id of its first object's construct. */
  readonly id: string;
  readonly kubernetes: KubernetesTarget;
}

/**
 * Objects of a maker for its target.
 *
 * @throws where it gives something else than manifests, or what the API server would not take
 */
export function objectsOf<T>(maker: Maker<T>, target: T, { property, id, kubernetes }: MakerPlace): IdentifiedObject[] {
  const manifests: unknown = maker.manifests(target);
  if (!Array.isArray(manifests)) throw noManifest(property, manifests);
  return manifests.map((given: unknown, index) => {
    const object = isBuiltIn(maker) ? given : rawManifest(`${property}.manifests[${index}]`, given, kubernetes);
    if (!isManifest(object)) throw noManifest(property, object);
    if (!isBuiltIn(maker)) markGiven(object);
    return { id: index === 0 ? id : idOf(object, manifests.slice(1, index), id), object };
  });
}

/** Id of a further object: its kind, with a number behind it from the second one of its kind on. */
function idOf({ kind }: Manifest, before: readonly unknown[], id: string): string {
  const same = before.filter((other) => Object(other).kind === kind).length;
  return `${id}-${kind.toLowerCase()}${same === 0 ? '' : `-${same + 1}`}`;
}

/** Overrides of objects by their kind. */
export type OverridesByKind = { readonly [kind: string]: unknown };

/**
 * Objects with the overrides of their kind.
 *
 * @param part property of the overrides: `exposures`
 * @throws where an override does not fit, or is of a kind that is not made
 */
export function overrideByKind(
  part: string,
  objects: readonly IdentifiedObject[],
  overrides: OverridesByKind | undefined,
  target: KubernetesTarget,
): IdentifiedObject[] {
  if (overrides === undefined) return [...objects];
  const made = Object.fromEntries(objects.map(({ object }) => [`${part}.${object.kind}`, object]));
  const given = Object.fromEntries(Object.entries(overrides).map(([kind, one]) => [`${part}.${kind}`, one]));
  checkOverrides(given);
  checkParts(given, made);
  return objects.map(({ id, object }) => {
    return { id, object: applyOverride(`${part}.${object.kind}`, object, overrides[object.kind], target) };
  });
}

function isManifest(object: unknown): object is Manifest {
  return (
    isDictionary(object) &&
    typeof object.apiVersion === 'string' &&
    typeof object.kind === 'string' &&
    isDictionary(object.metadata) &&
    typeof object.metadata.name === 'string'
  );
}

function noManifest(property: string, value: unknown): Refusal {
  return new Refusal({
    property: `${property}.manifests`,
    value,
    allowed: "the API's own JSON with apiVersion, kind and metadata.name",
    fix: "for example { apiVersion: 'v1', kind: 'Service', metadata: { name: target.name }, spec: { … } }",
  });
}
