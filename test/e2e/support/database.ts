import { create } from './api';
import { CLUSTER_COMMAND } from './faults';
import { kubectl } from './kubectl';

/** Why a cluster through a database is not tried. */
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

/** Gives a namespace the Secret that `POSTGRES` refers to. */
export async function giveDatabase(namespace: string, url: string): Promise<void> {
  const secret = { metadata: { name: 'database' }, stringData: { url } };
  await create(`/api/v1/namespaces/${namespace}/secrets`, secret);
}
