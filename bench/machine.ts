import { arch, cpus, platform, totalmem } from 'node:os';
import cdk8s from 'cdk8s/package.json';
import plus from 'cdk8s-plus-27/package.json';
import { run } from './measure';
import type { Peer } from './peers';
import { IN_MEMORY, ROOT } from './places';

/** What figures are of: results.json keeps it beside them. */
export interface Machine {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly processors: string;
  readonly memory: string;
  readonly system: string;
  readonly output: string;
  readonly versions: { readonly [name: string]: string };
}

/** What runs here, and the versions of what is measured. */
export function machine(peers: ReadonlyMap<Peer, string>): Machine {
  const changed = run('git', ['status', '--porcelain', '--', 'lib', 'bench', 'package.json'], { cwd: ROOT }) !== '';
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: run('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).trim() + (changed ? ', changed' : ''),
    node: process.version,
    processors: `${cpus().length} × ${cpus()[0].model}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${arch()}`,
    output: IN_MEMORY ? 'in memory (tmpfs)' : 'on disk',
    versions: {
      cdk8s: cdk8s.version,
      'cdk8s-plus-27': plus.version,
      ...Object.fromEntries([...peers].map(([{ name }, version]) => [name, version.replace(/^.*?v?(?=\d)/, '')])),
    },
  };
}
