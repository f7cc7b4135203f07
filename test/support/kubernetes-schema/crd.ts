// Types of custom resources, of the definitions in the Go modules of their controllers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { goDefinition } from './go-definitions';
import type { SourceField, SourceTypes } from './model';
import { goModule } from './openapi';

/** A custom resource: where its definition stands, and what its types are called. */
export interface CustomKind {
  readonly module: string;
  /** A CustomResourceDefinition, or OpenAPI definitions in Go. */
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Name of the type of its spec, with which those below begin. */
  readonly spec: string;
}

const GATEWAY = 'gateway.networking.k8s.io';

const gatewayKind = (kind: string, spec: string, version = 'v1'): CustomKind => ({
  module: 'sigs.k8s.io/gateway-api@v1.6.1',
  file: `config/crd/standard/${GATEWAY}_${kind.toLowerCase().replace(/cy$/, 'cie')}s.yaml`,
  apiVersion: `${GATEWAY}/${version}`,
  kind,
  spec,
});

const ingressGce = (apiVersion: string, kind: string): CustomKind => ({
  module: 'k8s.io/ingress-gce@v1.41.1',
  file: `pkg/apis/${kind.toLowerCase()}/${apiVersion.split('/')[1]}/zz_generated.openapi.go`,
  apiVersion,
  kind,
  spec: `${kind}Spec`,
});

/** Custom resources of which the library makes objects; a TriggerAuthentication has twice as many types, for a list of references. */
export const CUSTOM: readonly CustomKind[] = [
  gatewayKind('HTTPRoute', 'HttpRouteSpec'),
  gatewayKind('GRPCRoute', 'GrpcRouteSpec'),
  gatewayKind('TLSRoute', 'TlsRouteSpec'),
  gatewayKind('Gateway', 'GatewaySpec'),
  gatewayKind('ListenerSet', 'ListenerSetSpec'),
  gatewayKind('BackendTLSPolicy', 'BackendTlsPolicySpec'),
  gatewayKind('ReferenceGrant', 'ReferenceGrantSpec', 'v1beta1'),
  {
    module: 'github.com/kedacore/keda/v2@v2.20.2',
    file: 'config/crd/bases/keda.sh_scaledobjects.yaml',
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    spec: 'ScaledObjectSpec',
  },
  {
    module: 'github.com/cert-manager/cert-manager@v1.21.1',
    file: 'deploy/crds/cert-manager.io_certificates.yaml',
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    spec: 'CertificateSpec',
  },
  {
    module: 'github.com/traefik/traefik/v3@v3.7.9',
    file: 'docs/content/reference/dynamic-configuration/traefik.io_middlewares.yaml',
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    spec: 'MiddlewareSpec',
  },
  ingressGce('cloud.google.com/v1', 'BackendConfig'),
  ingressGce('networking.gke.io/v1beta1', 'FrontendConfig'),
  {
    module: 'github.com/GoogleCloudPlatform/gke-managed-certs@v1.2.12',
    file: 'deploy/managedcertificates-crd.yaml',
    apiVersion: 'networking.gke.io/v1',
    kind: 'ManagedCertificate',
    spec: 'ManagedCertificateSpec',
  },
];

/** Types of the custom resources, named by their paths; types with the same fields are one. */
export function customTypes(): SourceTypes {
  const types: SourceTypes = new Map();
  const known = new Map<string, string>();
  for (const kind of CUSTOM) addTypes(kind, types, known);
  return types;
}

/** Schema of a kind. */
function schemaOf({ module, file, apiVersion, kind }: CustomKind): any {
  const path = join(goModule(module), file);
  if (path.endsWith('.go')) return goDefinition(path, kind);
  const { spec } = parse(readFileSync(path, 'utf8'));
  const version = apiVersion.split('/')[1];
  return spec.versions.find((one: any) => one.name === version).schema.openAPIV3Schema;
}

function addTypes(custom: CustomKind, types: SourceTypes, known: Map<string, string>): void {
  const { kind, spec: name } = custom;
  const schema = schemaOf(custom);
  const visit = (object: any, type: string): string => {
    const fields = Object.entries<any>(object.properties).map(([field, of]): [string, SourceField] => [
      field,
      { ...fieldOf(of, (inner) => visit(inner, `${type}${field[0].toUpperCase()}${field.slice(1)}`)) },
    ]);
    const withRequired = fields
      .map(([field, one]): [string, SourceField] => [
        field,
        { ...one, required: object.required?.includes(field) && object.properties[field].default === undefined },
      ])
      .sort(([one], [other]) => (one < other ? -1 : 1));
    const text = JSON.stringify(withRequired, (_, value) => (value instanceof Map ? [...value] : value));
    const same = known.get(text);
    if (same !== undefined) return same;
    known.set(text, type);
    types.set(type, new Map(withRequired));
    return type;
  };
  const of = visit(schema.properties.spec, name);
  const fields: [string, SourceField][] = [
    ['apiVersion', {}],
    ['kind', {}],
    ['metadata', { of: 'ObjectMeta' }],
    ['spec', { of, required: true }],
    ...(schema.properties.status ? [['status', { of: '*' }] as [string, SourceField]] : []),
  ];
  types.set(kind, new Map(fields));
}

function fieldOf(schema: any, visit: (object: any) => string): SourceField {
  if (schema.type === 'array') {
    const inner = fieldOf(schema.items, visit);
    const isMap = schema['x-kubernetes-list-type'] === 'map';
    return {
      ...inner,
      around: `[${inner.around ?? ''}`,
      items: [schema.minItems, schema.maxItems],
      ...(isMap ? { distinctBy: schema['x-kubernetes-list-map-keys'] } : {}),
      ...(schema['x-kubernetes-list-type'] === 'set' ? { distinctBy: [] } : {}),
    };
  }
  if (schema.additionalProperties) {
    const inner = fieldOf(schema.additionalProperties, visit);
    return { ...inner, around: `{${inner.around ?? ''}` };
  }
  if (schema['x-kubernetes-preserve-unknown-fields']) return { of: '*' };
  if (schema.type === 'object') return { of: visit(schema) };
  if (schema['x-kubernetes-int-or-string']) return { of: 'p', pattern: schema.pattern };
  return {
    of: { string: '', integer: schema.format === 'int32' ? 'i' : 'l', boolean: 'b', number: 'f' }[
      schema.type as string
    ],
    values: schema.enum && new Map(schema.enum.map((value: string) => [value, 0])),
    bounds: [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength],
    pattern: schema.pattern,
  };
}
