import type { BackendTlsPolicyProps } from '../../../imports/gateway.networking.k8s.io';
import type { Manifest } from '../../kubernetes/api';
import { GATEWAY_V1 } from '../../kubernetes/gateway-api';
import { checkName } from '../../kubernetes/names';
import { checkHost } from '../host';
import type { ExposureTarget } from '../i-exposure';
import type { BackendTls } from './backend-tls';

/** BackendTLSPolicy, as the Gateway API's own JSON. */
type BackendTlsPolicy = BackendTlsPolicyProps & { readonly apiVersion: string; readonly kind: 'BackendTLSPolicy' };

/** Refuses a host or a name that is none. */
export function checkBackendTls(property: string, { host, authority }: BackendTls): void {
  checkHost(`${property}.host`, host);
  if (authority !== undefined) checkName('subdomain', `${property}.authority`, authority);
}

/**
 * BackendTLSPolicy for the port of an endpoint's Service.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export function backendTlsPolicy(target: ExposureTarget, { host, authority }: BackendTls): Manifest {
  const { name, labels, serviceName, servicePortName } = target;
  // The generated types spell wellKnownCACertificates otherwise than the API.
  const policy = {
    apiVersion: GATEWAY_V1,
    kind: 'BackendTLSPolicy',
    metadata: { name, labels: { ...labels } },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: serviceName, sectionName: servicePortName }],
      validation: {
        hostname: host,
        ...(authority === undefined
          ? { wellKnownCACertificates: 'System' }
          : { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: authority }] }),
      },
    },
  } as unknown as BackendTlsPolicy;
  return policy as Manifest;
}
