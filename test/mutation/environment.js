const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  failed = false;

  /** Tells the tests which of them a mutant has to do with. */
  constructor(config, context) {
    super(config, context);
    this.global.WANTED_TESTS = config.globalConfig.testNamePattern;
  }

  /** Skips what follows a test that fails: one is enough to see a mutant. */
  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') this.failed = true;
    if (name === 'test_start' && this.failed) test.mode = 'skip';
  }
};
