import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import type { Risk } from './risk';

/**
 * Risk that is accepted by name, with the reason. The reason is kept in an annotation of the object it is about, so
 * that a reviewer of the manifests finds it.
 */
export class Waiver {
  /**
   * Image without a fixed tag or digest: what runs can change without a change of the manifests.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static latestTag(reason: string): Waiver {
    return new Waiver(['latest-tag'], reason);
  }

  /**
   * Root file system that the container can write.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static writableRootFilesystem(reason: string): Waiver {
    return new Waiver(['writable-root-filesystem'], reason);
  }

  /**
   * Pods that the Pod Security Standard `restricted` refuses, for example because of a sidecar. The namespace must
   * allow them.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static podSecurity(reason: string): Waiver {
    return new Waiver(['pod-security'], reason);
  }

  /**
   * No NetworkPolicy: whoever reaches the pods reaches the distribution port too, and only the cookie stands between. A
   * NetworkPolicy of somebody else that opens the port is accepted by itself, with the reason in its annotation
   * `cdk8s-elixir/waiver.open-distribution`.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static openDistribution(reason: string): Waiver {
    return new Waiver(['open-distribution'], reason);
  }

  /**
   * Value that looks like a secret, by its name or by its form, and is none.
   *
   * @param name the variable, file, header, annotation or label; `command` or `args` of a container's
   * @param reason why its value may be read by everybody
   * @throws where there is no reason
   */
  public static plainValue(name: string, reason: string): Waiver {
    return Waiver.plainValues([name], reason);
  }

  /**
   * Values that look like secrets, by their names or by their forms, and are none.
   *
   * @example
   *
   *   allow: [Waiver.plainValues(['CSRF_TOKEN_NAME', 'DEMO_PASSWORD'], 'public by design')]
   *
   * @param names the variables, files, headers, annotations or labels; `command` or `args` of a container's
   * @param reason why their values may be read by everybody
   * @throws where there is no name, or no reason
   */
  public static plainValues(names: string[], reason: string): Waiver {
    if (names.length === 0 || names.includes('')) {
      throw new Refusal({
        property: 'Waiver.plainValues.names',
        value: names,
        allowed: 'one name of a variable or more',
        fix: "for example Waiver.plainValues(['DEMO_PASSWORD'], 'why')",
      });
    }
    return new Waiver(
      names.map((name): Risk => `plain-value.${name}`),
      reason,
    );
  }

  /**
   * Probes that run a command in the container.
   *
   * @param reason why the command is cheap enough
   * @throws where there is no reason
   */
  public static execProbe(reason: string): Waiver {
    return new Waiver(['exec-probe'], reason);
  }

  /**
   * Container without a memory limit: the BEAM takes what it can get, and the node may kill other pods.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static noMemoryLimit(reason: string): Waiver {
    return new Waiver(['no-memory-limit'], reason);
  }

  /**
   * Secrets written out in the manifest. For a cluster on a developer's machine only.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static localOnlySecrets(reason: string): Waiver {
    return new Waiver(['local-only-secrets'], reason);
  }

  /**
   * Ingress without TLS, for example behind a load balancer that ends TLS itself.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static plainHttp(reason: string): Waiver {
    return new Waiver(['plain-http'], reason);
  }

  /**
   * Settings of a node, or rights of it, that the manifests do not show, so that an override that changes or removes
   * them is meant: the image's `env.sh` exports RELEASE_NODE, its own vm.args says where the node listens, discovery is
   * configured in code, somebody else gives the ServiceAccount its rights.
   *
   * @param reason where they are set
   * @throws where there is no reason
   */
  public static settingsElsewhere(reason: string): Waiver {
    return new Waiver(['settings-elsewhere'], reason);
  }

  /**
   * Way in by another host than PHX_HOST, for example behind a proxy that has the public one, or with a `check_origin`
   * of your own.
   *
   * @param reason why that is fine
   * @throws where there is no reason
   */
  public static otherHost(reason: string): Waiver {
    return new Waiver(['other-host'], reason);
  }

  /**
   * Pods of a member that start one after the other (`OrderedReady`): readiness must not wait for the cluster.
   *
   * @param reason why that is needed
   * @throws where there is no reason
   */
  public static orderedStart(reason: string): Waiver {
    return new Waiver(['ordered-start'], reason);
  }

  /**
   * Pods that nothing may evict: a budget of 0. Every drain of a node waits for ever, until somebody deletes the pods.
   *
   * @param reason why that is needed
   * @throws where there is no reason
   */
  public static noDisruptions(reason: string): Waiver {
    return new Waiver(['no-disruptions'], reason);
  }

  /** Names of the risks. */
  public readonly risks: string[];

  private constructor(
    risks: Risk[],
    /** Why they are accepted. */
    public readonly reason: string,
  ) {
    this.risks = risks;
    if (typeof reason === 'string' && reason.trim() !== '') return;
    throw new Refusal({
      property: `Waiver ${risks.join(', ')}`,
      value: reason,
      allowed: 'a reason in words, for whoever reviews the manifests',
      fix: 'say why the risk is accepted',
    });
  }
}

publicClass(Waiver, 'Waiver');
