defmodule Hello.MigratorTest do
  use ExUnit.Case

  import ExUnit.CaptureIO

  alias Ecto.Migrator
  alias Hello.Repo
  alias Hello.Test.Database

  @lock "LOCK TABLE schema_migrations IN SHARE UPDATE EXCLUSIVE MODE"
  @versions "SELECT version FROM schema_migrations"

  setup do
    on_exit(fn -> Enum.each(~w(DATABASE_URL HELLO_MIGRATIONS HELLO_NO_MIGRATION_LOCK), &System.delete_env/1) end)
  end

  test "migrations of this version are down until the table has them, and others are not told" do
    database(%{@versions => [["20260101000000"]]}, "create_runs,fail")

    assert Migrator.migrations(Repo) == [{:up, 20_260_101_000_000, "create_runs"}, {:down, 20_260_301_000_000, "fail"}]
    assert ["BEGIN", "CREATE TABLE IF NOT EXISTS " <> _, "COMMIT", "BEGIN", @lock, @versions, "COMMIT"] = statements()
  end

  test "migrations are told without a lock and without a table where that is asked for" do
    database(%{}, "create_runs")
    options = [migration_lock: false, skip_table_creation: true]

    assert [{:down, _, "create_runs"}] = Migrator.migrations(Repo, [Migrator.migrations_path(Repo)], options)
    assert statements() == ["BEGIN", @versions, "COMMIT"]
  end

  test "what is pending runs under the lock, in a transaction of its own, and is written down there" do
    database(%{@versions => [["20260101000000"]]}, "create_runs,take_ten_seconds")

    output = capture_io(fn -> send(self(), Hello.Release.migrate()) end)
    assert_received [{:ok, [20_260_201_000_000], _}]
    assert output =~ "== Running 20260201000000 take_ten_seconds"

    assert ["BEGIN", @lock, @versions, "BEGIN", "SELECT pg_sleep(10);" <> _, insert, "COMMIT", "COMMIT"] =
             Enum.drop(statements(), 7)

    assert insert =~ "INSERT INTO schema_migrations VALUES (20260201000000, "
  end

  test "what another has done meanwhile does not run again" do
    {:ok, asked} = Agent.start_link(fn -> 0 end)
    later = fn -> if Agent.get_and_update(asked, &{&1, &1 + 1}) == 0, do: [], else: [["20260101000000"]] end
    database(%{@versions => later}, "create_runs")

    assert {:ok, [], _} = Migrator.with_repo(Repo, &Migrator.run(&1, :up, all: true))
    refute Enum.any?(statements(), &(&1 =~ "CREATE TABLE runs"))
  end

  test "without the lock nothing is locked" do
    System.put_env("HELLO_NO_MIGRATION_LOCK", "true")
    database(%{}, "create_runs")
    capture_io(fn -> Hello.Release.migrate() end)
    refute @lock in statements()
  end

  test "a migration that fails says why, and is not written down" do
    reason = ~s(relation "no_such_table" does not exist)
    database(%{"ALTER TABLE no_such_table ADD COLUMN note text;\n" => {:error, reason}}, "fail")

    capture_io(fn -> assert_raise Postgrex.Error, "ERROR #{reason}", &Hello.Release.migrate/0 end)
    refute Enum.any?(statements(), &(&1 =~ "INSERT INTO schema_migrations"))
    assert Process.whereis(Repo) == nil
  end

  test "a database that is not there is told with its address and without the password" do
    {:ok, listening} = :gen_tcp.listen(0, [])
    {:ok, port} = :inet.port(listening)
    :gen_tcp.close(listening)
    System.put_env("DATABASE_URL", "postgres://app:secret@localhost:#{port}/chat")

    message = "tcp connect (localhost:#{port}): connection refused - :econnrefused"
    assert_raise DBConnection.ConnectionError, message, &Hello.Release.migrate/0
  end

  test "a run is kept with the pod's name" do
    System.put_env("POD_NAME", "prune-1")
    on_exit(fn -> System.delete_env("POD_NAME") end)
    database(%{}, "create_runs")
    Hello.Release.record_run()
    assert statements() == ["BEGIN", "INSERT INTO runs VALUES ('prune-1', clock_timestamp())", "COMMIT"]
  end

  test "rows are printed as JSON, with null where there is no value" do
    database(%{"SELECT 1" => [["1", nil], ["", "two"]]}, "create_runs")
    assert capture_io(fn -> Repo.print("SELECT 1") end) == ~s([["1",null],["","two"]]\n)
  end

  defp database(answers, migrations) do
    url =
      Database.start(fn statement ->
        case Map.get(answers, statement, []) do
          later when is_function(later) -> later.()
          answer -> answer
        end
      end)

    System.put_env("DATABASE_URL", url)
    System.put_env("HELLO_MIGRATIONS", migrations)
  end

  defp statements do
    receive do
      {:statement, statement} -> [statement | statements()]
    after
      0 -> []
    end
  end
end
