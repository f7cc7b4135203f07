import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

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
