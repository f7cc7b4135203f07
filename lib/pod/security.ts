import { isDictionary } from '../json/dictionary';
import type { Container, PodSecurityContext, SecurityContext } from '../kubernetes/api';

/**
 * Security context of a pod under the Pod Security Standard `restricted`. The user is a number, because the kubelet
 * cannot tell that the image's `USER nobody` is not root.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityContext(user: number): PodSecurityContext {
  return {
    runAsNonRoot: user !== 0,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Security context of a container under `restricted`. */
export const CONFINED: SecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** Container of the user's, confined where it does not say otherwise itself. */
export function confine(container: Container): Container {
  const own = isDictionary(container.securityContext) ? container.securityContext : {};
  return { ...container, securityContext: { ...CONFINED, ...own } };
}
