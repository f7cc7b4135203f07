/** Path as a Gateway takes it: https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch. */
const PATH = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;

/**
 * Parts of a path that neither a Gateway nor an Ingress takes: empty ones, `.` and `..`, and a `/` in disguise.
 *
 * Source: Gateway API, HTTPPathMatch; pkg/apis/networking/validation, `invalidPathSequences` and `invalidPathSuffixes`.
 */
const STEPS = /\/\/|\/\.\.?(?:\/|$)|%2f/i;

/** Whether a path has such parts. */
export function hasSteps(path: string): boolean {
  return STEPS.test(path);
}

/** Whether a route of the Gateway API can match a path. */
export function isRoutePath(path: string): boolean {
  return PATH.test(path) && !hasSteps(path);
}
