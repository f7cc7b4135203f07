// Preloaded with what reads TypeScript: refuses what is none. sucrase passes over what it takes out, so that it reads
// `import { a, b c } from './d'` and `interface A { {`; node's own parser, from 22.13 on, reads each file of the app before.
import { readFileSync } from 'node:fs';
import Module from 'node:module';

type Loader = (module: NodeJS.Module, file: string) => unknown;

const { stripTypeScriptTypes: parse } = Module as { stripTypeScriptTypes?: (code: string, options: object) => string };
const { '.ts': load } = require.extensions as NodeJS.Dict<Loader>;

if (parse && load) {
  require.extensions['.ts'] = (module, file) => {
    if (!/[\\/]node_modules[\\/]/.test(file)) check(file);
    return load(module, file);
  };
}

/** Refuses a file that does not parse. What is TypeScript and cannot be stripped, such as an enum, is for sucrase. */
function check(file: string): void {
  const { emitWarning } = process;
  process.emitWarning = () => {}; // node says each time that this function may change
  try {
    parse?.(readFileSync(file, 'utf8'), { sourceUrl: file });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_INVALID_TYPESCRIPT_SYNTAX') throw error;
  } finally {
    process.emitWarning = emitWarning;
  }
}
