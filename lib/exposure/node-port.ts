import { Refusal } from '../errors/refusal';
import { checkPortNumber } from '../kubernetes/port-numbers';
import type { NetworkPeer } from '../pod/network';
import type { IExposure } from './i-exposure';
import { TrafficPolicy } from './service-options';
import type { ServiceRequest } from './service-request';
import type { Tls } from './tls';

/** Options for `Exposure.nodePort`. */
export interface NodePortExposureOptions {
  /**
   * Number of the port on every Kubernetes node, from the range of the API server: 30000 to 32767 unless it is told
   * otherwise.
   *
   * Source: https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
   *
   * @default - one that Kubernetes chooses
   */
  readonly nodePort?: number;

  /**
   * Pods that connections go to. With `LOCAL` pods see the client's address, and a node without a pod answers nobody.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /**
   * `Tls.loadBalancer()` where what is before the nodes has a certificate.
   *
   * @default - none, which needs `Waiver.plainHttp`
   */
  readonly tls?: Tls;

  /**
   * Peers that its requests come from, for `onlyFromExposures`: the nodes' addresses, or with `LOCAL` the clients'.
   *
   * @default - not known
   */
  readonly from?: NetworkPeer[];
}

/** Way in through a port of every Kubernetes node. */
export function nodePortExposure(options: NodePortExposureOptions): IExposure {
  const { nodePort, externalTrafficPolicy = TrafficPolicy.CLUSTER, tls, from } = options;
  if (nodePort !== undefined) checkPortNumber('Exposure.nodePort.nodePort', nodePort, 1);
  checkEndsBefore('Exposure.nodePort.tls', tls);
  return {
    kind: 'nodePort',
    plainHttp: tls === undefined,
    from,
    service: { type: 'NodePort', nodePort, ...trafficFrom(externalTrafficPolicy) },
    _everyHost: true,
    _serviceFor: tls ? undefined : ({ waiverAnnotations }) => ({ annotations: waiverAnnotations }),
    manifests: () => [],
  };
}

/** Field of the policy, where it is not the default. */
export function trafficFrom(policy: TrafficPolicy): ServiceRequest {
  return policy === TrafficPolicy.CLUSTER ? {} : { externalTrafficPolicy: policy };
}

/** Refuses a certificate for what ends no TLS itself. */
function checkEndsBefore(property: string, tls: Tls | undefined): void {
  if (tls === undefined || tls._place === 'load balancer') return;
  throw new Refusal({
    property,
    value: `a certificate in a ${tls._place}`,
    why: 'a port of a node hands connections to the pods as they are',
    allowed: 'Tls.loadBalancer()',
    fix: 'use an Ingress or a Gateway for the certificate',
  });
}
