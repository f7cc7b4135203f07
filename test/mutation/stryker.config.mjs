const FOLDER = process.env.MUTATED ?? '';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['@stryker-mutator/jest-runner', './test/mutation/messages.mjs'],
  testRunner: 'jest',
  // Which tests a mutated file has to do with is known by coverage: every test imports the whole library.
  jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  mutate: [`lib/${FOLDER || '**'}/*.ts`, '!lib/**/*.generated.ts', '!lib/{app,command,errors}/**'],
  disableTypeChecks: false,
  ignorers: ['messages'],
  ignorePatterns: ['/bench', '/build', '/docs', '/test/e2e'],
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `reports/mutation/${FOLDER || 'all'}.json` },
  htmlReporter: { fileName: `reports/mutation/${FOLDER || 'all'}.html` },
  thresholds: { high: 95, low: 90, break: 90 },
  cleanTempDir: 'always',
};
