import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command, compiled. */
export const COMMAND = join(__dirname, '../../build/lib/command');
const MODULES = join(__dirname, '../../node_modules');

/** A chart with one ConfigMap that holds the answer. */
export const chart = (value: string) => `
import { ApiObject, App, Chart } from 'cdk8s';
enum Answer { YES = '${value}' }
export class Small extends Chart {
  constructor(app: App, private readonly given: { readonly answer: Answer } = { answer: Answer.YES }) {
    super(app, 'small');
    new ApiObject(this, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { answer: this.given.answer } });
  }
}`;

/** An app with that chart. */
export const MAIN = `
import { App } from 'cdk8s';
import { Small } from './chart';
const app: App = new App();
new Small(app);
if (require.main === module) app.synth();
`;

/** An app in TypeScript, in a folder of its own. */
export function typescriptApp() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-'));
  symlinkSync(MODULES, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'app: node -r cdk8s-elixir/register main.ts\noutput: dist\n');
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write('main.ts', MAIN);
  write('chart.ts', chart('first'));
  return {
    folder,
    write,
    env: { ...process.env, NODE_OPTIONS: undefined, DEBUG: undefined, CDK8S_OUTDIR: undefined },
    output: () => readFileSync(join(folder, 'dist/small.k8s.yaml'), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
