import type { Facts } from '../json/facts';
import { listRule } from './list-keys';
import { fieldsOf, isTyped, spelling } from './schema';
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
  typeOf: (type, field) => (type === undefined ? undefined : typeOf(type, field)),
  spelling: (type, field) => (type ? spelling(type, field) : field),
  listRule: (type, field) => (type === undefined ? undefined : listRule(type, field)),
  unions: (type) => (type !== undefined && Object.hasOwn(UNIONS, type) ? UNIONS[type] : []),
  example: (type) => EXAMPLES.get(type ?? '') ?? "the API's own JSON: { … }",
};

function typeOf(type: string, field: string): string | undefined {
  const found = fieldsOf(type)?.get(field);
  return found && isTyped(found) ? found.of : undefined;
}
