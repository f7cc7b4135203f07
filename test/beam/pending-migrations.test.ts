// The wait for a migration, as the VM runs it: Ecto.Migrator and the release are stubs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pendingMigrations } from '../../lib/beam/pending-migrations';

const version = spawnSync('elixir', ['--version'], { encoding: 'utf8' });
if (version.error !== undefined)
  console.warn(`SKIPPED: the wait for a migration, which takes Elixir: ${version.error.message}`);
const describeWithElixir = version.error === undefined ? describe : describe.skip;

/** Secret part of a URL, in what an unknown error says. */
const PASSWORD = 'm4rked-s3cret';

/** Migrator that tells what the test says, one answer after another; the last one stays. */
const stub = (answers: readonly string[]) => `
:persistent_term.put(:asked, :counters.new(1, []))

defmodule Postgrex.Error do
  defexception [:message]
end

defmodule Ecto.Migrator do
  def with_repo(repo, ask), do: {:ok, ask.(repo), []}

  def migrations_path(Shop.Repo), do: "priv/repo/migrations"

  def migrations(Shop.Repo, ["priv/repo/migrations"], migration_lock: false, skip_table_creation: true) do
    count = :counters.get(:persistent_term.get(:asked), 1)
    :counters.add(:persistent_term.get(:asked), 1, 1)
    answers = [${answers.map((answer) => `fn -> ${answer} end`).join(', ')}]
    Enum.at(answers, min(count, length(answers) - 1)).()
  end
end
`;

const ASKING = 'asking for pending migrations, for at most 60 s\n';
const DONE = '[{:up, 1, "create_users"}]';
const DOWN = '[{:up, 1, "create_users"}, {:down, 2, "add_orders"}]';

describeWithElixir('new pods wait until nothing is pending', () => {
  const root = mkdtempSync(join(tmpdir(), 'pending-'));
  const ebin = join(root, 'lib/shop-1.0.0/ebin');

  beforeAll(() => {
    mkdirSync(ebin, { recursive: true });
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  /** What the code tells, and how it ends. */
  function run(seconds: number, answers: readonly string[], repos = "['Elixir.Shop.Repo']") {
    const app = `{application, shop, [{vsn, "1.0.0"}, {modules, []}, {env, [{ecto_repos, ${repos}}]}]}.`;
    writeFileSync(join(ebin, 'shop.app'), app);
    const words = ['-pa', ebin, '-e', stub(answers), '-e', pendingMigrations(seconds)];
    const { status, stdout, stderr } = spawnSync('elixir', words, {
      encoding: 'utf8',
      env: { ...process.env, RELEASE_ROOT: root },
    });
    return { status, told: `${stdout}${stderr}` };
  }

  test('where nothing is, at once', () => {
    expect(run(60, [DONE])).toEqual({ status: 0, told: ASKING });
  }, 30_000);

  test('where something is, until it is not', () => {
    expect(run(60, [DOWN, DONE])).toEqual({ status: 0, told: `${ASKING}waiting for: 2 add_orders\n` });
  }, 30_000);

  test('until the time is over, and says what is pending', () => {
    const { status, told } = run(1, [DOWN]);
    expect(status).toBe(1);
    expect(told).toContain('after 1 s still waiting for: 2 add_orders');
  }, 30_000);

  test('while the database is not up, and tells its errors; of others the name alone, which holds no URL', () => {
    const errors = [
      'raise(Postgrex.Error, "the database is starting up\\nhost=db")',
      `raise("postgres://a:${PASSWORD}@db")`,
    ];
    const { status, told } = run(60, [...errors, 'throw(:a)', DONE]);
    expect(status).toBe(0);
    expect(told.split('\n').filter((line) => line.startsWith('waiting for'))).toEqual(
      ['the database is starting up', 'RuntimeError', 'an answer of the database'].map((one) => `waiting for: ${one}`),
    );
    expect(told).not.toContain(PASSWORD);
  }, 30_000);

  test('and end where no application has a repository', () => {
    const { status, told } = run(60, [DONE], '[]');
    expect(status).toBe(1);
    expect(told).toContain('no application of the release has :ecto_repos');
  }, 30_000);
});
