/** Group of the Gateway API. */
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** Version in which its kinds are stable, ReferenceGrants aside. */
export const GATEWAY_V1 = `${GATEWAY_GROUP}/v1`;

/**
 * Version of ReferenceGrants that every release of the Gateway API serves; `v1` came with 1.5.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export const GRANT_VERSION = `${GATEWAY_GROUP}/v1beta1`;
