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

/** Names of services, with their package, and of methods: `x-kubernetes-validations` of the CustomResourceDefinition of GRPCRoutes. */
export const GRPC_SERVICE = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i;
export const GRPC_METHOD = /^[A-Za-z_][A-Za-z_0-9]*$/;
