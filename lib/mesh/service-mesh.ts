import { checkPortNumber } from '../kubernetes/port-numbers';
import { publicClass } from '../props/public-class';
import { istio } from './istio';
import { linkerd } from './linkerd';
import type { MeshDescription } from './mesh-description';
import type { ServiceMeshOptions } from './service-mesh-options';

/**
 * Service mesh with a proxy beside each container. The pods ask for the proxy as a native sidecar (Kubernetes 1.29), so
 * that it runs before init containers, outlives the drain, and lets a job end.
 *
 * @example
 *
 *   const cluster = new ErlangCluster(chart, 'shop', { cookie, mesh: ServiceMesh.istio() });
 */
export class ServiceMesh {
  /**
   * Istio 1.24 or newer, with sidecars.
   *
   * Source: https://istio.io/latest/docs/reference/config/annotations/
   *
   * @param options distribution and ports outside of the mesh
   * @throws where a port is none
   */
  public static istio(options: ServiceMeshOptions = {}): ServiceMesh {
    return new ServiceMesh(istio(checked('ServiceMesh.istio', options)));
  }

  /**
   * Linkerd 2.19 or newer. Connections between meshed pods arrive at the proxy's port 4143 whatever port they are for:
   * the NetworkPolicy opens it to all who may connect to some port, and a Server of Linkerd denies the distribution to
   * them. With `proxyDistribution` no policy can tell members from others: that needs `Waiver.openDistribution`.
   *
   * Source: https://linkerd.io/2/reference/proxy-configuration/; https://linkerd.io/2/common-errors/network-policy/
   *
   * @param options distribution and ports outside of the mesh
   * @throws where a port is none
   */
  public static linkerd(options: ServiceMeshOptions = {}): ServiceMesh {
    return new ServiceMesh(linkerd(checked('ServiceMesh.linkerd', options)));
  }

  private constructor(
    /** @internal */
    public readonly _description: MeshDescription,
  ) {}
}

publicClass(ServiceMesh, 'ServiceMesh');

function checked(property: string, options: ServiceMeshOptions): ServiceMeshOptions {
  options.excludedOutboundPorts?.forEach((port, index) => {
    checkPortNumber(`${property}.excludedOutboundPorts[${index}]`, port, 1);
  });
  return options;
}
