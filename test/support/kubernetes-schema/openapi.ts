// Types of Kubernetes, of all its versions: api/openapi-spec and the generated OpenAPI definitions of its Go modules.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceField, SourceTypes } from './model';

/** A release of each version. */
export const RELEASES: readonly string[] = [
  ...['1.27.16', '1.28.15', '1.29.15', '1.30.14', '1.31.14', '1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3'],
  '1.37.1',
];

/** Kinds of which the library makes objects, with the file of their group and the name of their type. */
export const KINDS: { readonly [kind: string]: readonly [string, string] } = {
  'apps/v1/Deployment': ['apis__apps__v1', 'io.k8s.api.apps.v1.Deployment'],
  'apps/v1/StatefulSet': ['apis__apps__v1', 'io.k8s.api.apps.v1.StatefulSet'],
  'batch/v1/Job': ['apis__batch__v1', 'io.k8s.api.batch.v1.Job'],
  'batch/v1/CronJob': ['apis__batch__v1', 'io.k8s.api.batch.v1.CronJob'],
  'autoscaling/v2/HorizontalPodAutoscaler': [
    'apis__autoscaling__v2',
    'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
  ],
  'v1/Service': ['api__v1', 'io.k8s.api.core.v1.Service'],
  'v1/PersistentVolumeClaim': ['api__v1', 'io.k8s.api.core.v1.PersistentVolumeClaim'],
  'v1/ServiceAccount': ['api__v1', 'io.k8s.api.core.v1.ServiceAccount'],
  'v1/PodTemplate': ['api__v1', 'io.k8s.api.core.v1.PodTemplate'],
  'v1/ResourceQuota': ['api__v1', 'io.k8s.api.core.v1.ResourceQuota'],
  'v1/ConfigMap': ['api__v1', 'io.k8s.api.core.v1.ConfigMap'],
  'v1/Secret': ['api__v1', 'io.k8s.api.core.v1.Secret'],
  'rbac.authorization.k8s.io/v1/Role': ['apis__rbac.authorization.k8s.io__v1', 'io.k8s.api.rbac.v1.Role'],
  'rbac.authorization.k8s.io/v1/RoleBinding': ['apis__rbac.authorization.k8s.io__v1', 'io.k8s.api.rbac.v1.RoleBinding'],
  'policy/v1/PodDisruptionBudget': ['apis__policy__v1', 'io.k8s.api.policy.v1.PodDisruptionBudget'],
  'networking.k8s.io/v1/NetworkPolicy': ['apis__networking.k8s.io__v1', 'io.k8s.api.networking.v1.NetworkPolicy'],
  'networking.k8s.io/v1/Ingress': ['apis__networking.k8s.io__v1', 'io.k8s.api.networking.v1.Ingress'],
};

/** Types that are values, with the letter of the table. */
const VALUES: { readonly [type: string]: string } = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'p',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': '*',
};

const FORMATS: { readonly [type: string]: string } = {
  'integer/int32': 'i',
  'integer/int64': 'l',
  'number/double': 'f',
  'boolean/': 'b',
  'string/': '',
  'string/byte': 'y',
  'string/date-time': 't',
};

