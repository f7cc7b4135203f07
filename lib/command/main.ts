#!/usr/bin/env node
import './compile-cache';
import { argumentsOf, askedBy, type Given } from './arguments';
import { synthOptions } from './options';
import { synth } from './synth';

/** The command, and the name that the stock one has for it, too. */
const SYNTH: readonly string[] = ['synth', 'synthesize'];

function run(words: readonly string[], given: Given): void {
  const [command, ...others] = words;
  if (given.version) {
    console.log(require('cdk8s-elixir/package.json').version);
  } else if (given.help || command === undefined) {
    console.log((require('./usage') as typeof import('./usage')).USAGE);
    process.exitCode = given.help ? 0 : 2;
  } else if (!SYNTH.includes(command)) {
    throw new Error(`\`${command}\` is no command of cdk8s-elixir: ${instead(command)}`);
  } else if (others.length > 0) {
    throw new Error(`\`${others.join(' ')}\` is not understood: a value with blanks is written in quotes`);
  } else {
    const options = synthOptions(process.cwd(), given);
    if (given.watch) {
      const { watch } = require('./watch') as typeof import('./watch'); // 1 ms, which a synth need not take
      watch(process.cwd(), ['synth', ...argumentsOf({ ...given, watch: false })], options);
    } else synth(options);
  }
}

function instead(command: string): string {
  const { meant } = require('../errors/misspelt') as typeof import('../errors/misspelt');
  const near = meant(command, SYNTH);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return ['init', 'import'].includes(command)
    ? `\`npx cdk8s ${command}\` does that`
    : '`cdk8s-elixir synth` is the only one';
}

try {
  const { words, given } = askedBy(process.argv.slice(2), process.env);
  run(words, given);
} catch (error) {
  console.error(`cdk8s-elixir: ${(error as Error).message}`);
  process.exitCode = 1;
}
