import type { SecretValue } from 'cdk8s-plus-27';
import { Refusal, within } from '../errors/refusal';
import type { EnvVar, Labels } from '../kubernetes/api';
import { references } from '../kubernetes/environment';
import { checkDataSize } from '../kubernetes/limits';
import { checkKey, checkName } from '../kubernetes/names';
import { checkOverrides, checkParts } from '../manifests/overrides';
import type { Place } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { classTest } from '../props/known-class';
import { told } from '../props/told';
import { type AcceptedRisks, acceptedRisks, accepts } from '../risks/accepted-risks';
import { checkNoSecret } from '../risks/literals';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import type { BundleUse } from './bundle-contribution';
import { bundleFiles } from './bundle-files';
import { type BundleContent, bundleObjects } from './bundle-objects';
import type { ConfigBundleProps } from './config-bundle-props';
import type { ConfigValue } from './config-value';
import { readEnvFile } from './env-file';
import { ConfigMapKey, configMapVariable } from './existing-config-map';

const isValue = classTest('ConfigValue') as (value: unknown) => value is ConfigValue;

/**
 * Describes a bundle from its props.
 *
 * @throws where a value looks like a secret, a name is none that Kubernetes takes, or a name is set twice
 */
export function describeBundle(place: Place, props: ConfigBundleProps): BundleUse {
  return within(place, () => {
    checkProps('ConfigBundleProps', props);
    checkOverrides(props.overrides);
    const risks = acceptedRisks(props.allow);
    const content = bundleContent(place.id, props, risks);
    const variables = Object.entries(props.variables ?? {}).map(([name, key]) => variable(name, key));
    checkOnce([content.values, props.variables, content.localOnlySecrets]);
    const objects = bundleObjects(content, props.overrides, risks, place.target);
    checkParts(props.overrides, { ...objects });
    const uses = [...(props.configMaps ?? []), ...(props.secrets ?? [])];
    const envFrom = uses.flatMap((use) => use._envFrom);
    return { content, objects, variables, envFrom, folders: uses.flatMap((use) => use._folders) };
  });
}

/** Content of the bundle's own objects. */
function bundleContent(id: string, props: ConfigBundleProps, risks: AcceptedRisks): BundleContent {
  const name = checkName('label', 'name', props.name ?? id, '-files-0123456789'.length);
  const values = valuesOf(props, risks);
  return { name, values, files: bundleFiles(props, risks), localOnlySecrets: localOnlySecrets(props, risks) };
}

function valuesOf({ values = {} }: ConfigBundleProps, risks: AcceptedRisks): Labels {
  const texts: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(values)) {
    checkKey('environmentVariable', 'values', name);
    const text = isValue(value) ? value.text : value;
    if (typeof text !== 'string') throw noText(name, text);
    checkNoSecret('values', name, text, risks);
    checkNoReference(name, text);
    texts[name] = text;
  }
  checkDataSize('values', texts);
  return texts;
}

function noText(name: string, value: unknown): Refusal {
  return new Refusal({
    property: `values.${name}`,
    ...(value === undefined || value === null || typeof value === 'object'
      ? told(value)
      : { kind: `a ${typeof value}` }), // it could be a secret
    allowed: 'text, or a ConfigValue',
    fix: 'put it into quotes; a number is ConfigValue.integer(…)',
  });
}

function localOnlySecrets(props: ConfigBundleProps, risks: AcceptedRisks): Labels | undefined {
  const { localOnlySecrets: own, localOnlyEnvFile: file } = props;
  if (own === undefined && file === undefined) return undefined;
  if (!accepts(risks, 'local-only-secrets')) {
    throw literalSecrets(own === undefined ? 'localOnlyEnvFile' : 'localOnlySecrets');
  }
  const all = { ...(file === undefined ? {} : readEnvFile('localOnlyEnvFile', file)), ...own };
  for (const name of Object.keys(all)) checkKey('environmentVariable', 'localOnlySecrets', name);
  checkDataSize('localOnlySecrets', all);
  return all;
}

function variable(name: string, key: SecretKey | SecretValue | ConfigMapKey): EnvVar {
  checkName('environmentVariable', 'variables', name);
  if (ConfigMapKey._isConfigMapKey(key)) return configMapVariable(name, key);
  return secretVariable(name, SecretKey._fromOptional(`variables.${name}`, key));
}

/** Refuses a name that two of the maps set. */
function checkOnce(maps: readonly (object | undefined)[]): void {
  const all = maps.flatMap((map) => Object.keys(map ?? {}));
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new Refusal({
    property: 'values, variables, localOnlySecrets',
    value: twice,
    why: 'the variable is set twice',
    allowed: 'each name once',
    fix: 'remove one of them',
  });
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

function literalSecrets(property: string): Refusal {
  return new Refusal({
    property,
    why: 'the values would stand in the manifest, in Git and in the CI log',
    allowed: 'references to existing Secrets: `variables` or `secrets`',
    fix: "create the Secret with kubectl, External Secrets or Sealed Secrets; on a developer's machine only: allow: [Waiver.localOnlySecrets('why')]",
  });
}
