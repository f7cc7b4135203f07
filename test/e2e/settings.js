// What every end-to-end configuration shares. Without a cluster to run on that is an error, unless E2E=none says so.
const { readFileSync, readdirSync } = require('node:fs');
const { join, resolve } = require('node:path');

const none = process.env.E2E === 'none';

if ((none || !process.env.KUBECONFIG) && process.env.JEST_WORKER_ID === undefined) {
  const why = none ? 'E2E=none' : 'KUBECONFIG is not set';
  const fix = none ? '' : "\n  Set it to any cluster's file; README.md shows how with kind. E2E=none goes on without.";
  const line = '='.repeat(78);
  console.error(`${line}\n  The end-to-end checks did NOT run: ${why}.${fix}\n${line}`);
  process.exit(none ? 0 : 1);
}

/** Topics that measure under load, fill the nodes or take parts of the cluster away: no other runs beside them. */
const ALONE = ['faults', 'gateway', 'requests', 'rollouts', 'scaling', 'upgrades', 'ways-in'];

/** The topics of a folder with what each shows: topics.json, which must name every file and no other. */
function listed(folder) {
  const topics = JSON.parse(readFileSync(join(folder, 'topics.json'), 'utf8'));
  const files = readdirSync(folder).flatMap((file) => /^(.*)\.e2e\.ts$/.exec(file)?.[1] ?? []);
  const lost = Object.keys(topics).filter((topic) => !files.includes(topic));
  const more = files.filter((topic) => !(topic in topics));
  if (lost.length) throw new Error(`topics.json names topics that have no file: ${lost.join(', ')}`);
  if (more.length) throw new Error(`topics.json does not name: ${more.join(', ')}`);
  return topics;
}

/**
 * @param {object} lane
 * @param {number} lane.minutes how long it may take on two cores
 * @param {string[]} [lane.only] its topics, all of them unless told otherwise
 * @param {{ json: string, page: string }} [lane.results] where a whole run is written, nowhere unless told otherwise
 * @param {string} [lane.folder] where the topics are
 * @param {string} [lane.failures] where traces of what failed are left
 * @returns {import('jest').Config}
 */
module.exports = ({ minutes, only, results, folder = __dirname, failures = join(__dirname, 'failures') }) => {
  process.env.E2E_FAILURES = failures; // tests inherit it
  const all = Object.entries(listed(folder));
  const topics = Object.fromEntries(all.filter(([topic]) => !only || only.includes(topic)));
  return {
    rootDir: resolve(__dirname, '../..'),
    testMatch: Object.keys(topics).map((topic) => join(folder, `${topic}.e2e.ts`)),
    testPathIgnorePatterns: ['/node_modules/'],
    transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
    moduleNameMapper: { '^cdk8s-elixir$': '<rootDir>/lib/index.ts' },
    globalSetup: resolve(__dirname, 'support/setup.ts'),
    globalTeardown: resolve(__dirname, 'support/teardown.ts'),
    testEnvironment: resolve(__dirname, 'support/environment.js'),
    testSequencer: resolve(__dirname, 'support/sequencer.js'),
    reporters: ['default', [resolve(__dirname, 'support/reporter.js'), { minutes, topics, results }]],
    modulePathIgnorePatterns: ['<rootDir>/test/e2e/app/'],
    runner: resolve(__dirname, 'support/runner.js'),
    globals: { alone: ALONE },
    maxWorkers: 3, // topics at once
    maxConcurrency: 3, // checks at once, in a file that says that they may: most of them wait
    testTimeout: 2_400_000, // of both attempts
  };
};
