// What a developer runs at each change, in five minutes: `npm run e2e:quick`.
module.exports = require('./settings')(['manifests', 'formation', 'isolation', 'configuration']);
