import { Refusal } from '../errors/refusal';
import { checkCidr } from '../kubernetes/addresses';
import { checkName } from '../kubernetes/names';
import { checkPortNumber } from '../kubernetes/port-numbers';
import type { NetworkPeer } from '../pod/network';
import type { CloudLoadBalancer } from './cloud-load-balancer';
import type { IExposure } from './i-exposure';
import { trafficFrom } from './node-port';
import { TrafficPolicy } from './service-options';
import type { Tls } from './tls';

/** Options for `Exposure.loadBalancer`. */
export interface LoadBalancerExposureOptions {
  /**
   * Load balancer of a cloud, with what its controller reads from the Service.
   *
   * @default - that of the cluster's provider, as it is by default
   */
  readonly cloud?: CloudLoadBalancer;

  /**
   * Class of the load balancer; it cannot change after a first apply.
   *
   * Source: https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class
   *
   * @default - that of `cloud`; else the provider's
   */
  readonly loadBalancerClass?: string;

  /** Ranges of addresses that may connect. @default - every address */
  readonly sourceRanges?: string[];

  /**
   * Pods that connections go to. With `LOCAL` pods see the client's address, and the load balancer asks each node whether
   * it has a pod.
   *
   * Source: https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /** Port of every node that says whether it has a pod, for `LOCAL`. @default - one that Kubernetes chooses */
  readonly healthCheckNodePort?: number;

  /**
   * Whether every node has a port for it too. Set it to false for a load balancer that reaches pods by their address.
   *
   * @default true
   */
  readonly allocateNodePorts?: boolean;

  /**
   * `Tls.certificateArn` for one of AWS that ends TLS, or `Tls.loadBalancer()` for another that does.
   *
   * @default - none, which needs `Waiver.plainHttp`
   */
  readonly tls?: Tls;

  /**
   * Peers that its requests come from, for `onlyFromExposures`: the addresses of the load balancer or of the nodes, or with
   * `LOCAL` the clients'.
   *
   * @default - not known
   */
  readonly from?: NetworkPeer[];
}

/** Way in through a load balancer of connections. */
export function loadBalancerExposure(options: LoadBalancerExposureOptions): IExposure {
  const { cloud, sourceRanges, healthCheckNodePort, allocateNodePorts = true, tls, from } = options;
  const { externalTrafficPolicy = TrafficPolicy.CLUSTER } = options;
  const loadBalancerClass = classOf(options);
  for (const cidr of sourceRanges ?? []) checkCidr('Exposure.loadBalancer.sourceRanges', cidr);
  if (healthCheckNodePort !== undefined) checkHealthPort(healthCheckNodePort, externalTrafficPolicy);
  checkCertificate(tls, cloud);
  return {
    kind: 'loadBalancer',
    plainHttp: tls === undefined,
    from,
    service: {
      type: 'LoadBalancer',
      ...trafficFrom(externalTrafficPolicy),
      healthCheckNodePort,
      loadBalancerClass,
      loadBalancerSourceRanges: sourceRanges?.length ? [...sourceRanges] : undefined,
      ...(allocateNodePorts ? {} : { allocateLoadBalancerNodePorts: false }),
    },
    _everyHost: true,
    _serviceFor: (facts) => ({
      annotations: {
        ...cloud?._values.annotations(facts, tls),
        ...(tls === undefined ? facts.waiverAnnotations : {}),
      },
    }),
    manifests: () => [],
  };
}

/** Class that is asked for, or that of the cloud. */
function classOf({ loadBalancerClass, cloud }: LoadBalancerExposureOptions): string | undefined {
  if (loadBalancerClass === undefined) return cloud?._values.loadBalancerClass;
  return checkName('qualifiedKey', 'Exposure.loadBalancer.loadBalancerClass', loadBalancerClass);
}

function checkHealthPort(port: number, policy: TrafficPolicy): void {
  checkPortNumber('Exposure.loadBalancer.healthCheckNodePort', port, 1);
  if (policy === TrafficPolicy.LOCAL) return;
  throw new Refusal({
    property: 'Exposure.loadBalancer.healthCheckNodePort',
    value: port,
    why: 'nodes say whether they have a pod for externalTrafficPolicy Local alone, and the API server refuses it',
    allowed: 'a port together with TrafficPolicy.LOCAL',
    fix: 'set externalTrafficPolicy: TrafficPolicy.LOCAL, or remove the port',
  });
}

/** Refuses a certificate that the load balancer does not serve. */
function checkCertificate(tls: Tls | undefined, cloud: CloudLoadBalancer | undefined): void {
  if (tls === undefined || tls._place === 'load balancer') return;
  if (tls._place === 'ARN' && cloud?._values.endsTls) return;
  throw new Refusal({
    property: 'Exposure.loadBalancer.tls',
    value: `a certificate in a ${tls._place}`,
    why: 'the load balancer hands connections on as they are',
    allowed: 'Tls.certificateArn with CloudLoadBalancer.aws; Tls.loadBalancer() for another that ends TLS',
    fix: 'use an Ingress or a Gateway for the certificate',
  });
}
