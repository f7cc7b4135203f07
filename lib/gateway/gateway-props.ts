import type { Waiver } from '../risks/waiver';
import type { GatewayListener } from './gateway-listener';
import type { RouteNamespaces } from './route-namespaces';

/** Overrides for the parts of a Gateway: the API's own JSON, merged deeply. */
export interface GatewayOverrides {
  /** Into the Gateway. @default - nothing */
  readonly gateway?: any;
}

/** What Gateways and ListenerSets have in common. */
export interface ListenersProps {
  /** Listeners: ports, hosts and certificates. */
  readonly listeners: GatewayListener[];

  /**
   * Namespaces whose routes the listeners admit.
   *
   * @default RouteNamespaces.same()
   */
  readonly routesFrom?: RouteNamespaces;

  /**
   * Name.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Labels.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Further annotations, such as `networking.gke.io/certmap`; they win over those of the certificates.
   *
   * @default - those of the certificates
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Accepted risks.
   *
   * @default - none
   */
  readonly allow?: Waiver[];
}

/** Properties of a Gateway. */
export interface GatewayProps extends ListenersProps {
  /** Name of the GatewayClass, such as `traefik`: the controller that serves it. */
  readonly className: string;

  /**
   * Addresses that are asked for: of IP, or hosts.
   *
   * @default - those that the controller chooses
   */
  readonly addresses?: string[];

  /**
   * Labels of what the controller makes for this Gateway: its Service, its pods.
   *
   * Source: https://gateway-api.sigs.k8s.io/geps/gep-1762/
   *
   * @default - none
   */
  readonly infrastructureLabels?: { [key: string]: string };

  /**
   * Annotations of what the controller makes for this Gateway, such as those that a cloud's load balancer reads.
   *
   * @default - none
   */
  readonly infrastructureAnnotations?: { [key: string]: string };

  /**
   * Namespaces whose ListenerSets may add listeners.
   *
   * Source: https://gateway-api.sigs.k8s.io/geps/gep-1713/
   *
   * @default - none
   */
  readonly listenerSetsFrom?: RouteNamespaces;

  /**
   * Overrides: the API's own JSON for any field, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: GatewayOverrides;
}
