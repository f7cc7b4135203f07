import type { ReferenceGrantV1Beta1Props } from '../../../imports/gateway.networking.k8s.io';
import type { Labels, Manifest } from '../../kubernetes/api';
import { GATEWAY_GROUP, GRANT_VERSION } from '../../kubernetes/gateway-api';

/** ReferenceGrant, as the Gateway API's own JSON. */
type ReferenceGrant = ReferenceGrantV1Beta1Props & { readonly apiVersion: string; readonly kind: 'ReferenceGrant' };

/** Reference into another namespace that its owner has to admit. */
export interface Granted {
  /** Name of the ReferenceGrant. */
  readonly name: string;
  readonly labels: Labels;
  /** Kind of the Gateway API that refers, and its namespace. */
  readonly from: { readonly kind: string; readonly namespace: string };
  /** Objects of the core API that it refers to, in the namespace of the grant. */
  readonly to: { readonly kind: string; readonly namespace: string; readonly names: readonly string[] };
}

/**
 * ReferenceGrant: the consent of a namespace to references from another one.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export function referenceGrant({ name, labels, from, to }: Granted): Manifest {
  const grant: ReferenceGrant = {
    apiVersion: GRANT_VERSION,
    kind: 'ReferenceGrant',
    metadata: { name, namespace: to.namespace, labels },
    spec: {
      from: [{ group: GATEWAY_GROUP, kind: from.kind, namespace: from.namespace }],
      to: to.names.map((one) => ({ group: '', kind: to.kind, name: one })),
    },
  };
  return grant as Manifest;
}
