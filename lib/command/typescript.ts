import { readFileSync } from 'node:fs';
import type Module from 'node:module';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Transpile = (source: string, file: string) => string;

/**
 * Lets `require` read TypeScript: types are taken out and not checked, as `tsc --noEmit` and the editor do that. It uses
 * the app's own @swc/core, or where there is none its typescript.
 */
export function readTypescript(): void {
  let transpile: Transpile | undefined;
  require.extensions['.ts'] = (module: Module, file: string) => {
    transpile ??= transpiler(createRequire(join(process.cwd(), 'app.js')));
    const compiling = module as Module & { _compile(code: string, file: string): void };
    compiling._compile(transpile(readFileSync(file, 'utf8'), file), file);
  };
}

function transpiler(require: NodeJS.Require): Transpile {
  try {
    return withSwc(require('@swc/core'));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    return withTypescript(require('typescript'));
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error('reading TypeScript needs @swc/core or typescript in the app: npm install --save-dev @swc/core');
  }
}

function isMissing(error: unknown): boolean {
  return (error as { code?: string }).code === 'MODULE_NOT_FOUND';
}

interface Swc {
  transformSync(source: string, options: object): { code: string };
}

function withSwc(swc: Swc): Transpile {
  const jsc = { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, keepClassNames: true };
  const options = { swcrc: false, configFile: false, jsc, module: { type: 'commonjs' }, sourceMaps: 'inline' };
  return (source, filename) => swc.transformSync(source, { ...options, filename }).code;
}

interface Typescript {
  transpileModule(source: string, options: object): { outputText: string };
}

function withTypescript(typescript: Typescript): Transpile {
  const compilerOptions = { target: 'es2022', module: 'commonjs', esModuleInterop: true, inlineSourceMap: true };
  return (source, fileName) => typescript.transpileModule(source, { compilerOptions, fileName }).outputText;
}
