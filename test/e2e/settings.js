// What every end-to-end configuration shares. Without KUBECONFIG nothing runs, and that is said loudly.
const { readdirSync } = require('node:fs');
const { resolve } = require('node:path');

const here = __dirname;
const asked = Boolean(process.env.KUBECONFIG);

if (!asked && process.env.JEST_WORKER_ID === undefined) {
  const line = '='.repeat(78);
  console.error(
    `${line}\n  The end-to-end check did NOT run: KUBECONFIG is not set.\n  Set it to any cluster's file; README.md shows how with kind.\n${line}`,
  );
}

const everything = readdirSync(here)
  .filter((file) => file.endsWith('.e2e.ts'))
  .map((file) => file.slice(0, -'.e2e.ts'.length));

/**
 * @param {string} part what it is called in results.json
 * @param {number} minutes how long it may take on two cores
 * @param {string[]} files the topics, all of them unless told otherwise
 * @returns {import('jest').Config}
 */
module.exports = (part, minutes, files = everything) => ({
  rootDir: resolve(here, '../..'),
  testMatch: files.map((file) => `<rootDir>/test/e2e/${file}.e2e.ts`),
  passWithNoTests: true,
  testPathIgnorePatterns: asked ? ['/node_modules/'] : ['/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: { '^cdk8s-elixir$': '<rootDir>/lib/index.ts' },
  globalSetup: asked ? resolve(here, 'support/setup.ts') : undefined,
  globalTeardown: asked ? resolve(here, 'support/teardown.ts') : undefined,
  testSequencer: resolve(here, 'support/sequencer.js'),
  reporters: asked
    ? ['default', [resolve(here, 'support/reporter.js'), { part, minutes, files: files.length }]]
    : ['default'],
  modulePathIgnorePatterns: ['<rootDir>/test/e2e/app/'],
  maxWorkers: 1, // figures are times: files run one after the other
  maxConcurrency: 2, // checks at once, in a file that says that they may
  testTimeout: 1_200_000,
});
