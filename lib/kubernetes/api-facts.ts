import type { Facts } from '../json/facts';
import { fieldsOf, spelling } from './fields';
import { LIST_RULES } from './list-keys';
import { UNIONS } from './unions';

/** Examples of raw values, by type. */
const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ['Container', "{ name: 'proxy', image: 'acme/proxy:1' }"],
  ['ConfigMapEnvSource', "{ name: 'settings' }"],
  ['EnvFromSource', "{ secretRef: { name: 'settings' } }"],
  ['EnvVar', "{ name: 'LOG_LEVEL', value: 'info' }"],
  ['SecretEnvSource', "{ name: 'settings' }"],
  ['SecretVolumeSource', "{ secretName: 'certificates' }"],
  ['Volume', "{ name: 'cache', emptyDir: {} }"],
  ['VolumeMount', "{ name: 'cache', mountPath: '/cache' }"],
]);

/** Facts about the API's objects: their fields, keyed lists and unions. */
export const KUBERNETES: Facts = {
  typeOf: (type, field) => (type && fieldsOf(type)?.get(field)) || undefined,
  spelling: (type, field) => (type ? spelling(type, field) : field),
  listRule: (type, field) => inTable(inTable(LIST_RULES, type), field),
  unions: (type) => inTable(UNIONS, type) ?? [],
  example: (type) => EXAMPLES.get(type ?? '') ?? "the API's own JSON: { … }",
};

function inTable<T>(table: { readonly [key: string]: T } | undefined, key: string | undefined): T | undefined {
  return table && key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
