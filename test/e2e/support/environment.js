const { TestEnvironment } = require('jest-environment-node');

/** Node's environment, in which a check that says while it runs that it is skipped counts as skipped, not as passed. */
module.exports = class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    this.global.skippedChecks = new Set();
  }

  handleTestEvent({ name, test }) {
    const passed = name === 'test_done' && test.errors.length === 0;
    if (passed && this.global.skippedChecks.has(test.name)) test.status = 'skip';
  }
};
