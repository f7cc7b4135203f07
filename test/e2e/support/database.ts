import { create } from './api';
import type { Check } from './check';
import { result, start } from './client';
import { CLUSTER_COMMAND } from './faults';
import { kubectl } from './kubectl';

/** Why what needs a database is not tried. */
export const NO_DATABASE = 'neither E2E_POSTGRES_URL nor a Secret postgres/postgres with a url is there';

/** The URL of a PostgreSQL database that pods can reach, if there is one: E2E_CLUSTER_COMMAND can make one, so there it must be. */
export async function databaseUrl(): Promise<string | undefined> {
  const given = process.env.E2E_POSTGRES_URL;
  if (given) return given;
  const get = ['-n', 'postgres', 'get', 'secret', 'postgres', '--ignore-not-found', '-o', 'jsonpath={.data.url}'];
  const found = Buffer.from(await kubectl(get), 'base64').toString();
  if (found) return found;
  if (CLUSTER_COMMAND)
    throw new Error(`${NO_DATABASE}; E2E_CLUSTER_COMMAND is, so: $E2E_CLUSTER_COMMAND addon postgres`);
  return undefined;
}

/** Gives a namespace the Secret `database` with a URL. */
export async function giveDatabase(namespace: string, url: string): Promise<void> {
  const secret = { metadata: { name: 'database' }, stringData: { url } };
  await create(`/api/v1/namespaces/${namespace}/secrets`, secret);
}

/** A namespace with a database of its own, whose URL its Secret `database` holds. */
export interface Databased {
  readonly namespace: string;
  readonly url: string;
}

/** Does something in a namespace with a database of its own, which goes afterwards; what is not tried without one is told. */
export async function withDatabase(t: Check, act: (given: Databased) => Promise<void>): Promise<void> {
  const server = await databaseUrl();
  if (server === undefined) return t.skip(NO_DATABASE);
  const namespace = await t.namespace();
  const name = namespace.replaceAll('-', '_');
  const own = new URL(server);
  own.pathname = `/${name}`;
  await rows(namespace, server, `CREATE DATABASE ${name}`);
  try {
    await giveDatabase(namespace, own.href);
    await act({ namespace, url: own.href });
  } finally {
    await rows(namespace, server, `DROP DATABASE ${name} WITH (FORCE)`).catch(() => {});
  }
}

let asked = 0;

/** Rows that a statement gives in a database: all columns as text. A pod of the namespace asks. */
export async function rows(namespace: string, url: string, statement: string): Promise<(string | null)[][]> {
  const name = `ask-${asked++}`;
  await start(namespace, {
    name,
    expression: `Hello.Repo.print(${JSON.stringify(statement)})`,
    env: { DATABASE_URL: url },
  });
  return result(namespace, name);
}
