import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as library from 'cdk8s-elixir';
import { Construct } from 'constructs';

const ROOT = join(__dirname, '../..');

test('the library never loads cdk8s-plus-27, and nothing else that it does not need', () => {
  const script = `
    require(${JSON.stringify(join(__dirname, '../../build/lib'))});
    const packages = Object.keys(require.cache).flatMap((file) => /.*node_modules\\/(@[^/]+\\/[^/]+|[^/]+)/.exec(file)?.[1] ?? []);
    console.log(JSON.stringify([...new Set(packages)]));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const loaded: string[] = JSON.parse(stdout);
  expect(loaded).toEqual(expect.arrayContaining(['cdk8s', 'constructs']));
  for (const name of ['cdk8s-plus-27', 'kubernetes-types', 'kubernetes-models']) expect(loaded).not.toContain(name);
  const manifest = require('../../package.json');
  expect(Object.keys(manifest.dependencies)).toEqual(manifest.bundledDependencies); // jsii takes no other
  expect(loaded).not.toContain('sucrase');
});

test('no construct has a method that constructs 10.3 refuses', () => {
  const refused = ['validate', 'onValidate', 'synthesize', 'onSynthesize', 'prepare', 'onPrepare'];
  const exported = Object.values({ ...library, ...library.app } as Record<string, unknown>);
  const constructs = exported.filter(
    (one): one is typeof Construct => typeof one === 'function' && one.prototype instanceof Construct,
  );
  expect(constructs).toContain(library.app.FastApp);
  expect(constructs.length).toBeGreaterThan(4);
  expect(constructs.filter(({ prototype }) => refused.some((name) => name in prototype))).toEqual([]);
});

/** Files of the bundle that a script loads, run where the example apps are. */
function bundlesOf(script: string): string[] {
  const told = `process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache).filter((file) => file.includes('/bundle/')))));`;
  const options = {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: mkdtempSync(join(tmpdir(), 'loads-')) },
  } as const;
  const { stderr } = spawnSync(process.execPath, ['-r', 'cdk8s-elixir/register', '-e', `${told}${script}`], options);
  rmSync(options.env.CDK8S_OUTDIR, { recursive: true });
  return JSON.parse(stderr).map((file: string) => file.replace(/.*\/bundle\//, ''));
}

test('what the API server accepts is loaded with the first raw value, and not for the example apps', () => {
  expect(bundlesOf(`require('./apps/main.ts');`).sort()).toEqual(['app/index.js', 'index.js']);
  const release = `
    const { App, Chart } = require('cdk8s');
    const { ElixirRelease } = require('cdk8s-elixir');
    const image = 'acme/chat:1';
    new ElixirRelease(new Chart(new App(), 'chat'), 'worker', { image, volumes: [{ name: 'cache', emptyDir: {} }] });
  `;
  expect(bundlesOf(release).sort()).toEqual(['app/index.js', 'index.js', 'validation/index.js']);
});
