import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as cdk8s from 'cdk8s';
import * as library from 'cdk8s-elixir';
import { HelloPhoenix } from '../apps/hello-phoenix/chart';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts: { [name: string]: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

test("the README's lines render what the example app renders", () => {
  const [, lines] = /```ts\n([\s\S]*?)```/.exec(readme) as unknown as [string, string];
  expect(lines.trim().split('\n').length).toBeLessThanOrEqual(24);
  const { code } = transformSync(lines, { module: { type: 'commonjs' }, jsc: { parser: { syntax: 'typescript' } } });
  const apps: cdk8s.App[] = [];
  class App extends cdk8s.App {
    public override synth(): void {
      apps.push(this);
    }
  }
  const modules: { [name: string]: unknown } = { cdk8s: { ...cdk8s, App }, 'cdk8s-elixir': library };
  new Function('require', 'exports', code)((name: string) => modules[name], {});
  const example = new cdk8s.App();
  new HelloPhoenix(example, 'production');
  expect(apps[0].synthYaml()).toBe(example.synthYaml());
});

test('every file and npm script that the README names is there', () => {
  const files = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, file]) => file);
  const commands = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(commands.filter((script) => scripts[script] === undefined)).toEqual([]);
});
