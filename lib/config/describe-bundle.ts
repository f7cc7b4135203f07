import { checkHidesNoRelease } from '../beam/release-paths';
import { Refusal, within } from '../errors/refusal';
import type { ConfigMap, Labels, Secret } from '../kubernetes/api';
import { references } from '../kubernetes/environment';
import { objectLabels } from '../kubernetes/labels';
import { checkDataSize } from '../kubernetes/limits';
import { checkMountPath } from '../kubernetes/mount-paths';
import { checkKey, checkName } from '../kubernetes/names';
import type { KubernetesTarget } from '../kubernetes/target';
import { immutableConfigMap } from '../manifests/immutable-config-map';
import { applyOverride, checkOverrides, checkParts } from '../manifests/overrides';
import type { Place } from '../manifests/place';
import type { Contribution } from '../pod/contribution';
import { checkProps } from '../props/check-props';
import { type AcceptedRisks, acceptedRisks, accepts } from '../risks/accepted-risks';
import { checkNoSecret } from '../risks/literals';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import { mountFolders } from '../secrets/secret-use';
import type { ConfigBundleProps } from './config-bundle-props';

/** Objects of a bundle, by the names of its parts. */
export interface BundleObjects {
  readonly configMap?: ConfigMap;
  readonly filesConfigMap?: ConfigMap;
  readonly secret?: Secret;
}

/** Bundle that was described and checked, before any object of it is made. */
export interface DescribedBundle {
  readonly name: string;
  readonly objects: BundleObjects;
  /** Contribution to the pods of a release that takes the bundle. */
  readonly contribution: Contribution;
}

/** Folder of `files` where the props name none. */
const FILES_PATH = '/etc/app';

/**
 * Describes a bundle from its props.
 *
 * @throws where a value looks like a secret, a name is none that Kubernetes takes, or a name is set twice
 */
export function describeBundle(place: Place, props: ConfigBundleProps): DescribedBundle {
  return within(place, () => {
    checkProps('ConfigBundleProps', props);
    checkOverrides(props.overrides);
    const risks = acceptedRisks(props.allow);
    const { name, variables } = checkBundle(place.id, props, risks);
    const objects = bundleObjects(name, props, risks, place.target);
    checkParts(props.overrides, { ...objects });
    return { name, objects, contribution: contribution(props, objects, variables) };
  });
}

function bundleObjects(
  name: string,
  props: ConfigBundleProps,
  annotations: AcceptedRisks,
  target: KubernetesTarget,
): BundleObjects {
  const labels = objectLabels(name);
  const configMapOf = (part: 'configMap' | 'filesConfigMap', partName: string, data: Labels | undefined) =>
    data && immutableConfigMap(partName, data, labels, annotations, { part, json: props.overrides?.[part], target });
  const { localOnlySecrets, overrides } = props;
  return {
    configMap: configMapOf('configMap', name, nonEmpty(props.values)),
    filesConfigMap: configMapOf('filesConfigMap', `${name}-files`, nonEmpty(props.files)),
    secret:
      localOnlySecrets &&
      applyOverride('secret', localOnlySecret(name, localOnlySecrets, labels, annotations), overrides?.secret, target),
  };
}

function localOnlySecret(name: string, stringData: Labels, labels: Labels, annotations: Labels): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${name}-local-only`,
      labels: { ...labels, 'cdk8s-elixir/local-only': 'true' },
      annotations,
    },
    type: 'Opaque',
    stringData: { ...stringData },
  };
}

function contribution(
  { values, localOnlySecrets, filesPath = FILES_PATH, secrets = [] }: ConfigBundleProps,
  { configMap, filesConfigMap, secret }: BundleObjects,
  variables: { readonly [name: string]: SecretKey },
): Contribution {
  const files = filesConfigMap && { path: filesPath, source: { configMap: { name: filesConfigMap.metadata?.name } } };
  return {
    by: 'config',
    property: 'value',
    variables: Object.entries(variables).map(([variable, key]) => secretVariable(variable, key)),
    envFrom: [
      ...(configMap ? [{ configMapRef: { name: configMap.metadata?.name } }] : []),
      ...(secret ? [{ secretRef: { name: secret.metadata?.name } }] : []),
      ...secrets.flatMap((use) => use._envFrom),
    ],
    envFromPrefixes: secrets.flatMap((use) => use._envFrom.map(({ prefix }) => prefix ?? '')),
    envFromNames: [...Object.keys(values ?? {}), ...Object.keys(localOnlySecrets ?? {})],
    ...mountFolders('config', [...(files ? [files] : []), ...secrets.flatMap((use) => use._folders)]),
  };
}

/** Refuses props that cannot work; gives the name and the references to keys of Secrets. */
function checkBundle(id: string, props: ConfigBundleProps, risks: AcceptedRisks) {
  const name = checkName('label', 'name', props.name ?? id, '-files-0123456789'.length);
  for (const map of ['values', 'files', 'localOnlySecrets'] as const) checkDataSize(map, props[map] ?? {});
  const all = [props.values, props.variables, props.localOnlySecrets].flatMap((map) => Object.keys(map ?? {}));
  for (const [variable, value] of Object.entries(props.values ?? {})) {
    checkKey('environmentVariable', 'values', variable);
    checkNoSecret('values', variable, value, risks);
    checkNoReference(variable, value);
  }
  for (const [file, content] of Object.entries(props.files ?? {})) {
    checkKey('configKey', 'files', file);
    checkNoSecret('files', file, content, risks);
  }
  if (props.filesPath !== undefined) checkHidesNoRelease('filesPath', checkMountPath('filesPath', props.filesPath, []));
  const variables = Object.fromEntries(
    Object.entries(props.variables ?? {}).map(([variable, key]) => {
      checkName('environmentVariable', 'variables', variable);
      return [variable, SecretKey._from(`variables.${variable}`, key)];
    }),
  );
  for (const variable of Object.keys(props.localOnlySecrets ?? {}))
    checkKey('environmentVariable', 'localOnlySecrets', variable);
  if (props.localOnlySecrets && !accepts(risks, 'local-only-secrets')) throw literalSecrets();
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
  return { name, variables };
}

function nonEmpty<T extends object>(map: T | undefined): T | undefined {
  return map && Object.keys(map).length > 0 ? { ...map } : undefined; // cdk8s renders no map without a prototype
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
