import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { maps } from '../inventory/maps';
import { containers, podTemplate } from '../inventory/workloads';
import type { Ingress, Manifest } from '../kubernetes/api';

/** A Secret that must exist before the manifests are applied. */
export interface RequiredSecret {
  /** Its namespace, empty for the one that kubectl is set to. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** Its type, as the argument of `kubectl create secret`: `generic`, `docker-registry` or `tls`. */
  readonly type: string;
  /** The keys that are read; empty where all of them are. */
  readonly keys: string[];
  /** The workloads and Ingresses that need it, as `Kind/name`. */
  readonly usedBy: string[];
  /** The command that makes it, without values: they are taken from variables of the shell, or from files. */
  readonly command: string;
}

/**
 * The Secrets that must exist before the manifests are applied: read from the rendered manifests, so that those which an
 * override or a sidecar names are among them.
 */
export class RequiredSecrets {
  /**
   * The Secrets that everything below `scope` needs and does not make itself, by namespace and name.
   *
   * @param scope an app, a chart or any construct
   */
  public static of(scope: IConstruct): RequiredSecret[] {
    const objects = scope.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one));
    const relevant = objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'Ingress', 'Secret'].includes(kind));
    return requiredSecrets(relevant.map((object) => object.toJson()));
  }

  /**
   * The same as text for people: each Secret with its keys, who needs it, and the command that makes it.
   *
   * @param scope an app, a chart or any construct
   */
  public static text(scope: IConstruct): string {
    const all = RequiredSecrets.of(scope);
    if (all.length === 0) return 'No Secrets have to exist beforehand.';
    const blocks = all.map(({ namespace, name, keys, usedBy, command }) => {
      const where = namespace ? `${namespace}/${name}` : name;
      return `  ${where}: ${keys.join(', ') || 'all keys'} (for ${usedBy.join(', ')})\n    ${command}`;
    });
    return ['Secrets that must exist before the manifests are applied:', ...blocks].join('\n');
  }

  private constructor() {}
}

interface Use {
  readonly name?: string;
  readonly type: string;
  readonly keys: readonly string[];
}

/**
 * The same over any rendered manifests.
 *
 * @internal
 */
export function requiredSecrets(manifests: readonly Manifest[]): RequiredSecret[] {
  const made = new Set(
    manifests.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => id(metadata.namespace, metadata.name)),
  );
  const needed = new Map<
    string,
    { namespace: string; name: string; type: string; keys: Set<string>; usedBy: Set<string> }
  >();
  for (const manifest of manifests) {
    for (const { name, type, keys } of uses(manifest)) {
      const namespace = manifest.metadata.namespace ?? '';
      if (name === undefined || made.has(id(namespace, name))) continue;
      const secret = needed.get(id(namespace, name)) ?? { namespace, name, type, keys: new Set(), usedBy: new Set() };
      for (const key of keys) secret.keys.add(key);
      secret.usedBy.add(`${manifest.kind}/${manifest.metadata.name}`);
      needed.set(id(namespace, name), secret);
    }
  }
  return [...needed.keys()].sort().map((at) => {
    const { keys, usedBy, ...secret } = needed.get(at) as NonNullable<ReturnType<typeof needed.get>>;
    const sorted = [...keys].sort();
    return { ...secret, keys: sorted, usedBy: [...usedBy].sort(), command: command(secret, sorted) };
  });
}

function id(namespace: string | undefined, name: string | undefined): string {
  return `${namespace ?? ''}/${name}`;
}

function uses(manifest: Manifest): Use[] {
  if (manifest.kind === 'Ingress') {
    const { metadata, spec } = manifest as unknown as Ingress;
    const issued = Object.keys(metadata?.annotations ?? {}).some((key) => key.startsWith('cert-manager.io/'));
    return issued
      ? []
      : maps(spec?.tls).map(({ secretName }) => ({ name: secretName, type: 'tls', keys: ['tls.crt', 'tls.key'] }));
  }
  const pod = podTemplate(manifest)?.spec;
  const generic = (name: string | undefined, keys: readonly string[]) => ({ name, type: 'generic', keys });
  return [
    ...containers(pod).flatMap((container) => [
      ...container.env.flatMap(({ valueFrom }) => {
        const key = valueFrom?.secretKeyRef;
        return key && !key.optional ? [generic(key.name, [key.key])] : [];
      }),
      ...maps(container.envFrom).flatMap(({ secretRef }) =>
        secretRef && !secretRef.optional ? [generic(secretRef.name, [])] : [],
      ),
    ]),
    ...maps(pod?.volumes).flatMap(({ secret }) =>
      secret && !secret.optional
        ? [
            generic(
              secret.secretName,
              (secret.items ?? []).map(({ key }) => key),
            ),
          ]
        : [],
    ),
    ...maps(pod?.imagePullSecrets).map(({ name }) => ({
      name,
      type: 'docker-registry',
      keys: ['.dockerconfigjson'],
    })),
  ];
}

function command(secret: { namespace: string; name: string; type: string }, keys: readonly string[]): string {
  const namespace = secret.namespace ? ` --namespace ${secret.namespace}` : '';
  const start = `kubectl create secret ${secret.type} ${secret.name}${namespace}`;
  if (secret.type === 'tls') return `${start} --cert=tls.crt --key=tls.key`;
  if (secret.type === 'docker-registry') return `${start} --from-file=.dockerconfigjson`;
  if (keys.length === 0) return `${start} --from-env-file=${secret.name}.env`;
  const literal = (key: string) =>
    /^[A-Za-z_]\w*$/.test(key) ? `--from-literal=${key}="$${key}"` : `--from-file=${key}`;
  return [start, ...keys.map(literal)].join(' ');
}
