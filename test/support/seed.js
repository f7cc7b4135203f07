const { randomInt } = require('node:crypto');

/** One seed for all random values of a run of the tests: a new one, or that of FC_SEED. */
module.exports = () => {
  process.env.FC_SEED ||= String(randomInt(2 ** 31)); // tests inherit it
  console.error(`\nseed of random values: FC_SEED=${process.env.FC_SEED}`);
};
