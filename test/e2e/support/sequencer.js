const Sequencer = require('@jest/test-sequencer').default;

/** Files by name, always: the table and results keep their order. */
module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => (one.path < other.path ? -1 : 1));
  }
};