/** Types of one version. */
interface Version {
  readonly minor: number;
  readonly schemas: { readonly [type: string]: any };
  /** Values of fields, by the name that the generated Go code gives the type. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** Folder of a Go module. */
export function goModule(module: string): string {
  return JSON.parse(execFileSync('go', ['mod', 'download', '-json', module], { cwd: tmpdir(), encoding: 'utf8' })).Dir;
}

function read(release: string): Version {
  const folder = goModule(`k8s.io/kubernetes@v${release}`);
  const files = new Set(Object.values(KINDS).map(([file]) => `${file}_openapi.json`));
  const schemas = [...files].map(
    (file) => JSON.parse(readFileSync(join(folder, 'api/openapi-spec/v3', file), 'utf8')).components.schemas,
  );
  const go = readFileSync(join(folder, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8');
  return { minor: Number(release.split('.')[1]), schemas: Object.assign({}, ...schemas), values: valuesIn(go) };
}

/** `Enum` of every property, which the published files leave out. */
function valuesIn(go: string): Version['values'] {
  const types = new Map<string, Map<string, string[]>>();
  for (const [, name, body] of go.matchAll(/^func schema_(\w+)\(ref[^{]*\{\n([\s\S]*?)^\}/gm)) {
    const fields = new Map<string, string[]>();
    for (const [, field, list] of body.matchAll(
      /^\t{5}"([^"]+)": \{\n(?:(?!^\t{5}\},)[\s\S])*?Enum: +\[\]interface\{\}\{([^}]*)\}/gm,
    )) {
      fields.set(field, JSON.parse(`[${list}]`));
    }
    if (fields.size > 0) types.set(name, fields);
  }
  return types;
}

/** Name of a type in the generated Go code: `k8sio_api_core_v1_Container`. */
const goName = (type: string) =>
  type
    .replace(/^io\.k8s\.api\./, 'k8sio_api_')
    .replace(/^io\.k8s\.apimachinery\./, '')
    .replaceAll('.', '_');

const shortName = (type: string) => type.split('.').at(-1) as string;

/** Types of Kubernetes, each field with the versions that have it. */
export function kubernetesTypes(): SourceTypes {
  const versions = RELEASES.map(read);
  const types: SourceTypes = new Map();
  const origins = new Map<string, string>();
  const visit = (type: string) => {
    const name = shortName(type);
    if ((origins.get(name) ?? type) !== type) throw new Error(`${name} is ${type} and ${origins.get(name)}`);
    if (types.has(name)) return;
    const fields = new Map<string, SourceField>();
    types.set(name, fields);
    origins.set(name, type);
    const having = versions.filter(({ schemas }) => schemas[type] !== undefined);
    const names = new Set(having.flatMap(({ schemas }) => Object.keys(schemas[type].properties ?? {})));
    for (const field of [...names].sort()) {
      // A status is not given by anybody.
      const found = having.filter(({ schemas }) => schemas[type].properties?.[field] !== undefined);
      const { schemas, minor } = found.at(-1) as Version;
      const { around, of, reference } = holds(schemas[type].properties[field]);
      const isStatus = field === 'status' && reference !== undefined;
      if (reference !== undefined && !isStatus) visit(reference);
      const since = found[0].minor;
      fields.set(field, {
        around,
        of: isStatus ? '*' : of,
        // What one version requires, a manifest for several holds.
        required: found.some((one) => one.schemas[type].required?.includes(field)),
        values: valuesOf(goName(type), field, versions),
        ...listOf(schemas[type].properties[field]),
        // Where a type comes and goes, what holds it says so.
        since: since === having[0].minor ? undefined : since,
        until: minor === having.at(-1)?.minor ? undefined : minor,
      });
    }
  };
  for (const [, type] of Object.values(KINDS)) visit(type);
  return types;
}

function holds(schema: any): { around: string; of: string; reference?: string } {
  if (schema.type === 'array') {
    const inner = holds(schema.items);
    return { ...inner, around: `[${inner.around}` };
  }
  if (schema.additionalProperties) {
    const inner = holds(schema.additionalProperties);
    return { ...inner, around: `{${inner.around}` };
  }
  const reference = (schema.$ref ?? schema.allOf?.[0].$ref)?.split('/').at(-1);
  if (reference === undefined) {
    const of = FORMATS[`${schema.type}/${schema.format ?? ''}`];
    if (of === undefined) throw new Error(`unknown: ${JSON.stringify(schema)}`);
    return { around: '', of };
  }
  const value = VALUES[reference];
  return value === undefined ? { around: '', of: shortName(reference), reference } : { around: '', of: value };
}

function listOf(schema: any): Pick<SourceField, 'mergedBy'> {
  const key = schema['x-kubernetes-patch-merge-key'];
  if (key === undefined) return {};
  const keys: string[] = schema['x-kubernetes-list-map-keys'] ?? [key];
  return { mergedBy: keys };
}

/** Values of a field in the newest version, each with the version that it came in. */
function valuesOf(type: string, field: string, versions: readonly Version[]): SourceField['values'] {
  const having = versions.filter(({ values }) => values.get(type)?.has(field));
  const newest = having.at(-1)?.values.get(type)?.get(field);
  if (newest === undefined || having.at(-1) !== versions.at(-1)) return undefined;
  const since = (value: string) =>
    having.find(({ values }) => values.get(type)?.get(field)?.includes(value))?.minor as number;
  return new Map(newest.map((value) => [value, since(value) === having[0].minor ? 0 : since(value)]));
}
