/** Kinds of routes of the Gateway API: https://gateway-api.sigs.k8s.io/concepts/api-overview/#route-resources. */
export const ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];
