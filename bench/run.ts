import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deterministic, equalOutputs } from './correct';
import { development, warmUp } from './development';
import { machine } from './machine';
import { type Command, type Ratio, ratio, run, spread } from './measure';
import { againWithMaintained, otherNodes } from './nodes';
import { type Peer, present, services, synth } from './peers';
import { ROOT } from './places';
import { compile } from './programs';
import { fact, inPage, measured, type Result, table } from './table';

/** `npm run bench`: only wrong output makes it fail, never time. `npm run bench -- quick` writes nothing and leaves out 5,000 services. */
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

const ours = (count: number, layout: 'per' | 'one' = 'per') => services('ours', count, layout);
const withStock = (count: number, layout: 'per' | 'one') => services('ours', count, layout, 'stock');
const raw = (count: number, layout: 'per' | 'one') => services('raw', count, layout);

/** What a synth of 1,000 costs above the least that there is to do. */
function floors(): void {
  add(
    measured("1,000 services ÷ cdk8s's floor", ratio(synth(1000), services('cdk8s-floor', 1000, 'per'), 15), 2),
    measured('1,000 services ÷ pure floor', ratio(synth(1000), services('pure-floor', 1000, 'per'), 15)),
  );
}

const BOUNDS: { readonly [measure: string]: number } = {
  '100 services ÷ helm 3 template': 0.8,
  '1,000 services ÷ helm 3 template': 0.5,
};

function tools(peers: readonly Peer[]): void {
  for (const { name, render, slow } of peers) {
    for (const [count, pairs] of slow
      ? [[100, 5]]
      : [
          [100, 15],
          [1000, 5],
        ]) {
      const measure = `${count.toLocaleString('en')} services ÷ ${name}`;
      add(measured(measure, ratio(synth(count), render(count), pairs), BOUNDS[measure]));
    }
  }
}

function constructs(): void {
  const stock = 'our constructs ÷ raw ApiObject, stock App';
  add(
    measured(`${stock}, 500 in one chart`, ratio(withStock(500, 'one'), raw(500, 'one'), 9), 1.1),
    measured(`${stock}, 100 charts`, ratio(withStock(100, 'per'), raw(100, 'per'), 21), 1.1),
    measured('FastApp ÷ stock App, 300 charts', ratio(ours(300), withStock(300, 'per'), 3)),
    measured('FastApp ÷ cdk8s-plus-27 and stock App, 300 charts', ratio(ours(300), services('plus', 300, 'per'), 3)),
    measured('FastApp ÷ Kube* and stock App, 300 charts', ratio(ours(300), services('kube', 300, 'per'), 3)),
  );
}

function single(): void {
  const requireCdk8s = { file: process.execPath, args: ['-e', 'require("cdk8s")'], cwd: ROOT };
  const chain = (...rest: string[]) => services('chained', 10, 'per', ...rest);
  const shares = Array.from({ length: 15 }, () => (reported(services('checks', 1000, 'per')).share ?? 1) * 100);
  add(
    measured('one compiled app ÷ require("cdk8s")', ratio(synth(1), requireCdk8s, 31), 1.25),
    measured('ten charts chained ÷ unchained', ratio(chain('chained'), chain(), 9), 2),
    measured('checks and validations, share of a synth of 1,000', spread(shares), 18, '%'),
  );
}

/** Memory that a service more takes, in several pairs: the peaks differ from run to run. */
function growth(layout: 'per' | 'one'): Ratio {
  const peak = (count: number) => reported(ours(count, layout)).kilobytes;
  return spread(Array.from({ length: 5 }, () => (peak(5000) - peak(1000)) / 4000));
}

function many(): void {
  add(
    measured('5,000 ÷ 1,000 services, one chart each', ratio(ours(5000), ours(1000), 5), 5.2),
    measured('5,000 ÷ 1,000 services, all in one chart', ratio(ours(5000, 'one'), ours(1000, 'one'), 5), 5.2),
    measured('memory of a service more, one chart each', growth('per'), 80, 'kB'),
    measured('memory of a service more, all in one chart', growth('one'), 80, 'kB'),
  );
}

async function main(): Promise<void> {
  compile();
  const peers = present();
  const tried = [...peers.keys()];
  add(...[...equalOutputs(tried), ...deterministic(otherNodes())].map(({ name, holds }) => fact(name, holds)));
  floors();
  tools(tried);
  constructs();
  single();
  warmUp();
  add(measured('development command, save to files ÷ npx cdk8s synth', await development(5), 0.1));
  if (!quick) {
    many();
    const all = { machine: machine(peers), results };
    writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify(all, null, 2)}\n`);
    const page = join(ROOT, 'docs', 'performance.md');
    writeFileSync(page, inPage(readFileSync(page, 'utf8'), all));
  }
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
