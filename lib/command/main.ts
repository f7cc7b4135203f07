#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { synth, synthOptions } from './synth';

const USAGE = `cdk8s-elixir synth [--app COMMAND] [--output FOLDER]

  Runs the cdk8s app and replaces the output folder when it was successful. Without options the lines
  \`app\` and \`output\` of cdk8s.yaml hold.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { app: { type: 'string', short: 'a' }, output: { type: 'string', short: 'o' }, help: { type: 'boolean' } },
  });
  if (values.help || positionals[0] !== 'synth') {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
  } else {
    process.exitCode = synth(synthOptions(process.cwd(), values));
  }
} catch (error) {
  console.error(`cdk8s-elixir: ${(error as Error).message}`);
  process.exitCode = 1;
}
