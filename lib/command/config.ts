import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Lines of cdk8s.yaml that a synth reads; the others (`language`, `imports`, `importDirectory`) are for `cdk8s import`. */
export interface Config {
  /** Command that runs the app. */
  readonly app?: string;
  /** Folder that is replaced. */
  readonly output?: string;
  /** Folder of validation plugins. */
  readonly pluginsDirectory?: string;
  /** Validation plugins, or the address of a file that names them. */
  readonly validations?: string | readonly unknown[];
  /** Format of the output. */
  readonly synthConfig?: Readonly<Partial<Record<'format' | 'chartApiVersion' | 'chartVersion', string>>>;
}

export const CONFIG_FILE = 'cdk8s.yaml';

/** Keys of the stock command's configuration. */
const KEYS: readonly string[] = [
  'app',
  'output',
  'pluginsDirectory',
  'validations',
  'synthConfig',
  'language',
  'imports',
  'importDirectory',
];

/**
 * What a folder's cdk8s.yaml says; undefined where there is none.
 *
 * @param note is told what is passed over
 */
export function configIn(folder: string, note: (message: string) => void): Config | undefined {
  const text = textOf(join(folder, CONFIG_FILE));
  return text === undefined ? undefined : (plain(text) ?? read(text, note));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${CONFIG_FILE} cannot be read: ${(error as Error).message}`);
  }
}

/** A key at the start of a line, with a value that YAML reads as this very text. */
const LINE =
  /^(?<key>app|output|pluginsDirectory|language|importDirectory): +(?<value>(?!(?:[nN][uU][lL][lL]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$)[A-Za-z_./][^#:'"{}[\]|>&*!%@`,]*?) *$/;

/** The list of imports, where it is one of plain words. */
const IMPORTS = /^imports: *\r?\n(?:(?: {2}- [A-Za-z][^\s#'"]*| *#.*) *(?:\r?\n|$))+/gm;

/** A blank line, or a comment. */
const NOTHING = /^ *(?:#.*)?$/;

/** A cdk8s.yaml as it usually is; undefined where a line needs a parser, which takes long to load. */
function plain(text: string): Config | undefined {
  const lines = text.replace(IMPORTS, '').split(/\r?\n/);
  const pairs = lines.filter((line) => !NOTHING.test(line)).map((line) => LINE.exec(line)?.groups);
  const config = Object.fromEntries(pairs.map((pair) => [pair?.key, pair?.value]));
  return Object.keys(config).length === pairs.length && !('undefined' in config) ? config : undefined;
}

/** Any cdk8s.yaml, by the parser that cdk8s brings along. */
function read(text: string, note: (message: string) => void): Config {
  const yaml = require(
    require.resolve('yaml', { paths: [dirname(require.resolve('cdk8s'))] }),
  ) as typeof import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines });
  const at = (offset = 0) => `${CONFIG_FILE}:${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error) throw new Error(`${at(error.pos[0])}: ${error.message.split(' at line ')[0]}`);
  const { contents } = document;
  if (contents === null) return {};
  if (!yaml.isMap(contents)) {
    throw new Error(`${at(contents.range?.[0])}: ${CONFIG_FILE} holds no lines such as \`app: COMMAND\``);
  }

  for (const { key } of contents.items) {
    const name = yaml.isScalar(key) ? String(key.value) : '';
    if (KEYS.includes(name)) continue;
    const where = at(yaml.isNode(key) ? key.range?.[0] : 0);
    const { meant } = require('../errors/misspelt') as typeof import('../errors/misspelt');
    const near = meant(name, KEYS);
    if (near !== undefined)
      throw new Error(`${where}: \`${name}\` is no key of ${CONFIG_FILE}: did you mean \`${near}\`?`);
    note(`${where}: \`${name}\` is no key that a synth knows, and nothing is done with it`);
  }

  const textAt = (...path: [string, ...string[]]) => {
    const node = document.getIn(path, true);
    const value = yaml.isScalar(node) ? node.value : node;
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
    const key = path.at(-1);
    const where = at(yaml.isNode(node) ? node.range?.[0] : 0);
    throw new Error(`${where}: \`${key}\` is no text: write it in quotes, as in \`${key}: "…"\``);
  };
  const format = contents.get('synthConfig', true);
  if (format !== undefined && !yaml.isMap(format)) {
    if (!yaml.isScalar(format) || format.value !== null) {
      throw new Error(`${at(format?.range?.[0])}: \`synthConfig\` holds no lines such as \`format: plain\``);
    }
  }
  const validations = contents.get('validations', true);
  return {
    app: textAt('app'),
    output: textAt('output'),
    pluginsDirectory: textAt('pluginsDirectory'),
    validations: yaml.isSeq(validations) ? validations.toJSON() : textAt('validations'),
    synthConfig: yaml.isMap(format)
      ? {
          format: textAt('synthConfig', 'format'),
          chartApiVersion: textAt('synthConfig', 'chartApiVersion'),
          chartVersion: textAt('synthConfig', 'chartVersion'),
        }
      : undefined,
  };
}
