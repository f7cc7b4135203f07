// Writes lib/kubernetes/fields.generated.ts from the packages and imports that are here; `npm run fields`.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');
export const FILE = join(ROOT, 'lib/kubernetes/fields.generated.ts');

/** Kinds of which the library makes objects, with the file of kubernetes-models that describes each. */
const KINDS: { readonly [kind: string]: string } = {
  'apps/v1/Deployment': 'apps/v1/Deployment',
  'apps/v1/StatefulSet': 'apps/v1/StatefulSet',
  'v1/Service': 'v1/Service',
  'v1/ServiceAccount': 'v1/ServiceAccount',
  'v1/ConfigMap': 'v1/ConfigMap',
  'v1/Secret': 'v1/Secret',
  'rbac.authorization.k8s.io/v1/Role': 'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding': 'rbac.authorization.k8s.io/v1/RoleBinding',
  'policy/v1/PodDisruptionBudget': 'policy/v1/PodDisruptionBudget',
  'networking.k8s.io/v1/NetworkPolicy': 'networking.k8s.io/v1/NetworkPolicy',
  'networking.k8s.io/v1/Ingress': 'networking.k8s.io/v1/Ingress',
};

/** Fields whose type kubernetes-models writes out in place, with the file of that type. */
const WRITTEN_OUT: { readonly [field: string]: string } = { volumeClaimTemplates: 'v1/PersistentVolumeClaim' };

/** Types by name; of each its fields, with the type of what they hold where that is an object of fields too. */
type Types = Map<string, Map<string, string>>;

/** Types of Kubernetes, as kubernetes-models has them. */
function kubernetesTypes(): Types {
  const models = dirname(require.resolve('kubernetes-models/package.json'));
  const types: Types = new Map();
  const visit = (file: string): string => {
    const name = file.split('/').at(-1) as string;
    if (types.has(name)) return name;
    const fields = new Map<string, string>();
    types.set(name, fields);
    const text = readFileSync(`${file}.d.ts`, 'utf8');
    const body = /^export interface I\w+[^{\n]* \{\n([\s\S]*?)^\}/m.exec(text)?.[1];
    if (body === undefined) {
      types.delete(name); // a value such as IntOrString or Quantity
      return '';
    }
    for (const [, field, type] of body.matchAll(/^ {4}"([^"]+)"\??: (.*)$/gm)) {
      if (WRITTEN_OUT[field]) {
        fields.set(field, visit(join(models, WRITTEN_OUT[field])));
        continue;
      }
      const [reference] = /\bI\w+\b/.exec(type) ?? [];
      const at = reference && new RegExp(`\\b${reference}\\b[^;]* from "(.+)"`).exec(text)?.[1];
      // A status is not given by anybody.
      fields.set(
        field,
        at && field !== 'status' ? visit(at.startsWith('.') ? join(dirname(file), at) : inPackage(at)) : '',
      );
    }
    return name;
  };
  for (const file of Object.values(KINDS)) visit(join(models, file));
  return types;
}

/** Lines of the functions by which cdk8s renders imported types: type, API's field, TypeScript's field, type of it. */
function* imported(text: string): Generator<[string, string, string, string]> {
  for (const [, type, body] of text.matchAll(
    /^(?:export )?function toJson_(\w+)\([\s\S]*?result = \{\n([\s\S]*?)^ *\};/gm,
  )) {
    for (const [, field, value] of body.matchAll(/^ *'([^']+)': (.*),$/gm)) {
      const property = /obj\.(\w+)/.exec(value)?.[1] ?? field;
      yield [type, field, property, /toJson_(\w+)/.exec(value)?.[1] ?? ''];
    }
  }
}

/** File of a package, without the end of its name. */
function inPackage(path: string): string {
  const [scope, name, ...rest] = path.split('/');
  return join(dirname(require.resolve(`${scope}/${name}/package.json`)), ...rest);
}

/** Types of the Gateway API, as `cdk8s import` made them of its CRDs. */
function gatewayTypes(): Types {
  const types: Types = new Map();
  const short = (type: string) => type.replace('RulesBackendRefsFilters', 'RulesFilters'); // of the same fields
  for (const [type, field, , of] of imported(
    readFileSync(join(ROOT, 'imports/gateway.networking.k8s.io.ts'), 'utf8'),
  )) {
    if (!type.startsWith('HttpRouteSpec')) continue;
    types.set(short(type), (types.get(short(type)) ?? new Map()).set(field, short(of)));
  }
  const route = { apiVersion: '', kind: '', metadata: 'ObjectMeta', spec: 'HttpRouteSpec', status: '' };
  return types.set('HTTPRoute', new Map(Object.entries(route)));
}

/** Fields that cdk8s-plus-27 spells otherwise than the API, in a type that has them. */
function plusNames(types: Types): { [name: string]: string } {
  const known = new Set([...types.values()].flatMap((fields) => [...fields.keys()]));
  const names: { [name: string]: string } = {};
  const plus = join(dirname(require.resolve('cdk8s-plus-27/package.json')), 'lib/imports/k8s.js');
  for (const [, field, property] of imported(readFileSync(plus, 'utf8'))) {
    if (field === property || !known.has(field)) continue;
    if ((names[property] ?? field) !== field) throw new Error(`${property} is ${names[property]} and ${field}`);
    names[property] = field;
  }
  return names;
}

const version = (name: string) => JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version;

/** Text of the generated file. */
export function generate(): string {
  const types: Types = new Map([...kubernetesTypes(), ...gatewayTypes()]);
  const kinds = { ...KINDS, 'gateway.networking.k8s.io/v1/HTTPRoute': 'HTTPRoute' };
  const text = (fields: Map<string, string>) =>
    [...fields]
      .map(([field, type]) => (type ? `${field}:${type}` : field))
      .sort()
      .join(' ');
  const map = (entries: [string, string][]) =>
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => `  ${quoted(key)}: '${value}',`)
      .join('\n');
  return `// Generated by \`npm run fields\` from kubernetes-models ${version('kubernetes-models')}, imports/ and cdk8s-plus-27 ${version('cdk8s-plus-27')}; not edited by hand.

/** Types of the kinds that the library makes. */
export const KINDS: { readonly [kind: string]: string } = {
${map(Object.entries(kinds).map(([kind, file]) => [kind, file.split('/').at(-1) as string]))}
};

/** Fields of each type, \`field:Type\` where a field holds an object or objects of a type. */
export const FIELDS: { readonly [type: string]: string } = {
${map([...types].map(([name, fields]) => [name, text(fields)]))}
};

/** Fields that cdk8s-plus-27 spells otherwise, with the API's spelling. */
export const PLUS_NAMES: { readonly [name: string]: string } = {
${map(Object.entries(plusNames(types)))}
};
`;
}

const quoted = (key: string) => (/^\w+$/.test(key) ? key : `'${key}'`);

if (require.main === module) writeFileSync(FILE, generate());
