// What a developer runs at each change: `npm run e2e:quick`.
module.exports = require('./settings')({ minutes: 8, only: ['manifests', 'formation', 'isolation', 'configuration'] });
