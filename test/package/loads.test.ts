import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as library from 'cdk8s-elixir';
import { Construct } from 'constructs';

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
