// Schemas of custom resources whose controller makes their definitions of its generated OpenAPI definitions in Go.
import { readFileSync } from 'node:fs';

/** Schema of a type of a `zz_generated.openapi.go`, in the form of a CustomResourceDefinition, with its references resolved. */
export function goDefinition(file: string, type: string): object {
  const types = new Map(
    [...readFileSync(file, 'utf8').matchAll(/^func schema_\w+_([A-Za-z]+)\(ref[^{]*\{\n([\s\S]*?)^\}/gm)].map(
      ([, name, body]): [string, string] => [name, body],
    ),
  );
  const schemaOf = (name: string): object => {
    const body = types.get(name);
    if (body === undefined) return { type: 'object', properties: {} };
    const fields = [...body.matchAll(/^\t{5}"([^"]+)": \{\n([\s\S]*?)^\t{5}\},/gm)];
    const required = /^\t{4}Required: +\[\]string\{([^}]*)\}/m.exec(body)?.[1] ?? '';
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map(([, field, text]) => [field, fieldSchema(text, schemaOf)])),
      required: JSON.parse(`[${required}]`),
    };
  };
  return schemaOf(type);
}

function fieldSchema(text: string, schemaOf: (name: string) => object): object {
  const [own, items] = text.split(/^\t+Items: /m);
  if (items !== undefined) return { type: 'array', items: fieldSchema(items, schemaOf) };
  const reference = /Ref: +ref\("[^"]*\.(\w+)"\)/.exec(own)?.[1];
  if (reference !== undefined) return schemaOf(reference);
  const [, type] = /Type: +\[\]string\{"(\w+)"\}/.exec(own) as RegExpExecArray;
  const isGiven = /^\t+Default: /m.test(own);
  return { type, format: /Format: +"(\w*)"/.exec(own)?.[1], ...(isGiven ? { default: null } : {}) };
}
