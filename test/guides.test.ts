import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as cdk8s from 'cdk8s';
import * as library from 'cdk8s-elixir';
import * as app from 'cdk8s-elixir/app';
import * as plus from 'cdk8s-plus-27';
import ts from 'typescript';
import { newChart, newCluster, SECRET, synth } from './support/subjects';

const ROOT = join(__dirname, '..');

/** TypeScript of the guides, each block by the file and its place in it. */
const BLOCKS = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((file) => `docs/${file}`)]
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
      ([, code], index) => [`${file}, block ${index + 1}`, code] as const,
    ),
  );

/** Names that a block may use without importing them. */
const { Cpu, PersistentVolumeAccessMode, Protocol } = plus;
const MODULES = { 'cdk8s-elixir': library, cdk8s, 'cdk8s-plus-27': { Cpu, PersistentVolumeAccessMode, Protocol } };

function withImports(code: string): string {
  if (/^import /m.test(code)) return code;
  const used = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
  const imports = Object.entries(MODULES).map(([module, exports]) => {
    const names = Object.keys(exports).filter(used);
    return names.length > 0 ? `import { ${names.join(', ')} } from '${module}';\n` : '';
  });
  return `${imports.join('')}declare const chart: import('cdk8s').Chart;
declare const cluster: import('cdk8s-elixir').ErlangCluster;
declare const secret: import('cdk8s-elixir').ExistingSecret;
void [chart, cluster, secret];
${code}`;
}

test('the guides have code, and all of it compiles', () => {
  expect(BLOCKS.length).toBeGreaterThan(8);
  const sources = new Map(BLOCKS.map(([, code], index) => [join(ROOT, `test/guide-${index}.ts`), withImports(code)]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => sources.get(file) ?? readFile.call(host, file);
  host.fileExists = (file) => sources.has(file) || fileExists.call(host, file);
  host.getSourceFile = (file, language, ...rest) => {
    const source = sources.get(file);
    return source === undefined
      ? getSourceFile.call(host, file, language, ...rest)
      : ts.createSourceFile(file, source, language);
  };
  const program = ts.createProgram([...sources.keys()], { ...options, noEmit: true, noUnusedLocals: false }, host);
  const errors = [...sources.keys()].flatMap((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
  expect(errors).toEqual([]);
}, 120_000);

test.each(BLOCKS)('what %s builds is accepted', (_, code) => {
  const chart = newChart();
  const { code: script } = transformSync(withImports(code), {
    module: { type: 'commonjs' },
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  });
  class App extends cdk8s.App {
    public override synth(): void {
      this.synthYaml();
    }
  }
  const modules: { [name: string]: object } = { ...MODULES, cdk8s: { ...cdk8s, App }, 'cdk8s-elixir/app': app };
  const run = new Function('require', 'exports', 'chart', 'cluster', 'secret', `{ ${script} }`);
  run((name: string) => modules[name], {}, chart, newCluster(chart), SECRET);
  expect(() => synth(chart)).not.toThrow();
});
