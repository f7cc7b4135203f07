import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Options of a synth: the command of the app, and the output folder. */
export interface SynthOptions {
  /** The command, as in cdk8s.yaml. */
  readonly app: string;
  /** The folder that is replaced. */
  readonly output: string;
}

/** Options as cdk8s.yaml gives them. */
type Config = Readonly<Partial<Record<'app' | 'output', string>>>;

const FILE = 'cdk8s.yaml';

/** The options in a folder's cdk8s.yaml, with these on top. */
export function synthOptions(folder: string, given: Config): SynthOptions {
  const text = textOf(join(folder, FILE));
  const config = text === undefined ? {} : (plain(text) ?? read(text));
  const app = given.app ?? config.app;
  if (!app?.trim()) {
    const where = text === undefined ? `${FILE}, which is not in ${folder}` : FILE;
    throw new Error(`no app to run: give --app COMMAND, or a line \`app: COMMAND\` in ${where}`);
  }
  return { app, output: resolve(folder, given.output ?? config.output ?? 'dist') };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${FILE} cannot be read: ${(error as Error).message}`);
  }
}

/** A key at the start of a line, with a value that YAML reads as this very text. */
const LINE = /^(?<key>[A-Za-z]+): +(?<value>(?!(?:null|true|false)$)[A-Za-z_./][^#:'"{}[\]|>&*!%@`,]*?) *$/i;

/** Another key with a list of plain words, as `imports` is. */
const LIST = /^(?!app:|output:)[A-Za-z]+: *\r?\n(?:(?: {2}- [A-Za-z][^\s#'"]*| *#.*) *(?:\r?\n|$))+/gm;

/** A blank line, or a comment. */
const NOTHING = /^ *(?:#.*)?$/;

/** The options of a cdk8s.yaml as they usually are; undefined where a line needs a parser, which takes long to load. */
function plain(text: string): Config | undefined {
  const lines = text.replace(LIST, '').split(/\r?\n/);
  const pairs = lines.filter((line) => !NOTHING.test(line)).map((line) => LINE.exec(line)?.groups);
  const config = Object.fromEntries(pairs.map((pair) => [pair?.key, pair?.value]));
  return Object.keys(config).length === pairs.length && !('undefined' in config) ? config : undefined;
}

/** The options of any cdk8s.yaml, by the parser that cdk8s brings along. */
function read(text: string): Config {
  const yaml = require(
    require.resolve('yaml', { paths: [dirname(require.resolve('cdk8s'))] }),
  ) as typeof import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines });
  const at = (offset = 0) => `${FILE}:${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error) throw new Error(`${at(error.pos[0])}: ${error.message.split(' at line ')[0]}`);
  const { contents } = document;
  if (contents === null) return {};
  if (!yaml.isMap(contents)) {
    throw new Error(`${at(contents.range?.[0])}: ${FILE} holds no lines such as \`app: COMMAND\``);
  }
  const textAt = (key: string) => {
    const node = contents.get(key, true);
    const value = yaml.isScalar(node) ? node.value : node;
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
    throw new Error(`${at(node?.range?.[0])}: \`${key}\` is no text: write it in quotes, as in \`${key}: "…"\``);
  };
  return { app: textAt('app'), output: textAt('output') };
}
