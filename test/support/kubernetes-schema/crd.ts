// Types of the HTTPRoute, of the CustomResourceDefinition in the Go module of the Gateway API.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { SourceField, SourceTypes } from './model';
import { goModule } from './openapi';

export const GATEWAY = 'sigs.k8s.io/gateway-api@v1.6.1';
export const ROUTE = 'gateway.networking.k8s.io/v1/HTTPRoute';
const CRD = 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml';

/** Types of the HTTPRoute, named by their paths; types with the same fields are one. */
export function gatewayTypes(): SourceTypes {
  const { spec } = parse(readFileSync(join(goModule(GATEWAY), CRD), 'utf8'));
  const { openAPIV3Schema: schema } = spec.versions.find(({ name }: any) => name === 'v1').schema;
  const types: SourceTypes = new Map();
  const known = new Map<string, string>();
  const visit = (object: any, name: string): string => {
    const fields = Object.entries<any>(object.properties).map(([field, of]): [string, SourceField] => [
      field,
      { ...fieldOf(of, (inner) => visit(inner, `${name}${field[0].toUpperCase()}${field.slice(1)}`)) },
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
    known.set(text, name);
    types.set(name, new Map(withRequired));
    return name;
  };
  const of = visit(schema.properties.spec, 'HttpRouteSpec');
  const route: [string, SourceField][] = [
    ['apiVersion', {}],
    ['kind', {}],
    ['metadata', { of: 'ObjectMeta' }],
    ['spec', { of, required: true }],
    ['status', { of: '*' }],
  ];
  return types.set('HTTPRoute', new Map(route));
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
  if (schema.type === 'object') return { of: visit(schema) };
  return {
    of: { string: '', integer: schema.format === 'int64' ? 'l' : 'i', boolean: 'b' }[schema.type as string],
    values: schema.enum && new Map(schema.enum.map((value: string) => [value, 0])),
    bounds: [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength],
    pattern: schema.pattern,
  };
}
