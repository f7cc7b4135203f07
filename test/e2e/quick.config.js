// What a developer runs at each change: `npm run e2e:quick`.
module.exports = require('./settings')('quick part', 5, ['manifests', 'formation', 'isolation', 'configuration']);
