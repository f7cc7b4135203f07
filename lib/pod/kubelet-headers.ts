/**
 * Headers of a request of the kubelet, so that Plug.SSL (`force_ssl`) answers it and does not redirect it.
 *
 * Source: Plug.SSL, `:exclude`; https://github.com/kubernetes/kubernetes/issues/75416.
 */
export const KUBELET_HEADERS: readonly { readonly name: string; readonly value: string }[] = [
  { name: 'Host', value: 'localhost' },
  { name: 'X-Forwarded-Proto', value: 'https' },
];
