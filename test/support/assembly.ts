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

/** A property of a struct, as jsii writes it down. */
export interface Property extends Documented {
  readonly name: string;
  readonly optional?: boolean;
  readonly static?: boolean;
}

/** A type of the public API. */
export interface ApiType extends Documented {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly initializer?: Documented & { readonly parameters?: readonly Property[] };
  readonly properties?: readonly Property[];
  readonly methods?: readonly (Property & { readonly parameters?: readonly Property[] })[];
  readonly members?: readonly Property[];
}

/** The public API, from the assembly that `npm run build` makes. */
export function apiTypes(): ApiType[] {
  return Object.values(read(join(__dirname, '../..'), '.jsii').types as { [fqn: string]: ApiType });
}

/** A large assembly is a pointer to a compressed one beside it. */
function read(folder: string, file: string): any {
  const bytes = readFileSync(join(folder, file));
  const content = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
  return content.schema === 'jsii/file-redirect' ? read(folder, content.filename) : content;
}
