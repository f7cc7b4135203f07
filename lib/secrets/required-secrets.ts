import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type NamedSecret, namedSecrets } from '../inventory/named-secrets';
import { type Subject, subjectsOf } from '../inventory/subject';
import { synthesized } from '../manifests/synthesized';
import { publicClass } from '../props/public-class';

/** Secret that must exist before the manifests are applied. */
export interface RequiredSecret {
  /** Its namespace, empty for the one that kubectl is set to. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** Its type, as the argument of `kubectl create secret`: `generic`, `docker-registry` or `tls`. */
  readonly type: string;
  /** Keys that are read; empty where all of them are. */
  readonly keys: string[];
  /** Workloads, Ingresses and Gateways that need it, as `Kind/name`. */
  readonly usedBy: string[];
  /** Command that makes it, without values: they are taken from variables of the shell, or from files. */
  readonly command: string;
}

/**
 * Secrets that must exist before the manifests are applied: read from the rendered manifests, so that those which an
 * override or a sidecar names are among them.
 */
export class RequiredSecrets {
  /**
   * Secrets that everything below `scope` needs and does not make itself, by namespace and name.
   *
   * @param scope an app, a chart or any construct
   */
  public static of(scope: IConstruct): RequiredSecret[] {
    const objects = scope.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one));
    const relevant = objects.filter(({ kind }) => RELEVANT.has(kind));
    const subjects: Subject[] = [];
    for (const object of relevant) subjectsOf(read(object), object.node, subjects);
    return namedSecrets(subjects).map((secret) => ({
      ...secret,
      keys: [...secret.keys],
      usedBy: [...secret.usedBy],
      command: commandOf(secret),
    }));
  }

  /**
   * The same as text for people: each Secret with its keys, who needs it, and the command that makes it.
   *
   * @param scope an app, a chart or any construct
   */
  public static text(scope: IConstruct): string {
    return textOf(RequiredSecrets.of(scope)) ?? 'No Secrets have to exist beforehand.';
  }

  private constructor() {}
}

publicClass(RequiredSecrets, 'RequiredSecrets');

const asked = synthesized();
if (asked) asked.requiredSecrets = (tree) => textOf(RequiredSecrets.of(tree));

function textOf(all: readonly RequiredSecret[]): string | undefined {
  if (all.length === 0) return undefined;
  const namespaces = [...new Set(all.map(({ namespace }) => namespace))].filter(Boolean);
  const made = namespaces.map(
    (name) => `  namespace ${name}\n    kubectl get namespace ${name} || kubectl create namespace ${name}`,
  );
  const blocks = all.map(({ namespace, name, keys, usedBy, command }) => {
    const where = namespace ? `${namespace}/${name}` : name;
    return `  ${where}: ${keys.join(', ') || 'all keys'} (for ${usedBy.join(', ')})\n    ${command}`;
  });
  return ['Secrets that must exist before the manifests are applied:', ...made, ...blocks].join('\n');
}

/** Manifest of an object, of which the library's own need not be rendered again. */
function read(object: ApiObject & { _read?(): unknown }): unknown {
  return object._read?.() ?? object.toJson();
}

/** Kinds that name Secrets, or make them. */
const RELEVANT: ReadonlySet<string> = new Set([
  'Certificate',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'ExternalSecret',
  'Gateway',
  'Ingress',
  'Job',
  'ListenerSet',
  'Pod',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'SealedSecret',
  'Secret',
  'SecretProviderClass',
  'StatefulSet',
  'TriggerAuthentication',
]);

function commandOf({ namespace, name, type, keys }: NamedSecret): string {
  const start = `kubectl create secret ${type} ${name}${namespace ? ` --namespace ${namespace}` : ''}`;
  if (type === 'tls') return `${start} --cert=tls.crt --key=tls.key`;
  if (type === 'docker-registry') return `${start} --from-file=.dockerconfigjson`;
  if (keys.length === 0) return `${start} --from-env-file=${name}.env`;
  const files = keys.filter(isText).map((key) => `test -s ${key} && `); // the shell goes on where `cat` fails
  return `${files.join('')}${[start, ...keys.map(argumentOf)].join(' ')}`;
}

/** Files that hold bytes rather than text. */
const BINARY = /\.(p12|pfx|jks|keystore|der|bin|gz)$/i;

/** Names that variables of a shell can have. */
const VARIABLE = /^[A-Za-z_]\w*$/;

/** Whether the value of a key is taken from a file of text. */
function isText(key: string): boolean {
  return !VARIABLE.test(key) && !BINARY.test(key);
}

/**
 * Argument for one key; a variable that is not set ends the command. The shell takes the newline from the end of a file,
 * which a cookie must not have.
 */
function argumentOf(key: string): string {
  if (VARIABLE.test(key)) return `--from-literal=${key}="\${${key}:?}"`;
  return BINARY.test(key) ? `--from-file=${key}` : `--from-literal=${key}="$(cat ${key})"`;
}
