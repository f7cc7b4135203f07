/** Flags of `synth`: those of the stock command, and `watch` and `quiet`. */
export const FLAGS = {
  app: { type: 'string', short: 'a' },
  output: { type: 'string', short: 'o' },
  stdout: { type: 'boolean', short: 'p' },
  'plugins-dir': { type: 'string' },
  validate: { type: 'boolean' },
  'validation-reports-output-file': { type: 'string' },
  format: { type: 'string' },
  'chart-api-version': { type: 'string' },
  'chart-version': { type: 'string' },
  'check-upgrade': { type: 'boolean' },
  watch: { type: 'boolean', short: 'w' },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Name of a flag. */
export type FlagName = keyof typeof FLAGS;

/** Flags of the stock command that an environment variable stands for; whether to ask for upgrades is not of this command. */
export const STOCK: readonly FlagName[] = [
  'app',
  'output',
  'stdout',
  'plugins-dir',
  'validate',
  'validation-reports-output-file',
  'format',
  'chart-api-version',
  'chart-version',
];
