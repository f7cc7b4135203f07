import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, run } from './measure';
import { type Peer, services, synth } from './peers';
import { objectsIn } from './sample';

/** Something that has to be so, and whether it is. */
export interface Fact {
  readonly name: string;
  readonly holds: boolean;
}

/** Programs that render the same services must leave the same files. */
export function equalOutputs(peers: readonly Peer[]): Fact[] {
  const ours = hashAfter(services('ours', 25, 'per'));
  const same = (name: string, command: Command) => ({ name, holds: hashAfter(command) === ours });
  const objects = (command: Command) => JSON.stringify(objectsIn(run(command.file, command.args)));
  const all = services('ours', 25, 'one');
  run(all.file, all.args);
  const rendered = JSON.stringify(objectsIn(readFileSync(join(all.output as string, 'all.k8s.yaml'), 'utf8')));
  return [
    same('equal: cdk8s-elixir synth', synth(25)),
    same('equal: our constructs with the stock App', services('ours', 25, 'per', 'stock')),
    same('equal: raw ApiObjects with the stock App', services('raw', 25, 'per')),
    same('equal: Kube* objects with the stock App', services('kube', 25, 'per')),
    same("equal: cdk8s's floor", services('cdk8s-floor', 25, 'per')),
    same('equal: the pure floor', services('pure-floor', 25, 'per')),
    ...peers.map(({ name, render }) => ({
      name: `equal: ${name}, object by object`,
      holds: objects(render(25)) === rendered,
    })),
  ];
}

/** One sha256 of the output, whatever surrounds the synth. */
export function deterministic(nodes: readonly string[]): Fact[] {
  const usual = hashAfter(services('shuffled', 12, 'per'));
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  const same = (name: string, change: Partial<Command>, ...rest: string[]) => {
    const command = { ...services('shuffled', 12, 'per', ...rest), ...change };
    return { name: `one sha256: ${name}`, holds: hashAfter(command) === usual };
  };
  try {
    return [
      ...['UTC', 'Asia/Kathmandu', 'America/St_Johns'].map((TZ) => same(`time zone ${TZ}`, { env: { TZ } })),
      ...['C', 'tr_TR.UTF-8', 'sv_SE.UTF-8'].map((LC_ALL) =>
        same(`locale ${LC_ALL}`, { env: { LC_ALL, LANG: LC_ALL } }),
      ),
      same('another working folder', { cwd: elsewhere }),
      same('properties in another order', {}, 'reversed'),
      ...nodes.map((file) => same(`Node ${run(file, ['--version']).trim()}`, { file })),
    ];
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
}

/** Runs a program and takes one hash of all the files that it leaves, their names included. */
function hashAfter(command: Command): string {
  const outdir = command.output as string;
  rmSync(outdir, { recursive: true, force: true });
  run(command.file, command.args, command);
  const hash = createHash('sha256');
  for (const file of readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(outdir, file)));
  }
  return hash.digest('hex');
}
