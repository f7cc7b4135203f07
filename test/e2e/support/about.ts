import { kubectl, kubectlJson } from './kubectl';
import { run } from './run';

/** What a run was of, as results.json has it. */
export interface About {
  readonly run: string;
  /** The commit, with `-dirty` where the tree holds more than it, results aside. */
  readonly commit: string;
  readonly kubernetes: string;
  readonly nodes: number;
  /** How many cores a node believes it has; nodes of one machine share them. */
  readonly cores: string;
  /** When it began, in UTC. */
  readonly date: string;
}

/** Looks at the tree and the cluster as they are when a run begins. */
export async function about(): Promise<About> {
  const now = new Date();
  const { serverVersion } = JSON.parse(await kubectl(['version', '-o', 'json']));
  const { items } = await kubectlJson(['get', 'nodes']);
  const cores = new Set<string>(items.map(({ status }: any) => status.capacity.cpu));
  return {
    run: now.getTime().toString(36),
    commit: await commit().catch(() => 'unknown'), // of a copy without Git
    kubernetes: serverVersion.gitVersion,
    nodes: items.length,
    cores: [...cores].sort().join(' or '),
    date: `${now.toISOString().slice(0, 19)}Z`,
  };
}

/** What a run itself writes. */
const RESULTS = ['dist', 'docs/proof.md', 'test/e2e/results.json', 'bench/results.json'];

async function commit(): Promise<string> {
  const options = { cwd: __dirname };
  const root = (await run('git', ['rev-parse', '--show-toplevel'], options)).trim();
  const head = (await run('git', ['rev-parse', 'HEAD'], options)).trim();
  const others = ['--', '.', ...RESULTS.map((path) => `:!${path}`)];
  const changed = await run('git', ['status', '--porcelain', ...others], { cwd: root });
  return changed === '' ? head : `${head}-dirty`;
}
