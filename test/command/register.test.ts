import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { COMMAND, chart, MAIN, typescriptApp } from '../support/typescript-app';

let app: ReturnType<typeof typescriptApp>;

beforeEach(() => {
  app = typescriptApp();
});

afterEach(() => app.remove());

function node(...args: string[]) {
  return spawnSync(process.execPath, args, { cwd: app.folder, env: app.env, encoding: 'utf8' });
}

const synth = () => node(join(COMMAND, 'main.js'), 'synth');

test('an app in TypeScript runs in the command itself', () => {
  const { status, stderr } = synth();
  expect([status, stderr]).toEqual([0, '']);
  expect(app.output()).toContain('answer: first');
});

test('an app in TypeScript runs with node and the register module', () => {
  const { status, stderr } = node('-r', join(COMMAND, 'register.js'), 'main.ts');
  expect([status, stderr]).toEqual([0, '']);
  expect(app.output()).toContain('answer: first');
});

test('a mistake in TypeScript shows its message and leaves the output', () => {
  expect(synth().status).toBe(0);
  app.write('main.ts', `${MAIN}\nnonsense();`);
  const { status, stderr } = synth();
  expect(status).toBe(1);
  expect(stderr.trim()).toBe('ReferenceError: nonsense is not defined\n  at:      main.ts:8');
  expect(app.output()).toContain('answer: first');
});

test.each<[string, string, string]>([
  ['a bracket that is not closed', 'new App( ;', 'Unexpected token|Expression expected'],
  ['a comma that is missing', 'f(1 2);', 'Unexpected token, expected ","|Expected \',\', got .*'],
  ['what only Node refuses', 'const a = 1; const a = 2;', "Identifier 'a' has already been declared"],
])('code that does not parse is one message with its line, and leaves the output: %s', (_, source, message) => {
  expect(synth().status).toBe(0);
  app.write('chart.ts', `${chart('second')}\n${source}`);
  for (const run of [synth, () => node('-r', join(COMMAND, 'register.js'), 'main.ts')]) {
    const { status, stderr } = run();
    const expected = new RegExp(`^SyntaxError: (?:${message})\n  at:      chart.ts:10\n$`);
    expect([status, stderr]).toEqual([1, expect.stringMatching(expected)]);
    expect(app.output()).toContain('answer: first');
  }
});

/** Node's own parser of TypeScript, which reads what sucrase takes out. */
const strict = 'stripTypeScriptTypes' in require('node:module') ? test : test.skip;

strict.each<[string, string]>([
  ['a list of imports', "import { join, x sep } from 'node:path';"],
  ['a list of imported types', "import type { A B } from './nowhere';"],
  ['an interface', 'interface A { {'],
  ['what an interface extends', 'interface A extends 1 B {}'],
  ['an argument of a type', 'new Map<string Labels>();'],
])('TypeScript that does not parse is refused also where nothing of it is left: %s', (_, source) => {
  expect(synth().status).toBe(0);
  app.write('chart.ts', `${chart('second')}\n${source}`);
  const { status, stderr } = synth();
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^SyntaxError: .*\n {2}at: {6}chart\.ts:10\n$/)]);
  expect(app.output()).toContain('answer: first');
});

test.each<[string, string]>([
  [
    'types',
    'type A = { a: 1 }; const a = { a: 1 } satisfies A; function f(x: 1): 1; function f(x: any) { return x as A; } f(1);',
  ],
  ['an enum', 'enum A { B = "b" } if (A.B !== "b") throw new Error();'],
  [
    'fields',
    'abstract class A { declare x: 1; protected readonly b = this.a; constructor(private readonly a: number) { if (this.b !== 1) throw new Error(); } } new (class extends A {})(1);',
  ],
  [
    'a default import of CommonJS',
    'import path from "node:path"; import * as all from "node:path"; if (path.join !== all.join) throw new Error();',
  ],
  [
    'an import of types alone',
    'import type { X } from "nowhere"; import { Y } from "nowhere-either"; const z: X | Y | 1 = 1;',
  ],
  [
    'newer JavaScript',
    'const a = { b: undefined as any }; a.b?.c ?? 1; class A { static { } #x = 1; has = (o: object) => #x in o; } new A();',
  ],
])('%s can be read', (_, source) => {
  app.write('chart.ts', `${chart('first')}\n${source}`);
  const { status, stderr } = synth();
  expect([stderr, status]).toEqual(['', 0]);
});

test('a line of TypeScript is the line that is shown, whatever stands above it', () => {
  const above =
    'interface A {\n  readonly a: string;\n}\nenum B {\n  C,\n}\nclass D {\n  constructor(private readonly e: A) {}\n}\n';
  app.write('chart.ts', `${above}nonsense();\n${chart('first')}`);
  expect(synth().stderr).toContain('at:      chart.ts:10\n');
});
