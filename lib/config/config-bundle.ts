import type { ApiObject } from 'cdk8s';
import type { SecretValue } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Refusal, within } from '../errors/refusal';
import type { EnvFromSource, EnvVar } from '../kubernetes/api';
import { references } from '../kubernetes/environment';
import { objectLabels } from '../kubernetes/labels';
import { checkMountPath } from '../kubernetes/mount-paths';
import { checkName } from '../kubernetes/names';
import { immutableConfigMap } from '../manifests/immutable-config-map';
import { manifest } from '../manifests/manifest';
import { checkOverrides, checkParts } from '../manifests/overrides';
import { checkNoSecret } from '../risks/literals';
import { type Waiver, waived, waiverAnnotations } from '../risks/waiver';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import type { Folder, SecretUse } from '../secrets/secret-use';

/** Overrides for the parts of a ConfigBundle: the API's own JSON, merged deeply. */
export interface ConfigBundleOverrides {
  /** Into the ConfigMap of the values. @default - nothing */
  readonly configMap?: any;
  /** Into the ConfigMap of the files. @default - nothing */
  readonly filesConfigMap?: any;
  /** Into the local-only Secret. @default - nothing */
  readonly secret?: any;
}

/** Properties of a ConfigBundle. */
export interface ConfigBundleProps {
  /**
   * First part of the objects' names.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Plain configuration, as environment variables. They go into an immutable ConfigMap whose name carries a hash of its
   * content: a change makes a new one and rolls the pods, and `kubectl rollout undo` finds the old one. Tools that prune
   * (Argo CD, Flux, `kubectl apply --prune`) remove the old one when nothing in Git names it any more: a rollback is then
   * a revert in Git.
   *
   * @default - none
   */
  readonly values?: { [name: string]: string };

  /**
   * Files with their content, in an immutable ConfigMap of their own.
   *
   * @default - none
   */
  readonly files?: { [name: string]: string };

  /**
   * The folder in which the release finds `files`.
   *
   * @default '/etc/app'
   */
  readonly filesPath?: string;

  /**
   * Environment variables from keys of existing Secrets.
   *
   * @default - none
   */
  readonly variables?: { [name: string]: SecretKey | SecretValue };

  /**
   * Whole existing Secrets, as environment or as files.
   *
   * @default - none
   */
  readonly secrets?: SecretUse[];

  /**
   * Secrets written out, for a cluster on a developer's machine. Needs `Waiver.localOnlySecrets`; they become a Secret
   * that says so in its name and labels.
   *
   * @default - none
   */
  readonly localOnlySecrets?: { [name: string]: string };

  /**
   * Accepted risks.
   *
   * @default - none
   */
  readonly allow?: Waiver[];

  /**
   * The API's own JSON for any field of any part.
   *
   * @default - nothing
   */
  readonly overrides?: ConfigBundleOverrides;
}

/**
 * What a release takes of a bundle.
 *
 * @internal
 */
export interface BundleContent {
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFromSource[];
  readonly folders: readonly Folder[];
  /** Names that `envFrom` sets, as far as they are known. */
  readonly names: readonly string[];
}

/**
 * ConfigMap and Secrets as one thing that a release takes: `config: bundle`.
 */
export class ConfigBundle extends Construct {
  /** The name. */
  public readonly name: string;

  /** The ConfigMap of the values, where there are any. */
  public readonly configMap?: ApiObject;

  /** The ConfigMap of the files, where there are any. */
  public readonly filesConfigMap?: ApiObject;

  /** The local-only Secret, where there is one. */
  public readonly secret?: ApiObject;

