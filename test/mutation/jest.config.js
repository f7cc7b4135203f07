const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/mutation/all.ts'],
  testEnvironment: require.resolve('./environment.js'),
};
