#!/usr/bin/env node
import './compile-cache';
import { parseArgs } from 'node:util';
import { synthOptions } from './config';
import { synth } from './synth';

const USAGE = `cdk8s-elixir synth [--app COMMAND] [--output FOLDER] [--watch]

  Runs the cdk8s app and replaces the output folder when it was successful. Without options the lines
  \`app\` and \`output\` of cdk8s.yaml hold. With --watch it runs again whenever a file was saved.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      app: { type: 'string', short: 'a' },
      output: { type: 'string', short: 'o' },
      watch: { type: 'boolean', short: 'w' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || positionals[0] !== 'synth') {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const options = synthOptions(process.cwd(), values);
    const { app, output } = options;
    if (values.watch) {
      const { watch } = require('./watch') as typeof import('./watch'); // 1 ms, which a synth need not take
      watch(process.cwd(), ['synth', '--app', app, '--output', output], options);
    } else synth(options);
  }
} catch (error) {
  console.error(`cdk8s-elixir: ${(error as Error).message}`);
  process.exitCode = 1;
}
