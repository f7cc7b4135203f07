import { Refusal } from '../errors/refusal';
import type { Labels } from '../kubernetes/api';
import { OWN_PREFIX } from '../kubernetes/labels';

/**
 * A risk that is accepted by name, with the reason. The reason is kept in an annotation of the object it is about, so
 * that a reviewer of the manifests finds it.
 */
export class Waiver {
  /**
   * An image without a fixed tag or digest: what runs can change without a change of the manifests.
   *
   * @param reason why that is fine
   */
  public static latestTag(reason: string): Waiver {
    return new Waiver('latest-tag', reason);
  }

  /**
   * A root file system that the container can write.
   *
   * @param reason why that is fine
   */
  public static writableRootFilesystem(reason: string): Waiver {
    return new Waiver('writable-root-filesystem', reason);
  }

  /**
   * Pods that the Pod Security Standard `restricted` refuses, for example because of a sidecar. The namespace must allow
   * them.
   *
   * @param reason why that is fine
   */
  public static podSecurity(reason: string): Waiver {
    return new Waiver('pod-security', reason);
  }

  /**
   * No NetworkPolicy: whoever reaches the pods reaches the distribution port too, and only the cookie stands between. A
   * NetworkPolicy of somebody else that opens the port is accepted by itself, with the reason in its annotation
   * `cdk8s-elixir/waiver.open-distribution`.
   *
   * @param reason why that is fine
   */
  public static openDistribution(reason: string): Waiver {
    return new Waiver('open-distribution', reason);
  }

  /**
   * A variable whose name looks like a secret's, and whose value is none.
   *
   * @param name the variable
   * @param reason why its value may be read by everybody
   */
  public static plainValue(name: string, reason: string): Waiver {
    return new Waiver(`plain-value.${name}`, reason);
  }

  /**
   * Secrets written out in the manifest. For a cluster on a developer's machine only.
   *
   * @param reason why that is fine
   */
  public static localOnlySecrets(reason: string): Waiver {
    return new Waiver('local-only-secrets', reason);
  }

  /**
   * An Ingress without TLS, for example behind a load balancer that ends TLS itself.
   *
   * @param reason why that is fine
   */
  public static plainHttp(reason: string): Waiver {
    return new Waiver('plain-http', reason);
  }

  private constructor(
    /** The risk: the last part of the annotation's key. */
    public readonly risk: string,
    /** Why it is accepted. */
    public readonly reason: string,
  ) {
    if (typeof reason === 'string' && reason.trim() !== '') return;
    throw new Refusal({
      property: `Waiver ${risk}`,
      value: reason,
      allowed: 'a reason in words, for whoever reviews the manifests',
      fix: 'say why the risk is accepted',
    });
  }
}

/**
 * Whether a risk is accepted.
 *
 * @internal
 */
export function waived(waivers: readonly Waiver[] | undefined, risk: string): boolean {
  return (waivers ?? []).some((waiver) => waiver.risk === risk);
}

/**
 * The annotations that keep the reasons.
 *
 * @internal
 */
export function waiverAnnotations(waivers: readonly Waiver[] | undefined): Labels {
  return Object.fromEntries((waivers ?? []).map((waiver) => [waiverKey(waiver.risk), waiver.reason]));
}

/**
 * The annotation's key, within the 63 characters that Kubernetes allows.
 *
 * @internal
 */
export function waiverKey(risk: string): string {
  return `${OWN_PREFIX}/${`waiver.${risk}`.slice(0, 63).replace(/[^A-Za-z0-9]+$/, '')}`;
}
