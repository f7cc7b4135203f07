import type { Chart } from 'cdk8s';
import {
  ExistingSecret,
  Migration,
  type MigrationProps,
  PhoenixService,
  Release,
  type SharedReleaseProps,
} from 'cdk8s-elixir';
import { type Databased, rows } from './database';
import { cluster, IMAGE, LITTLE, secret } from './hello';
import { startedAt } from './job-pods';
import { kubectl } from './kubectl';
import { type Pod, pods } from './pods';

/** Pods of the web role of every version. */
export const REPLICAS = 2;

/** Migrations of the first version, and of one whose migration takes ten seconds. */
export const FIRST = 'create_runs';
export const LONGER = 'create_runs,take_ten_seconds';

/** How the migration that takes ten seconds is told. */
export const TEN_SECONDS = '20260201000000 take_ten_seconds';

/** What differs between versions of the release, and between ways to deploy them. */
export interface Version extends Partial<MigrationProps> {
  readonly migrations: string;
  /** Whether pods of the web role are given the migration. */
  readonly waits?: boolean;
}

/** The release with these migrations, over the database of its namespace. */
export function release(chart: Chart, migrations: string, others: Partial<SharedReleaseProps> = {}): Release {
  return Release.of({
    image: IMAGE,
    cluster: cluster(chart),
    databaseUrl: ExistingSecret.named('database').key('url'),
    secretKeyBase: secret.key('SECRET_KEY_BASE'),
    resources: LITTLE,
    ...others,
    env: { HELLO_MIGRATIONS: migrations, ...others.env },
  });
}

/** A version of the release: its migration, and a web role. */
export function version({ migrations, waits = true, ...props }: Version): (chart: Chart) => void {
  return (chart) => {
    const shop = release(chart, migrations);
    const migration = new Migration(chart, 'migrate', { release: shop, ...props });
    const host = 'chat.example.com';
    new PhoenixService(chart, 'web', { release: shop, replicas: REPLICAS, host, ...(waits ? { migration } : {}) });
  };
}

/** Seconds from the end of the migration that takes ten, as the database has it, to the first start of a new pod. */
export async function lead({ namespace, url }: Databased, before: readonly Pod[]): Promise<number> {
  const [number] = TEN_SECONDS.split(' ');
  const asked = `SELECT floor(extract(epoch FROM inserted_at)) FROM schema_migrations WHERE version = ${number}`;
  const [[migrated]] = await rows(namespace, url, asked);
  const fresh = (await pods(namespace, 'web')).filter(({ uid }) => !before.some((old) => old.uid === uid));
  expect(fresh).toHaveLength(REPLICAS);
  return Math.min(...fresh.map(({ container }) => startedAt(container))) - Number(migrated);
}

/** The pod of the web role that waits for its migration, if there is one. */
export async function waiting(namespace: string): Promise<Pod | undefined> {
  return (await pods(namespace, 'web')).find(({ container }) => !container.started);
}

/** What a pod that waits for its migration has said. */
export async function said(namespace: string, pod: Pod | undefined): Promise<string> {
  return pod ? (await kubectl(['-n', namespace, 'logs', pod.name, '-c', 'wait-for-migrate'])).trim() : '';
}
