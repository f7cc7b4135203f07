// What every end-to-end configuration shares. Without KUBECONFIG nothing runs, and that is said loudly.
const { resolve } = require('node:path');

const here = __dirname;
const asked = Boolean(process.env.KUBECONFIG);

if (!asked && process.env.JEST_WORKER_ID === undefined) {
  const line = '='.repeat(78);
  console.error(
    `${line}\n  The end-to-end check did NOT run: KUBECONFIG is not set.\n  Set it to any cluster's file; README.md shows how with kind.\n${line}`,
  );
}

/** @type {(files: string[]) => import('jest').Config} */
module.exports = (files) => ({
  rootDir: resolve(here, '../..'),
  testMatch: files.map((file) => `<rootDir>/test/e2e/${file}.e2e.ts`),
  passWithNoTests: true,
  testPathIgnorePatterns: asked ? ['/node_modules/'] : ['/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: { '^cdk8s-elixir$': '<rootDir>/lib/index.ts' },
  globalSetup: asked ? resolve(here, 'support/setup.ts') : undefined,
  globalTeardown: asked ? resolve(here, 'support/teardown.ts') : undefined,
  testSequencer: resolve(here, 'support/sequencer.js'),
  reporters: asked ? ['default', resolve(here, 'support/reporter.js')] : ['default'],
  modulePathIgnorePatterns: ['<rootDir>/test/e2e/app/'],
  maxWorkers: 1, // figures are times: files run one after the other
  maxConcurrency: 2, // and so many checks at once in a file that says that they may
  testTimeout: 600_000,
});
