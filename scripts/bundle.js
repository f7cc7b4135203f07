// Joins the modules of lib/ into build/bundle, one file for `cdk8s-elixir` and one for `cdk8s-elixir/app`, which the first
// one loads, each with a module by which `import` finds the names: `npm run build`.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const ncc = require('@vercel/ncc');

const BUILD = join(__dirname, '..', 'build');
const PACKAGES = { cdk8s: 'cdk8s', constructs: 'constructs' };

async function bundle(part, externals) {
  const { code } = await ncc(join(BUILD, 'lib', part, 'index.js'), { externals, quiet: true });
  const folder = join(BUILD, 'bundle', part);
  const file = join(folder, 'index.js');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, ascii(code));
  const names = Object.keys(require(file)).join(', ');
  writeFileSync(join(folder, 'index.mjs'), `import bundle from './index.js';\n\nexport const { ${names} } = bundle;\n`);
}

/** Node reads a file of ASCII alone in two thirds of the time: V8 keeps any other in two bytes a character. */
function ascii(text) {
  return text.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function main() {
  await bundle('app', PACKAGES);
  await bundle('.', { ...PACKAGES, './app': './app/index.js', '../app': './app/index.js' });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
