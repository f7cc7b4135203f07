const { default: TestRunner } = require('jest-runner');
const { basename } = require('node:path');

/**
 * Runs topics that mostly wait three at a time, then, one after the other, those that say in `alone` that they measure under
 * load or take parts of the cluster away.
 */
module.exports = class extends TestRunner {
  async runTests(tests, watcher, options) {
    const isAlone = ({ context, path }) => context.config.globals.alone.includes(basename(path, '.e2e.ts'));
    const alone = tests.filter(isAlone);
    const together = tests.filter((test) => !alone.includes(test));
    if (together.length) await super.runTests(together, watcher, { ...options, serial: together.length === 1 });
    if (alone.length) await super.runTests(alone, watcher, { ...options, serial: true });
  }
};
