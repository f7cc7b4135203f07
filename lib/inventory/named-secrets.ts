import { type Dictionary, isDictionary } from '../json/dictionary';
import { asObject, asObjects, asText } from '../json/read';
import { isIssued } from '../kubernetes/cert-manager';
import { at } from './at';
import { containersOf } from './container';
import { groupOf, type Subject } from './subject';
import { podTemplate } from './workload';

/** Secret that manifests name and none of them makes. */
export interface NamedSecret {
  readonly namespace: string;
  readonly name: string;
  /** Type, as the argument of `kubectl create secret`. */
  readonly type: SecretType;
  /** Keys that are read, in alphabetical order; none where all of them are. */
  readonly keys: readonly string[];
  /** Workloads, Ingresses, Gateways, ListenerSets and TriggerAuthentications that name it, as `Kind/name`. */
  readonly usedBy: readonly string[];
}

/** Types of Secrets that kubectl creates. */
export type SecretType = 'generic' | 'docker-registry' | 'tls';

interface Use {
  /** Namespace of the Secret where it is another one. */
  readonly namespace?: string;
  readonly name: unknown;
  readonly type: SecretType;
  readonly keys: readonly unknown[];
}

interface Needed {
  readonly namespace: string;
  readonly name: string;
  readonly type: SecretType;
  readonly keys: Set<string>;
  readonly usedBy: Set<string>;
}

/** Secrets that manifests need and none of them makes, by namespace and name. */
export function namedSecrets(subjects: readonly Subject[]): NamedSecret[] {
  const made = new Set(subjects.flatMap((one) => madeBy(one).map((name) => id(one, name))));
  const needed = new Map<string, Needed>();
  for (const subject of subjects) {
    for (const { namespace = subject.namespace ?? '', name, type, keys } of usesOf(subject)) {
      if (typeof name !== 'string' || made.has(id({ namespace }, name))) continue;
      const { kind } = subject;
      const fresh = () => ({ namespace, name, type, keys: new Set<string>(), usedBy: new Set<string>() });
      const secret = at(needed, id({ namespace }, name), fresh);
      for (const key of keys) if (typeof key === 'string') secret.keys.add(key);
      secret.usedBy.add(`${kind}/${subject.name}`);
    }
  }
  return [...needed.keys()].sort().map((key) => {
    const { keys, usedBy, ...secret } = needed.get(key) as Needed;
    return { ...secret, keys: [...keys].sort(), usedBy: [...usedBy].sort() };
  });
}

function id({ namespace }: { readonly namespace?: string }, name: string | undefined): string {
  return `${namespace ?? ''}/${name}`;
}

function usesOf(subject: Subject): Use[] {
  if (subject.kind === 'Ingress') return ofIngress(subject);
  if (subject.kind === 'Gateway' || subject.kind === 'ListenerSet') return ofListeners(subject);
  if (subject.kind === 'TriggerAuthentication') return ofTrigger(subject);
  const template = podTemplate(subject);
  return template === undefined ? [] : ofPod(asObject(template.spec));
}

/** Secrets that objects of custom resources make, by group and kind. One that adds keys to a Secret does not make it. */
const MAKERS: { readonly [group: string]: { readonly [kind: string]: (subject: Subject) => (string | undefined)[] } } =
  {
    'bitnami.com': { SealedSecret: ({ name, spec }) => [asText(templateMetadata(spec).name) ?? name] },
    'cert-manager.io': { Certificate: ({ spec }) => [asText(spec.secretName)] },
    'external-secrets.io': {
      ExternalSecret: ({ name, spec }) => {
        const { name: target, creationPolicy } = asObject(spec.target);
        return creationPolicy === 'Merge' || creationPolicy === 'None' ? [] : [asText(target) ?? name];
      },
    },
    'secrets-store.csi.x-k8s.io': {
      SecretProviderClass: ({ spec }) => asObjects(spec.secretObjects).map(({ secretName }) => asText(secretName)),
    },
  };

function templateMetadata({ template }: Dictionary): Dictionary {
  return asObject(asObject(template).metadata);
}

/**
 * Secrets that an object makes: itself, or through a controller.
 *
 * Source: https://cert-manager.io/docs/usage/ingress/; https://cert-manager.io/docs/usage/certificate/;
 * https://external-secrets.io/latest/api/externalsecret/; https://github.com/bitnami-labs/sealed-secrets;
 * https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
 */
export function madeBy(subject: Subject): readonly (string | undefined)[] {
  const { kind, name, spec, annotations } = subject;
  if (kind === 'Secret') return [name];
  const group = groupOf(subject);
  const makes = Object.hasOwn(MAKERS, group) ? MAKERS[group][kind] : undefined;
  if (makes !== undefined) return makes(subject);
  if (kind !== 'Ingress' || !isIssued(annotations)) return NONE_MADE;
  return asObjects(spec.tls).map(({ secretName }) => asText(secretName));
}

const NONE_MADE: readonly undefined[] = [];

function ofIngress({ spec }: Subject): Use[] {
  return asObjects(spec.tls).map(({ secretName }) => ({ name: secretName, type: 'tls', keys: ['tls.crt', 'tls.key'] }));
}

/**
 * Certificates of listeners; those that cert-manager makes are not needed beforehand.
 *
 * Source: https://cert-manager.io/docs/usage/gateway/
 */
function ofListeners({ annotations, spec }: Subject): Use[] {
  const isMade = Object.keys(annotations).some((key) => key.startsWith('cert-manager.io/'));
  const references = asObjects(spec.listeners).flatMap(({ tls }) => asObjects(asObject(tls).certificateRefs));
  return references
    .filter(({ kind = 'Secret', namespace }) => kind === 'Secret' && (!isMade || namespace !== undefined))
    .map(({ name, namespace }) => ({ name, namespace: asText(namespace), type: 'tls', keys: ['tls.crt', 'tls.key'] }));
}

/** Secrets that KEDA reads. */
function ofTrigger({ spec }: Subject): Use[] {
  return asObjects(spec.secretTargetRef).map(({ name, key }) => ({ name, type: 'generic', keys: [key] }));
}

function ofPod(pod: Dictionary): Use[] {
  return [
    ...containersOf(pod).flatMap(({ env, envFrom }) => [
      ...env.flatMap(({ valueFrom }) => generic(asObject(valueFrom).secretKeyRef, ({ key }) => [key])),
      ...envFrom.flatMap(({ secretRef }) => generic(secretRef, () => [])),
    ]),
    ...asObjects(pod.volumes).flatMap(ofVolume),
    ...asObjects(pod.imagePullSecrets).map(
      ({ name }): Use => ({ name, type: 'docker-registry', keys: ['.dockerconfigjson'] }),
    ),
  ];
}

function ofVolume({ secret, projected }: Dictionary): Use[] {
  const keysOf = ({ items }: Dictionary) => asObjects(items).map(({ key }) => key);
  const sources = asObjects(asObject(projected).sources);
  return [...generic(secret, keysOf), ...sources.flatMap((source) => generic(source.secret, keysOf))];
}

const NONE: readonly Use[] = [];

/** Use of a Secret by a reference; none where the reference is optional. */
function generic(reference: unknown, keysOf: (reference: Dictionary) => readonly unknown[]): readonly Use[] {
  if (!isDictionary(reference) || reference.optional === true) return NONE;
  const name = asText(reference.name) ?? asText(reference.secretName);
  return name === undefined ? NONE : [{ name, type: 'generic', keys: keysOf(reference) }];
}
