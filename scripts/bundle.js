// Joins the modules of lib/ into build/bundle: one file for `cdk8s-elixir` and one for `cdk8s-elixir/app`, which the first
// one loads, each with a module by which `import` finds the names, and its types; and one for `lib/validation`, which the
// first one loads with the first raw value. `npm run build`.
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const ncc = require('@vercel/ncc');
const { calledIn, eager } = require('./eager');

const BUILD = join(__dirname, '..', 'build');
const PACKAGES = { cdk8s: 'cdk8s', constructs: 'constructs' };

async function bundle(part, types, externals) {
  const { code } = await ncc(join(BUILD, 'lib', part, 'index.js'), { externals, quiet: true });
  const folder = join(BUILD, 'bundle', part);
  const file = join(folder, 'index.js');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, ascii(code));
  if (types !== undefined) writeFileSync(join(folder, 'index.d.mts'), `export * from '${types}';\n`);
  return file;
}

/** Module by which `import` finds the names of a file. */
function importable(file) {
  const names = Object.keys(require(file)).join(', ');
  const text = `import bundle from './index.js';\n\nexport const { ${names} } = bundle;\n`;
  writeFileSync(file.replace(/js$/, 'mjs'), text);
}

/** Node reads a file of ASCII alone in two thirds of the time: V8 keeps any other in two bytes a character. */
function ascii(text) {
  return text.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Types of cdk8s-plus-27, an optional peer, are anything where it is not installed: an error there is passed over. */
function optionalTypes() {
  for (const file of readdirSync(join(BUILD, 'lib'), { recursive: true }).filter((name) => name.endsWith('.d.ts'))) {
    const path = join(BUILD, 'lib', file);
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.endsWith(" from 'cdk8s-plus-27';"));
    if (at < 0 || lines[at - 1] === IGNORE) continue;
    const map = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
    const mappings = map.mappings.split(';');
    for (const all of [lines, mappings]) all.splice(at, 0, all === lines ? IGNORE : '');
    writeFileSync(path, lines.join('\n'));
    writeFileSync(`${path}.map`, JSON.stringify({ ...map, mappings: mappings.join(';') }));
  }
}

const IGNORE = '// @ts-ignore: an optional peer';

async function main() {
  optionalTypes();
  const parts = {
    './app': './app/index.js',
    '../app': './app/index.js',
    '../validation': './validation/index.js',
  };
  const app = await bundle('app', '../../lib/app/index.js', PACKAGES);
  await bundle('validation', undefined, PACKAGES);
  const library = await bundle('.', '../lib/index.js', { ...PACKAGES, ...parts });
  const called = calledIn(library);
  for (const file of [app, library]) {
    writeFileSync(file, eager(readFileSync(file, 'utf8'), called(file)));
    importable(file);
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
