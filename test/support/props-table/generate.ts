// Writes lib/props/props.generated.ts from the assemblies of jsii that are here; `npm run props`, after `npm run build`.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ApiType, apiTypes, type Method, type Parameter, type TypeReference } from '../assembly';

const ROOT = join(__dirname, '../../..');
export const FILE = join(ROOT, 'lib/props/props.generated.ts');

/** Types by name, of the library and of cdk8s-plus-27, whose structs the library takes. */
type Types = ReadonlyMap<string, ApiType>;

function allTypes(): Types {
  const plus = dirname(require.resolve('cdk8s-plus-27/package.json'));
  return new Map([...apiTypes(), ...apiTypes(plus)].map((type) => [type.fqn, type]));
}

/** Classes of cdk8s's own app: they take what it takes. */
const NOT_CHECKED = /\.app\./;

/** The API's own JSON, which its own schema checks. */
const RAW = /^cdk8s-plus-27\.k8s\./;

/** Refused where it is read, in words that tell how a Secret is made. */
const SECRET_KEY = 'cdk8s-elixir.SecretKey';

/** Struct or interface with the properties of those that it extends. */
function propertiesOf(types: Types, type: ApiType): Parameter[] {
  const inherited = (type.interfaces ?? []).flatMap((fqn) => {
    const base = types.get(fqn);
    return base === undefined ? [] : propertiesOf(types, base);
  });
  const all = new Map([...inherited, ...(type.properties ?? [])].map((one) => [one.name, one]));
  return [...all.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

class Table {
  public readonly structs = new Map<string, string>();
  public readonly interfaces = new Map<string, string>();
  public readonly enums = new Map<string, string>();
  public readonly classes = new Map<string, string>();
  public readonly methods = new Map<string, string>();

  constructor(private readonly types: Types) {
    const own = [...types.values()].filter(({ fqn }) => fqn.startsWith('cdk8s-elixir.') && !NOT_CHECKED.test(fqn));
    for (const type of own.filter(({ kind }) => kind === 'class')) {
      if (type.initializer) this.class(type);
      for (const method of type.methods ?? []) this.method(type, method);
      this.structsOf(type.initializer?.parameters ?? []);
    }
  }

  private structsOf(parameters: readonly Parameter[]): void {
    for (const { type } of parameters) this.text(type);
  }

  private method(of: ApiType, { name, parameters = [] }: Method): void {
    const text = this.members(parameters);
    if (parameters.length > 0) this.methods.set(`${of.name}.${name}`, text);
  }

  private members(parameters: readonly Parameter[]): string {
    return parameters.map(({ name, optional, type }) => `${name}${optional ? '?' : ''}:${this.text(type)}`).join(' ');
  }

  /** Type as the table writes it; what is named is put into the table too. */
  private text(type: TypeReference | undefined): string {
    if (type === undefined || type.union) return 'any'; // told apart where it is read
    if (type.primitive) return type.primitive;
    if (type.collection)
      return `${this.text(type.collection.elementtype)}${type.collection.kind === 'array' ? '[]' : '{}'}`;
    const fqn = type.fqn as string;
    if (RAW.test(fqn)) return 'json';
    if (fqn === SECRET_KEY) return 'any';
    const name = fqn.split('.').at(-1) as string;
    const found = this.types.get(fqn);
    if (found?.kind === 'enum') this.enum(name, fqn);
    else if (found?.kind === 'interface' && found.datatype) this.struct(this.structs, name, found);
    else if (found?.kind === 'interface' && fqn.startsWith('cdk8s-elixir.')) this.interface(name, found);
    else if (found?.kind === 'class' && fqn.startsWith('cdk8s-elixir.')) this.class(found);
    return name;
  }

  private struct(into: Map<string, string>, name: string, type: ApiType): void {
    if (into.has(name)) return;
    into.set(name, '');
    into.set(name, this.members(propertiesOf(this.types, type)));
  }

  private interface(name: string, type: ApiType): void {
    this.struct(this.interfaces, name, type);
    const methods = (type.methods ?? []).map((method) => `${method.name}:method`);
    this.interfaces.set(name, [...this.members(propertiesOf(this.types, type)).split(' '), ...methods].join(' '));
    this.classes.set(name, this.factories(type));
  }

  private class(type: ApiType): void {
    this.classes.set(type.name, type.initializer ? `new ${type.name}` : this.factories(type));
  }

  /** What gives a value of a type. */
  private factories({ fqn }: ApiType): string {
    return [...this.types.values()]
      .flatMap(({ name, methods = [] }) =>
        methods.filter(({ returns }) => returns?.type.fqn === fqn).map((method) => `${name}.${method.name}`),
      )
      .sort()
      .join(' ');
  }

  /** Members with their values, which an assembly does not hold. */
  private enum(name: string, fqn: string): void {
    const [module] = fqn.split('.');
    const values = require(module === 'cdk8s-elixir' ? join(ROOT, 'build/bundle') : module)[name];
    this.enums.set(
      name,
      Object.entries(values)
        .map(([member, value]) => `${member}=${value}`)
        .join(' '),
    );
  }
}

/** Text of the generated file. */
export function generate(): string {
  const { structs, interfaces, enums, classes, methods } = new Table(allTypes());
  const map = (entries: ReadonlyMap<string, string>) =>
    [...entries]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => `  ${/^\w+$/.test(key) ? key : `'${key}'`}: '${value}',\n`)
      .join('');
  const table = (name: string, says: string, entries: ReadonlyMap<string, string>) =>
    `\n/** ${says} */\nexport const ${name}: { readonly [name: string]: string } = {\n${map(entries)}};\n`;
  return [
    '// Generated by `npm run props` from the assemblies of jsii; not edited by hand.\n',
    table('STRUCTS', 'Properties of each struct, `property:Type`, with `?` where it may be left out.', structs),
    table('INTERFACES', 'Members that an object of the user has, likewise.', interfaces),
    table('METHODS', 'Parameters of each method of the public API, likewise.', methods),
    table('ENUMS', 'Members of each enumeration, with their values.', enums),
    table('CLASSES', 'What gives a value of each class.', classes),
  ].join('');
}

if (require.main === module) writeFileSync(FILE, generate());
