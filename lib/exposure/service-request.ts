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

  /** Pods that requests from outside go to: `Cluster`, or `Local` for those of the node that was asked. @default - Kubernetes's: `Cluster` */
  readonly externalTrafficPolicy?: string;

  /** Port of every node that says whether it has a pod, where the policy is `Local`. @default - one that Kubernetes chooses */
  readonly healthCheckNodePort?: number;

  /** Class of the load balancer. @default - that of the cloud provider */
  readonly loadBalancerClass?: string;

  /** Ranges of addresses that may connect to the load balancer. @default - every address */
  readonly loadBalancerSourceRanges?: string[];

  /** Whether a load balancer has ports on the nodes too. @default - it has */
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
  if (asked.length === 0) return {};
  const fields = new Merge('service');
  const annotations = new Merge('service.annotations');
  for (const { by, request } of asked) {
    const { annotations: own = {}, ...others } = request;
    fields.add(by, others);
    annotations.add(by, own);
  }
  const notes = annotations.values;
  return { ...fields.values, ...(Object.keys(notes).length > 0 ? { annotations: notes as Labels } : {}) };
}

interface Wish {
  readonly by: string;
  readonly value: unknown;
}

/** Fields of one object that several ask for. */
class Merge {
  private readonly wishes = new Map<string, Wish>();

  constructor(private readonly property: string) {}

  public add(by: string, values: object): void {
    for (const [field, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const other = this.wishes.get(field);
      if (other === undefined) this.wishes.set(field, { by, value });
      else if (!isSame(other.value, value)) throw differ(`${this.property}.${field}`, other, { by, value });
    }
  }

  public get values(): { [field: string]: unknown } {
    return Object.fromEntries([...this.wishes].map(([field, { value }]) => [field, value]));
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function differ(property: string, one: Wish, other: Wish): Refusal {
  return new Refusal({
    property: `${other.by}, ${property}`,
    value: other.value,
    why: `${one.by} asks for ${JSON.stringify(one.value)}, and both have one Service`,
    allowed: 'one value of the field',
    fix: 'leave one of them out, or make an HttpEndpoint of its own for one of them',
  });
}
