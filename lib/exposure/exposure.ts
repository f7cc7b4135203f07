import { builtIn } from '../manifests/built-in';
import { publicClass } from '../props/public-class';
import { type GatewayExposureOptions, gatewayExposure } from './gateway';
import type { IExposure } from './i-exposure';
import { type IngressExposureOptions, ingressExposure } from './ingress';

/** Ways in from outside that the library brings. Any number of them can be given; IExposure is open to others. */
export class Exposure {
  /**
   * Route of the Gateway API (v1).
   *
   * @example
   *
   *   Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra' })
   *
   * @param options Gateway and paths
   * @throws where a name or path is none that Kubernetes takes
   */
  public static gateway(options: GatewayExposureOptions): IExposure {
    return builtIn(gatewayExposure(options));
  }

  /**
   * Ingress.
   *
   * @example
   *
   *   Exposure.ingress({ className: 'traefik', tls: Tls.clusterIssuer('letsencrypt') })
   *
   * @param options class, paths and certificate
   * @throws where a name or path is none that Kubernetes takes
   */
  public static ingress(options: IngressExposureOptions = {}): IExposure {
    return builtIn(ingressExposure(options));
  }

  private constructor() {}
}

publicClass(Exposure, 'Exposure');
