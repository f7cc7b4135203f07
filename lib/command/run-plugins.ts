// A process of its own: runs the stock command's validation plugins over a folder, by that command's own functions.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Task } from './validate';

/** What is used of the stock command's modules, which it does not export. */
interface Stock {
  readonly util: {
    download(address: string): Promise<string>;
    findManifests(folder: string): Promise<string[]>;
    findConstructMetadata(folder: string): string | undefined;
    validateApp(app: object, stdout: boolean, plugins: unknown, manager: unknown, reports?: string): Promise<void>;
  };
  readonly PluginManager: new (folder: string) => unknown;
  readonly parse: (yaml: string) => unknown;
}

function stockOf(cli: string): Stock {
  const util = require(join(cli, 'lib/util'));
  const { PluginManager } = require(join(cli, 'lib/plugins/_manager'));
  const { parse } = require(require.resolve('yaml', { paths: [cli] }));
  for (const name of ['download', 'findManifests', 'findConstructMetadata', 'validateApp']) {
    if (typeof util[name] !== 'function') throw new Error(`it has no ${name}`);
  }
  return { util, PluginManager, parse };
}

async function run({ cli, manifests: folder, stdout, plugins, reports, ...task }: Task & { readonly place: string }) {
  let stock: Stock;
  try {
    stock = stockOf(cli);
  } catch (error) {
    const { version } = require(join(cli, 'package.json'));
    throw new Error(
      `cdk8s-cli ${version} runs no plugins for others (${(error as Error).message}): use npx cdk8s synth, or --no-validate`,
    );
  }
  const { util, PluginManager, parse } = stock;
  const all = typeof plugins === 'string' ? parse(await util.download(plugins)) : plugins;
  const app = { manifests: await util.findManifests(folder), constructMetadata: util.findConstructMetadata(folder) };
  const manager = new PluginManager(task.folder ?? join(homedir(), '.cdk8s', 'plugins'));
  if (reports !== undefined && !existsSync(reports)) {
    // The stock function ends the process where a plugin found something.
    process.once('exit', () => {
      if (existsSync(reports)) writeFileSync(reports, readFileSync(reports, 'utf8').replaceAll(folder, task.place));
    });
  }
  await util.validateApp(app, stdout, all, manager, reports);
}

run(JSON.parse(readFileSync(0, 'utf8'))).catch((error: unknown) => {
  console.error(`cdk8s-elixir: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
