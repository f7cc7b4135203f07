import { parseArgs } from 'node:util';
import { FLAGS, type FlagName, STOCK } from './flags';

/** Values of flags; a flag that is not given is not there. */
export type Given = { readonly [name in FlagName]?: (typeof FLAGS)[name]['type'] extends 'boolean' ? boolean : string };

/** What a command line asks for. */
export interface Asked {
  /** Words that are no flags: the command. */
  readonly words: readonly string[];
  readonly given: Given;
}

/** Prefix of the environment variables that stand for flags, as in the stock command: `CDK8S_OUTPUT`. */
const PREFIX = 'CDK8S_';

/**
 * Reads a command line as the stock command does, with environment variables below it; what it does not know is refused.
 *
 * @throws where a flag is not known, or has no value of its type
 */
export function askedBy(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const kebab = args.map((arg) => arg.replace(/^--[^=]+/, kebabOf));
  const { tokens } = parseArgs({ args: kebab, options: FLAGS, strict: false, allowPositionals: true, tokens: true });
  const words: string[] = [];
  const given: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, no } = known(token.name, token.rawName);
    given[name] = flagValue(name, token.rawName, valueIn(token), no);
  }
  return { words, given: { ...fromEnvironment(env), ...given } };
}

/** The command line that says the same. */
export function argumentsOf(given: Given): string[] {
  return Object.entries(given).map(([name, value]) =>
    typeof value === 'string' ? `--${name}=${value}` : `--${value ? '' : 'no-'}${name}`,
  );
}

/** What follows a flag; another flag is no value, and `-o=dist` is `-o dist`. */
function valueIn(token: { rawName: string; value: string | undefined; inlineValue: boolean | undefined }) {
  const { rawName, value, inlineValue } = token;
  if (inlineValue) return rawName.startsWith('--') ? value : value?.replace(/^=/, '');
  return value?.startsWith('-') ? undefined : value;
}

function fromEnvironment(env: NodeJS.ProcessEnv): Given {
  const entries = STOCK.flatMap((name) => {
    const variable = `${PREFIX}${name.replaceAll('-', '_').toUpperCase()}`;
    const value = env[variable];
    return value === undefined || value === '' ? [] : [[name, flagValue(name, variable, value, false)]];
  });
  return Object.fromEntries(entries);
}

/** A flag may be written in camel case. */
function kebabOf(flag: string): string {
  return flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A flag by its name, also with `no-`. */
function known(name: string, raw: string): { readonly name: FlagName; readonly no: boolean } {
  if (isFlag(name)) return { name, no: false };
  const denied = name.replace(/^no-/, '');
  if (denied !== name && isFlag(denied) && FLAGS[denied].type === 'boolean') return { name: denied, no: true };
  const { meant } = require('../errors/misspelt') as typeof import('../errors/misspelt');
  const near = meant(name, [...Object.keys(FLAGS), 'no-validate', 'no-check-upgrade']);
  const fix = near === undefined ? '`cdk8s-elixir --help` shows them' : `did you mean --${near}?`;
  throw new Error(`${raw} is no flag of this command: ${fix}`);
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}

function flagValue(name: FlagName, raw: string, value: string | undefined, no: boolean): string | boolean {
  if (FLAGS[name].type === 'boolean') {
    if (value !== undefined && !['true', 'false'].includes(value)) {
      throw new Error(`${raw} is "${value}": it takes true or false, or nothing`);
    }
    return (value !== 'false') !== no;
  }
  if (value === undefined) throw new Error(`${raw} takes a value: ${raw} VALUE`);
  return value;
}
