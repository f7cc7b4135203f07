import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deterministic, equalOutputs } from './correct';
import { development, warmUp } from './development';
import { type Command, ratio, run, spread } from './measure';
import { againWithMaintained, otherNodes } from './nodes';
import { HELM, has, helm, KUSTOMIZE, kustomize, services, synth } from './peers';
import { compile, ROOT } from './programs';
import { fact, measured, type Result, table } from './table';

/** `npm run bench`: only wrong output makes it fail, never time. `npm run bench -- quick` leaves out 5,000 services. */
const quick = process.argv.includes('quick');
const results: Result[] = [];

function add(...found: Result[]): void {
  results.push(...found);
  console.log(table(found).split('\n').slice(1).join('\n'));
}

/** Peak memory of a run in kB, and what else it reported. */
function reported({ file, args }: Command): { kilobytes: number; share?: number } {
  return JSON.parse(run(file, args));
}

async function main(): Promise<void> {
  compile();
  const peers = new Set([HELM, KUSTOMIZE].filter(has).map(({ name }) => name));

  const nodes = otherNodes();
  add(...[...equalOutputs(peers), ...deterministic(nodes)].map(({ name, holds }) => fact(name, holds)));

  /** What hangs on how fast node starts is told of the oldest one too. */
  const oldest = nodes.slice(0, 1).map((file) => ({ file, name: `Node ${run(file, ['--version']).trim()}` }));

  const ours = (count: number, layout: 'per' | 'one' = 'per') => services('ours', count, layout);
  add(measured('1,000 services ÷ floor', ratio(synth(1000), services('floor', 1000, 'per'), 15), 2.5));
  if (peers.has(HELM.name)) {
    add(measured('100 services ÷ helm template', ratio(synth(100), helm(100), 15), 1));
    for (const { file, name } of oldest) {
      add(measured(`100 services ÷ helm template, ${name}`, ratio(synth(100, file), helm(100), 15)));
    }
    add(measured('1,000 services ÷ helm template', ratio(synth(1000), helm(1000), 5), 1));
  }
  if (peers.has(KUSTOMIZE.name)) {
    add(measured('100 services ÷ kustomize build', ratio(ours(100), kustomize(100), 5)));
  }
  const withStock = (count: number, layout: 'per' | 'one') => services('ours', count, layout, 'stock');
  const raw = (count: number, layout: 'per' | 'one') => services('raw', count, layout);
  add(
    measured(
      'our constructs ÷ raw ApiObject, stock App, 500 in one chart',
      ratio(withStock(500, 'one'), raw(500, 'one'), 7),
      1.1,
    ),
    measured(
      'our constructs ÷ raw ApiObject, stock App, 100 charts',
      ratio(withStock(100, 'per'), raw(100, 'per'), 15),
      1.1,
    ),
    measured('FastApp ÷ stock App, 300 charts', ratio(ours(300), withStock(300, 'per'), 3)),
    measured('FastApp ÷ cdk8s-plus-27 and stock App, 300 charts', ratio(ours(300), services('plus', 300, 'per'), 3)),
    measured('FastApp ÷ Kube* and stock App, 300 charts', ratio(ours(300), services('kube', 300, 'per'), 3)),
  );
  const requireCdk8s = { file: process.execPath, args: ['-e', 'require("cdk8s")'], cwd: ROOT };
  add(measured('one compiled app ÷ require("cdk8s")', ratio(synth(1), requireCdk8s, 31), 1.25));
  for (const { file, name } of oldest) {
    add(measured(`one compiled app ÷ require("cdk8s"), ${name}`, ratio(synth(1, file), { ...requireCdk8s, file }, 31)));
  }

  const chain = (...rest: string[]) => services('chained', 10, 'per', ...rest);
  add(measured('ten charts chained ÷ unchained', ratio(chain('chained'), chain(), 9), 2));

  const shares = Array.from({ length: 9 }, () => (reported(services('checks', 1000, 'per')).share ?? 1) * 100);
  add(measured('checks and validations, share of a synth of 1,000', spread(shares), 15, '%'));

  warmUp();
  add(measured('development command, save to files ÷ npx cdk8s synth', await development(5), 0.1));

  if (!quick) {
    add(measured('5,000 ÷ 1,000 services, one chart each', ratio(ours(5000), ours(1000), 3), 5.5));
    add(measured('5,000 ÷ 1,000 services, all in one chart', ratio(ours(5000, 'one'), ours(1000, 'one'), 3), 5.5));
    const growth = (reported(ours(5000)).kilobytes - reported(ours(1000)).kilobytes) / 4000;
    add(measured('memory growth a service', spread([growth]), 70, 'kB'));
  }

  writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nNode ${process.version}\n${table(results)}`);
  const wrong = results.filter(({ unit, passed }) => unit === 'holds' && !passed);
  if (wrong.length > 0) throw new Error(`wrong output: ${wrong.map(({ name }) => name).join('; ')}`);
}

const again = againWithMaintained(__filename, process.argv.slice(2));
if (again !== undefined) process.exitCode = again;
else {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
