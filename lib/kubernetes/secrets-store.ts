/**
 * Name of the Secrets Store CSI driver.
 *
 * Source: https://secrets-store-csi-driver.sigs.k8s.io/concepts
 */
export const CSI_DRIVER = 'secrets-store.csi.k8s.io';
