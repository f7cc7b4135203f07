// Everything: `npm run e2e`. A whole run is what results.json and docs/proof.md tell of.
const { resolve } = require('node:path');

const results = { json: resolve(__dirname, 'results.json'), page: resolve(__dirname, '../../docs/proof.md') };

module.exports = require('./settings')({ minutes: 60, results });
