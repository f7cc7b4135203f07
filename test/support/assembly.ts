import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface Documented {
  readonly docs?: {
    readonly summary?: string;
    readonly default?: string;
    readonly custom?: { readonly throws?: string };
  };
}

/** Type of a value, as jsii writes it down: one of these. */
export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly union?: unknown;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

/** A property of a struct, or a parameter. */
export interface Property extends Documented {
  readonly name: string;
  readonly type?: TypeReference;
  readonly optional?: boolean;
  readonly static?: boolean;
}

export type Parameter = Property;

/** A method of a class or an interface. */
export interface Method extends Property {
  readonly parameters?: readonly Parameter[];
  readonly returns?: { readonly type: TypeReference };
}

/** A type of the public API. */
export interface ApiType extends Documented {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** True for a struct. */
  readonly datatype?: boolean;
  /** Names of the structs and interfaces that it extends. */
  readonly interfaces?: readonly string[];
  readonly initializer?: Documented & { readonly parameters?: readonly Parameter[] };
  readonly properties?: readonly Property[];
  readonly methods?: readonly Method[];
  readonly members?: readonly Property[];
}

/** The public API, from the assembly that `npm run build` makes, or that of another package in its folder. */
export function apiTypes(folder = join(__dirname, '../..')): ApiType[] {
  return Object.values(read(folder, '.jsii').types as { [fqn: string]: ApiType });
}

/** A large assembly is a pointer to a compressed one beside it. */
function read(folder: string, file: string): any {
  const bytes = readFileSync(join(folder, file));
  const content = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
  return content.schema === 'jsii/file-redirect' ? read(folder, content.filename) : content;
}