  /** @internal */
  public readonly _content: BundleContent;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props what is in it
   * @throws where a value looks like a secret, a name is none that Kubernetes takes, or a name is set twice
   */
  constructor(scope: Construct, id: string, props: ConfigBundleProps = {}) {
    super(scope, id);
    const { name, values, files, variables, secrets } = within(this.node.path, () => checked(id, props));
    const labels = objectLabels(name, undefined);
    const annotations = waiverAnnotations(props.allow);
    const configMapOf = (part: 'configMap' | 'filesConfigMap', partName: string, data: typeof values) => {
      const json = props.overrides?.[part];
      return (
        data && within(this.node.path, () => immutableConfigMap(partName, data, labels, annotations, { part, json }))
      );
    };
    const parts = {
      configMap: configMapOf('configMap', name, values),
      files: configMapOf('filesConfigMap', `${name}-files`, files),
    };
    this.name = name;
    this.configMap = parts.configMap && manifest(this, 'config-map', parts.configMap);
    this.filesConfigMap = parts.files && manifest(this, 'files-config-map', parts.files);
    this.secret =
      props.localOnlySecrets &&
      manifest(
        this,
        'secret',
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: {
            name: `${name}-local-only`,
            labels: { ...labels, 'cdk8s-elixir/local-only': 'true' },
            annotations,
          },
          type: 'Opaque',
          stringData: props.localOnlySecrets,
        },
        props.overrides?.secret,
      );
    const { configMap, filesConfigMap, secret } = this;
    within(this.node.path, () => checkParts(props.overrides, { configMap, filesConfigMap, secret }));
    const filesName = this.filesConfigMap?.name;
    this._content = {
      env: Object.entries(variables).map(([variable, key]) => secretVariable(variable, key)),
      envFrom: [
        ...(this.configMap ? [{ configMapRef: { name: this.configMap.name } }] : []),
        ...(this.secret ? [{ secretRef: { name: this.secret.name } }] : []),
        ...secrets.flatMap((use) => use._envFrom),
      ],
      folders: [
        ...(filesName ? [{ path: props.filesPath ?? '/etc/app', source: { configMap: { name: filesName } } }] : []),
        ...secrets.flatMap((use) => use._folders),
      ],
      names: [...Object.keys(values ?? {}), ...Object.keys(props.localOnlySecrets ?? {})],
    };
  }
}

function checked(id: string, props: ConfigBundleProps) {
  checkOverrides(props.overrides);
  const name = checkName('label', 'name', props.name ?? id, '-files-0123456789'.length);
  const all = [props.values, props.variables, props.localOnlySecrets].flatMap((map) => Object.keys(map ?? {}));
  for (const [variable, value] of Object.entries(props.values ?? {})) {
    checkName('environmentVariable', 'values', variable);
    checkNoSecret('values', variable, value, props.allow);
    checkText(`values.${variable}`, value);
    checkNoReference(variable, value);
  }
  for (const [file, content] of Object.entries(props.files ?? {})) {
    checkName('configKey', 'files', file);
    checkNoSecret('files', file, content, props.allow);
    checkText(`files.${file}`, content);
  }
  if (props.filesPath !== undefined) checkMountPath('filesPath', props.filesPath, []);
  const variables = Object.fromEntries(
    Object.entries(props.variables ?? {}).map(([variable, key]) => {
      checkName('environmentVariable', 'variables', variable);
      return [variable, SecretKey._from(`variables.${variable}`, key)];
    }),
  );
  for (const variable of Object.keys(props.localOnlySecrets ?? {}))
    checkName('environmentVariable', 'localOnlySecrets', variable);
  if (props.localOnlySecrets && !waived(props.allow, 'local-only-secrets')) throw literalSecrets();
  const twice = all.find((variable, index) => all.indexOf(variable) !== index);
  if (twice !== undefined) {
    throw new Refusal({
      property: 'values, variables, localOnlySecrets',
      value: twice,
      why: 'the variable is set twice',
      allowed: 'each name once',
      fix: 'remove one of them',
    });
  }
  return {
    name,
    values: nonEmpty(props.values),
    files: nonEmpty(props.files),
    variables,
    secrets: props.secrets ?? [],
  };
}

function nonEmpty<T extends object>(map: T | undefined): T | undefined {
  return map && Object.keys(map).length > 0 ? map : undefined;
}

function checkText(property: string, value: unknown): void {
  if (typeof value === 'string') return;
  throw new Refusal({ property, value, allowed: 'text', fix: 'put it into quotes: a ConfigMap holds text only' });
}

/** The kubelet expands `$(VAR)` in a pod's `env` only; of a ConfigMap the pod would get the text itself. */
function checkNoReference(variable: string, value: string): void {
  const [reference] = references(value);
  if (reference === undefined) return;
  throw new Refusal({
    property: `values.${variable}`,
    value,
    why: `$(${reference}) is not expanded in a ConfigMap: the pod would get the text "$(${reference})" itself`,
    allowed: 'text without $(VAR)',
    fix: `put it into \`env\` of the release, where $(${reference}) is expanded`,
  });
}

function literalSecrets(): Refusal {
  return new Refusal({
    property: 'localOnlySecrets',
    why: 'the values would stand in the manifest, in Git and in the CI log',
    allowed: 'references to existing Secrets: `variables` or `secrets`',
    fix: "create the Secret with kubectl, External Secrets or Sealed Secrets; on a developer's machine only: allow: [Waiver.localOnlySecrets('why')]",
  });
}
