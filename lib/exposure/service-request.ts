import { Refusal } from '../errors/refusal';
import type { Labels } from '../kubernetes/api';

/**
 * Fields of a Service that a way in needs, in the API's words. Two ways in that ask for different values are refused.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
 */
export interface ServiceRequest {
  /** Type: `ClusterIP`, `NodePort` or `LoadBalancer`. @default 'ClusterIP' */
  readonly type?: string;

  /** Annotations, which controllers of load balancers read. @default - none */
  readonly annotations?: { [key: string]: string };

  /** Port of every Kubernetes node that leads to the HTTP port. @default - one that Kubernetes chooses */
  readonly nodePort?: number;

  /** Pods that requests from outside go to: `Cluster`, or `Local` for those of the node that was asked. @default - `Cluster` */
  readonly externalTrafficPolicy?: string;

  /** Port of every node that says whether it has a pod, where the policy is `Local`. @default - one that Kubernetes chooses */
  readonly healthCheckNodePort?: number;

  /** Class of the load balancer. @default - that of the cloud provider */
  readonly loadBalancerClass?: string;

  /** Ranges of addresses that may connect to the load balancer. @default - every address */
  readonly loadBalancerSourceRanges?: string[];

  /** Whether a load balancer has ports on the nodes too. @default true */
  readonly allocateLoadBalancerNodePorts?: boolean;
}

/** Request, and who asks, in words of a message: `exposures[0] (alb)`. */
export interface AskedRequest {
  readonly by: string;
  readonly request: ServiceRequest;
}

/**
 * Requests as one.
 *
 * @throws where two ask for different values of one field or annotation
 */
export function mergeRequests(asked: readonly AskedRequest[]): ServiceRequest {
  const fields = asked.map(({ by, request: { annotations, ...request } }) => ({ by, values: request }));
  const annotations = asked.map(({ by, request }) => ({ by, values: request.annotations ?? {} }));
  const merged = mergeFields('service', fields) as ServiceRequest;
  const notes = mergeFields('service.annotations', annotations) as Labels;
  return Object.keys(notes).length > 0 ? { ...merged, annotations: notes } : merged;
}

interface Asked {
  readonly by: string;
  readonly values: object;
}

function mergeFields(property: string, asked: readonly Asked[]): object {
  const merged = new Map<string, { readonly by: string; readonly value: unknown }>();
  for (const { by, values } of asked) {
    for (const [field, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const other = merged.get(field);
      if (other === undefined) merged.set(field, { by, value });
      else if (JSON.stringify(other.value) !== JSON.stringify(value))
        throw differ(`${property}.${field}`, other, { by, value });
    }
  }
  return Object.fromEntries([...merged].map(([field, { value }]) => [field, value]));
}

interface Wish {
  readonly by: string;
  readonly value: unknown;
}

function differ(property: string, one: Wish, other: Wish): Refusal {
  return new Refusal({
    property: `${other.by}.${property}`,
    value: other.value,
    why: `${one.by} asks for ${JSON.stringify(one.value)}, and both have one Service`,
    allowed: 'one value of the field',
    fix: 'leave one of them out, or make an HttpEndpoint of its own for one of them',
  });
}
