import { resolve } from 'node:path';
import type { Given } from './arguments';
import { CONFIG_FILE, type Config, configIn } from './config';

/** Options of a synth. */
export interface SynthOptions {
  /** Command that runs the app. */
  readonly app: string;
  /** Folder that is replaced; none where the manifests go to standard output. */
  readonly output?: string;
  /** Whether success is told. */
  readonly quiet: boolean;
  /** Plugins that the manifests must pass. */
  readonly validations?: Validations;
}

/** Plugins of the stock command, and where their reports go. */
export interface Validations {
  /** Plugins as cdk8s.yaml names them, or the address of a file that does. */
  readonly plugins: string | readonly unknown[];
  /** Folder of plugins. */
  readonly folder?: string;
  /** File for the reports. */
  readonly reports?: string;
}

/** Options by the flags, and by cdk8s.yaml in a folder below them. */
export function synthOptions(
  folder: string,
  given: Given,
  note: (message: string) => void = console.error,
): SynthOptions {
  const config = configIn(folder, note);
  const app = given.app ?? config?.app;
  if (!app?.trim()) {
    const where = config === undefined ? `${CONFIG_FILE}, which is not in ${folder}` : CONFIG_FILE;
    throw new Error(`no app to run: give --app COMMAND, or a line \`app: COMMAND\` in ${where}`);
  }
  checkFormat(given, config?.synthConfig ?? {});
  if (given.stdout && given.output !== undefined && given.output !== config?.output) {
    throw new Error('--output and --stdout exclude each other: leave one out');
  }
  if (given.stdout && given.watch) throw new Error('--watch and --stdout exclude each other: leave one out');
  return {
    app,
    output: given.stdout ? undefined : resolve(folder, given.output ?? config?.output ?? 'dist'),
    quiet: given.quiet ?? false,
    validations: given.validate === false ? undefined : validationsIn(given, config ?? {}),
  };
}

function validationsIn(given: Given, { validations: plugins, pluginsDirectory }: Config): Validations | undefined {
  if (plugins === undefined || plugins.length === 0) return undefined;
  const reports = given['validation-reports-output-file'];
  return { plugins, folder: given['plugins-dir'] ?? pluginsDirectory, reports };
}

/** Only plain manifests are written: a Helm chart has files that `cdk8s import` downloads. */
function checkFormat(given: Given, config: NonNullable<Config['synthConfig']>): void {
  const [name, format] = given.format
    ? ['--format', given.format]
    : [`\`synthConfig.format\` of ${CONFIG_FILE}`, config.format];
  if (format === 'helm') {
    throw new Error(
      `${name} is helm, which this command does not write\n  allowed: plain\n  fix:     npx cdk8s synth, the stock command, writes the chart`,
    );
  }
  if (format !== undefined && format !== 'plain') throw new Error(`${name} is "${format}": plain is allowed`);
  for (const [flag, key] of [
    ['chart-version', 'chartVersion'],
    ['chart-api-version', 'chartApiVersion'],
  ] as const) {
    const from =
      given[flag] !== undefined ? `--${flag}` : config[key] !== undefined ? `\`synthConfig.${key}\`` : undefined;
    if (from !== undefined)
      throw new Error(`${from} is for the format helm, which this command does not write: leave it out`);
  }
}
