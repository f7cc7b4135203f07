// A CommonJS module takes the names that an ES module does.
const assert = require('node:assert');

async function main() {
  for (const name of ['cdk8s-elixir', 'cdk8s-elixir/app']) {
    const { default: none, ...names } = await import(name);
    assert.strictEqual(none, undefined);
    assert.deepStrictEqual(Object.keys(names).sort(), Object.keys(require(name)).sort());
    for (const [key, value] of Object.entries(names)) assert.strictEqual(value, require(name)[key]);
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
