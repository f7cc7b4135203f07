// The runner of test/e2e over topics that are made up: `test/e2e-runs.test.ts` looks at what it says of them.
const { join } = require('node:path');

const { TOPICS_RESULTS: results } = process.env;

module.exports = require('../../e2e/settings')({
  minutes: 5,
  folder: __dirname,
  failures: join(results, 'failures'),
  results: { json: join(results, 'results.json'), page: join(results, 'proof.md') },
});
