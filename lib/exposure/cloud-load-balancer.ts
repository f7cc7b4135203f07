import type { Duration } from 'cdk8s';
import type { Labels } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import { publicClass } from '../props/public-class';
import { AwsScheme, deregistrationDelay, MOST_DELAY } from './aws';
import type { EndpointFacts } from './endpoint-facts';
import type { Tls } from './tls';

/** Options for `CloudLoadBalancer.aws`. */
export interface AwsLoadBalancerOptions {
  /** Reach. @default AwsScheme.INTERNAL */
  readonly scheme?: AwsScheme;

  /**
   * Time without a byte after which a connection ends, from 60 to 6000 seconds; AWS's own default is 350, which is fixed
   * where it ends TLS: there a heartbeat must come more often, as Phoenix's does each 30 seconds.
   *
   * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
   *
   * @default - an hour
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether the address of the client is told by proxy protocol v2, which the release's server must read.
   *
   * @default false
   */
  readonly proxyProtocol?: boolean;

  /**
   * Time for which connections to a pod that stops go on, from 0 to 3600 seconds.
   *
   * @default - the time for which the pod goes on answering: its preStop hook and its drains
   */
  readonly deregistrationDelay?: Duration;
}

/** Options for `CloudLoadBalancer.gke`. */
export interface GkeLoadBalancerOptions {
  /** Whether it is reached inside the VPC alone. @default false */
  readonly internal?: boolean;

  /** Name of a reserved address. @default - a new address */
  readonly staticIpName?: string;
}

/** Annotations and class of a load balancer, for an endpoint. */
interface Values {
  readonly loadBalancerClass?: string;
  /** Whether it ends TLS with a certificate of an ARN. */
  readonly endsTls: boolean;
  annotations(facts: EndpointFacts, tls?: Tls): Labels;
}

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';

/** Seconds for which connections may be idle: where the options name none, and what AWS takes. */
const IDLE = { usual: 3600, least: 60, most: 6000 };

/** Load balancer of a cloud, for `Exposure.loadBalancer`: what its controller reads from the Service. */
export class CloudLoadBalancer {
  /**
   * Network Load Balancer that the AWS Load Balancer Controller makes, with the pods as its targets. With
   * `Tls.certificateArn` it ends TLS.
   *
   * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
   *
   * @param options reach, times and proxy protocol
   * @throws where a time is none that AWS takes
   */
  public static aws(options: AwsLoadBalancerOptions = {}): CloudLoadBalancer {
    const { scheme = AwsScheme.INTERNAL, idleTimeout, proxyProtocol = false } = options;
    const idle = idleTimeout
      ? seconds('CloudLoadBalancer.aws.idleTimeout', idleTimeout, IDLE.least, IDLE.most)
      : IDLE.usual;
    const delay =
      options.deregistrationDelay &&
      seconds('CloudLoadBalancer.aws.deregistrationDelay', options.deregistrationDelay, 0, MOST_DELAY);
    return new CloudLoadBalancer({
      loadBalancerClass: 'service.k8s.aws/nlb',
      endsTls: true,
      annotations: ({ drainSeconds, healthPath, port }, tls) => ({
        [`${AWS}-nlb-target-type`]: 'ip',
        [`${AWS}-scheme`]: scheme,
        [`${AWS}-target-group-attributes`]: deregistrationDelay(delay ?? drainSeconds),
        ...(healthPath ? { [`${AWS}-healthcheck-protocol`]: 'http', [`${AWS}-healthcheck-path`]: healthPath } : {}),
        ...(tls?._place === 'ARN'
          ? { [`${AWS}-ssl-cert`]: tls._names.join(','), [`${AWS}-ssl-ports`]: String(port) }
          : { [`${AWS}-listener-attributes.TCP-${port}`]: `tcp.idle_timeout.seconds=${idle}` }),
        ...(proxyProtocol ? { [`${AWS}-proxy-protocol`]: '*' } : {}),
      }),
    });
  }

  /**
   * Network load balancer of Google Cloud that GKE makes: connections pass through it as they are, and it ends no TLS.
   *
   * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
   *
   * @param options reach and address
   * @throws where the name of the address is none
   */
  public static gke(options: GkeLoadBalancerOptions = {}): CloudLoadBalancer {
    const { internal = false, staticIpName } = options;
    if (staticIpName !== undefined) checkName('label', 'CloudLoadBalancer.gke.staticIpName', staticIpName);
    return new CloudLoadBalancer({
      endsTls: false,
      annotations: () => ({
        ...(internal
          ? { 'networking.gke.io/load-balancer-type': 'Internal' }
          : { 'cloud.google.com/l4-rbs': 'enabled' }),
        ...(staticIpName ? { 'networking.gke.io/load-balancer-ip-addresses': staticIpName } : {}),
      }),
    });
  }

  private constructor(
    /** @internal */
    public readonly _values: Values,
  ) {}
}

publicClass(CloudLoadBalancer, 'CloudLoadBalancer');
