// Everything: `npm run e2e`.
module.exports = require('./settings')('everything', 40);
