/** Annotations by which cert-manager makes the Secrets of an Ingress: https://cert-manager.io/docs/usage/ingress/. */
const ISSUERS = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'];

/** Whether cert-manager makes the Secrets of an Ingress with these annotations. */
export function isIssued(annotations: { readonly [key: string]: unknown }): boolean {
  return ISSUERS.some((one) => annotations[one] !== undefined);
}
