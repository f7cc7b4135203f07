import { builtIn } from '../manifests/built-in';
import { publicClass } from '../props/public-class';
import { type AlbExposureOptions, albExposure } from './alb';
import type { GatewayExposureOptions } from './gateway-api/gateway-options';
import { type GrpcRouteExposureOptions, grpcRouteExposure } from './gateway-api/grpc-route';
import { gatewayExposure } from './gateway-api/http-route';
import type { RouteExposureOptions } from './gateway-api/route-options';
import { tlsRouteExposure } from './gateway-api/tls-route';
import { type GkeExposureOptions, gkeExposure } from './gke';
import { type HaproxyExposureOptions, haproxyExposure } from './haproxy';
import type { IExposure } from './i-exposure';
import { type IngressExposureOptions, ingressExposure } from './ingress';
import { type LoadBalancerExposureOptions, loadBalancerExposure } from './load-balancer';
import { type NginxExposureOptions, nginxExposure } from './nginx';
import { type NodePortExposureOptions, nodePortExposure } from './node-port';
import { type TraefikExposureOptions, traefikExposure } from './traefik';

/** Ways in from outside that the library brings. Any number of them can be given; IExposure is open to others. */
export class Exposure {
  /**
   * HTTPRoute of the Gateway API (v1), with redirects as further ones.
   *
   * @example
   *
   *   Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra' })
   *
   * @param options Gateway, requests and what is done with them
   * @throws where a name, path, host, time or share is none that a Gateway takes
   */
  public static gateway(options: GatewayExposureOptions): IExposure {
    return builtIn(gatewayExposure(options));
  }

  /**
   * GRPCRoute of the Gateway API (v1).
   *
   * @example
   *
   *   Exposure.grpcRoute({ gateway: 'public', methods: [{ service: 'helloworld.Greeter' }] })
   *
   * @param options Gateway, calls and what is done with them
   * @throws where a name, host or share is none that a Gateway takes
   */
  public static grpcRoute(options: GrpcRouteExposureOptions): IExposure {
    return builtIn(grpcRouteExposure(options));
  }

  /**
   * TLSRoute of the Gateway API (v1, which came with 1.5): the pods end TLS themselves, at a listener that passes it
   * through.
   *
   * @example
   *
   *   Exposure.tlsRoute({ gateway: 'public', sectionName: 'tls' })
   *
   * @param options Gateway and hosts
   * @throws where a name, host or share is none that a Gateway takes
   */
  public static tlsRoute(options: RouteExposureOptions): IExposure {
    return builtIn(tlsRouteExposure(options));
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

  /**
   * Ingress of Traefik, with its redirect to https.
   *
   * @example
   *
   *   Exposure.traefik({ tls: Tls.clusterIssuer('letsencrypt'), controllerNamespace: 'traefik' })
   *
   * @param options hosts, paths, certificate and entry points
   * @throws where a name, host or path is none
   */
  public static traefik(options: TraefikExposureOptions = {}): IExposure {
    return builtIn(traefikExposure(options));
  }

  /**
   * Ingress of HAProxy's own controller. A socket ends after an hour without a byte, which only the controller's ConfigMap
   * changes: `timeout-tunnel`.
   *
   * Source: https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
   *
   * @param options hosts, paths, certificate and times
   * @throws where a name, host, path or time is none
   */
  public static haproxy(options: HaproxyExposureOptions = {}): IExposure {
    return builtIn(haproxyExposure(options));
  }

  /**
   * Ingress of ingress-nginx, which gets no more releases since March 2026: for those who still run it.
   *
   * Source: https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
   *
   * @param options hosts, paths, certificate and times
   * @throws where a name, host, path or time is none
   */
  public static nginx(options: NginxExposureOptions = {}): IExposure {
    return builtIn(nginxExposure(options));
  }

  /**
   * Ingress of the AWS Load Balancer Controller: an Application Load Balancer whose targets are the pods.
   *
   * @example
   *
   *   Exposure.alb({ scheme: AwsScheme.INTERNET_FACING, tls: Tls.certificateArn(['arn:aws:acm:…']) })
   *
   * @param options reach, group, certificate, times and health check
   * @throws where a value is none that AWS takes, or the certificate is in a Secret
   */
  public static alb(options: AlbExposureOptions = {}): IExposure {
    return builtIn(albExposure(options));
  }

  /**
   * Ingress of GKE: an Application Load Balancer of Google Cloud whose endpoints are the pods.
   *
   * @example
   *
   *   Exposure.gke({ tls: Tls.managedCertificate() })
   *
   * @param options reach, certificate, times and health check
   * @throws where a value is none that Google takes
   */
  public static gke(options: GkeExposureOptions = {}): IExposure {
    return builtIn(gkeExposure(options));
  }

  /**
   * Port of every Kubernetes node: the Service is of type NodePort.
   *
   * @param options port, traffic policy and where TLS ends
   * @throws where the port is none, or the certificate is one that a node cannot serve
   */
  public static nodePort(options: NodePortExposureOptions = {}): IExposure {
    return builtIn(nodePortExposure(options));
  }

  /**
   * Load balancer of connections: the Service is of type LoadBalancer.
   *
   * @example
   *
   *   Exposure.loadBalancer({ cloud: CloudLoadBalancer.aws(), tls: Tls.certificateArn(['arn:aws:acm:…']) })
   *
   * @param options cloud, class, ranges and where TLS ends
   * @throws where a value is none, or the certificate is one that the load balancer does not serve
   */
  public static loadBalancer(options: LoadBalancerExposureOptions = {}): IExposure {
    return builtIn(loadBalancerExposure(options));
  }

  private constructor() {}
}

publicClass(Exposure, 'Exposure');
