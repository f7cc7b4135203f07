import { at, newList } from '../inventory/at';
import type { PodContainer } from '../inventory/container';
import type { Inventory } from '../inventory/inventory';
import { podsAtMost } from '../inventory/pods-at-most';
import { settingOf } from '../inventory/setting';
import type { Workload } from '../inventory/workload';
import { asObject } from '../json/read';
import { DATABASE_CONNECTIONS } from '../kubernetes/labels';
import type { Rule } from './rule';

/** Connections of a pod where nothing is said. Source: `mix phx.new` 1.7, config/runtime.exs, `POOL_SIZE`. */
const POOL_SIZE = 10;

/** Workloads that may open more connections to a database than their budget has. */
export const databaseBudget: Rule = {
  id: 'beam/database-budget',
  severity: 'error',
  run: (inventory, report) => {
    const budgeted = inventory.workloads.filter((one) => budgetOf(one) !== undefined);
    if (budgeted.length === 0) return;
    for (const [about, ...others] of byDatabase(inventory, budgeted)) {
      const all = [about, ...others];
      const budget = Math.min(...all.map((one) => budgetOf(one) ?? Number.POSITIVE_INFINITY));
      const shares = all.map((one) => shareOf(one, inventory));
      const sum = shares.reduce((total, { connections }) => total + connections, 0);
      if (sum <= budget) continue;
      report({
        about: budgeted.find((one) => all.includes(one)) ?? about,
        involved: all,
        property: 'connections to the database, at most',
        value: sum,
        why: `the database has ${budget}, and refuses what is beyond: ${shares.map(({ words }) => words).join(' + ')} = ${sum}`,
        allowed: `${budget} in all`,
        fix: {
          construct: 'lower `poolSize`, `replicas` or max of a scaler, or raise maxConnections of the DatabaseBudget',
          yaml: `lower POOL_SIZE or the number of pods, or raise the annotation ${DATABASE_CONNECTIONS}`,
        },
      });
    }
  },
};

function budgetOf({ annotations }: Workload): number | undefined {
  const text = annotations[DATABASE_CONNECTIONS];
  return typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Workloads of each database of which one has a budget; what keeps its URL elsewhere counts with others that do. */
function byDatabase(inventory: Inventory, budgeted: readonly Workload[]): Iterable<readonly Workload[]> {
  const wanted = new Set(budgeted.map(databaseOf));
  const groups = new Map<string, Workload[]>();
  for (const one of inventory.workloads) {
    const database = databaseOf(one);
    const counts =
      wanted.has(database) && (budgetOf(one) !== undefined || clientOf(one)?.variables.has('DATABASE_URL'));
    if (counts) at(groups, database, newList<Workload>).push(one);
  }
  return groups.values();
}

/** Container that opens the connections: the release, or in YAML of others what has the URL, or the first one. */
function clientOf({ release, containers }: Workload): PodContainer | undefined {
  const running = containers.filter(({ starts }) => !starts);
  return release ?? running.find(({ variables }) => variables.has('DATABASE_URL')) ?? running[0];
}

/** Where a workload has the URL of its database: a key of a Secret, a text, or the Secrets that are its environment. */
function databaseOf(workload: Workload): string {
  const { namespace } = workload;
  const client = clientOf(workload);
  const url = client?.variables.get('DATABASE_URL');
  const { name, key } = asObject(asObject(url?.valueFrom).secretKeyRef);
  const secrets = url ? [] : (client?.envFrom ?? []).map(({ secretRef }) => asObject(secretRef).name);
  return JSON.stringify([namespace, name, key, url?.value, secrets.filter((one) => one !== undefined)]);
}

function shareOf(workload: Workload, inventory: Inventory): { readonly connections: number; readonly words: string } {
  const { kept, surge } = podsAtMost(workload, inventory);
  const client = clientOf(workload);
  const text = client && settingOf(client, 'POOL_SIZE', workload, inventory);
  const pool = /^\d+$/.test(text ?? '') ? Number(text) : POOL_SIZE;
  const pods = surge > 0 ? `(${kept} + ${surge})` : `${kept}`;
  return { connections: (kept + surge) * pool, words: `${workload.name} ${pods} × ${pool}` };
}
