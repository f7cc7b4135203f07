/**
 * Reach of a load balancer of AWS.
 *
 * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#scheme
 */
export enum AwsScheme {
  /** Inside the VPC. */
  INTERNAL = 'internal',

  /** From the Internet. */
  INTERNET_FACING = 'internet-facing',
}

/** Longest delay of a target that leaves: `deregistration_delay.timeout_seconds`, from 0 to 3600. */
export const MOST_DELAY = 3600;

/**
 * Delay before connections to a pod that stops are closed: as long as it answers. The API takes 0 to an hour.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
 */
export function deregistrationDelay(drainSeconds: number): string {
  return `deregistration_delay.timeout_seconds=${Math.min(drainSeconds, MOST_DELAY)}`;
}
