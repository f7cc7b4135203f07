import type { NetworkPeer } from '../pod/network';
import type { Tls } from './tls';

/** Options of an Ingress, whatever its class. */
export interface IngressOptions {
  /**
   * Hosts that it serves, each one of the endpoint's: hosts with paths of their own have an Ingress of their own.
   *
   * @default - every host of the endpoint
   */
  readonly hosts?: string[];

  /**
   * Paths, each with all below it.
   *
   * @default - ['/'], and none where `exactPaths` are given
   */
  readonly paths?: string[];

  /**
   * Paths alone, without any below them.
   *
   * @default - none
   */
  readonly exactPaths?: string[];

  /**
   * Whether requests for every other host and path come here too.
   *
   * Source: https://kubernetes.io/docs/concepts/services-networking/ingress/#default-backend
   *
   * @default false
   */
  readonly defaultBackend?: boolean;

  /**
   * Certificate.
   *
   * @default - none, which needs `Waiver.plainHttp`
   */
  readonly tls?: Tls;

  /**
   * Further annotations; they win over the library's.
   *
   * @default - those of the class
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Peers that its requests come from, for `onlyFromExposures`.
   *
   * @default - the controller's, where its namespace or addresses are known
   */
  readonly from?: NetworkPeer[];
}
