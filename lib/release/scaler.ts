import { Delivery } from '../delivery/delivery';
import type { Labels } from '../kubernetes/api';
import { isGiven, markGiven } from '../manifests/given';
import { type IdentifiedObject, type OverridesByKind, objectsOf, overrideByKind } from '../manifests/objects-of';
import type { Place } from '../manifests/place';
import { SecretKey } from '../secrets/existing-secret';
import type { WorkloadDescription } from '../workload/workload-description';
import type { ReleaseProps } from './release-props';

/**
 * Objects of a release's scaler. Where a delivery keeps an order they come with the workload: a scaler without its
 * workload counts as unhealthy, and would hold up what comes after it.
 */
export function describeScaler(
  place: Place,
  { scaling, databaseUrl, migration }: ReleaseProps,
  workload: WorkloadDescription,
  overrides: OverridesByKind | undefined,
): IdentifiedObject[] {
  const kind = workload.statefulSet ? 'StatefulSet' : 'Deployment';
  const target = {
    name: workload.name,
    kind,
    labels: { ...workload.labels },
    databaseUrl: databaseUrl && SecretKey._from('databaseUrl', databaseUrl),
  };
  const order = migration ? Delivery.of(place.scope)._annotations('workload') : {};
  const at = { property: 'scaling', id: 'scaling', kubernetes: place.target };
  const objects = scaling === undefined ? [] : objectsOf(scaling, target, at);
  const ordered = objects.map(({ id, object }) => ({ id, object: annotated(object, order) }));
  return overrideByKind('scaling', ordered, overrides, place.target);
}

function annotated<T extends IdentifiedObject['object']>(object: T, annotations: Labels): T {
  if (Object.keys(annotations).length === 0) return object;
  const { metadata } = object;
  const whole = { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } };
  return isGiven(object) ? markGiven(whole) : whole;
}
