import { checkSameNamespace, type Place } from '../manifests/place';
import type { SharedReleaseProps } from './shared-release-props';

/** Refuses a cluster, a bundle and a storage of another namespace. */
export function checkNamespaces(place: Place, { cluster, config = [], sharedStorage = [] }: SharedReleaseProps): void {
  sharedStorage.forEach(({ storage }, index) => {
    const why = 'pods mount claims of their own namespace only';
    checkSameNamespace(place, { property: `sharedStorage[${index}].storage`, construct: storage, why });
  });
  if (cluster) {
    const why = 'a Service selects pods of its own namespace only, so the nodes would not find each other';
    checkSameNamespace(place, { property: 'cluster', construct: cluster, why });
  }
  config.forEach((bundle, index) => {
    const why = 'pods read ConfigMaps of their own namespace only, so they would not start';
    checkSameNamespace(place, { property: `config[${index}]`, construct: bundle, why });
  });
}
