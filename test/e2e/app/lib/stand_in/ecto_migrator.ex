defmodule Ecto.Migrator do
  @moduledoc """
  Stand-in of ecto_sql's module, as there are no packages here: what of it a release calls, under its names, with its
  statements and its locks.

  Migrations are `priv/repo/migrations/VERSION_NAME.sql`, plain SQL. A release has those that HELLO_MIGRATIONS names, so that
  one image is every version of it. `migrations/1` asks under the lock of the migrator and so waits while one runs, as in Ecto;
  `migrations/3` takes `migration_lock: false` and `skip_table_creation: true`, and then only reads.

  Source: ecto_sql 3.11, lib/ecto/migrator.ex; lib/ecto/adapters/postgres.ex, `lock_for_migrations/3`.
  """

  alias Hello.Config

  @type status :: {:up | :down, version :: integer, name :: String.t()}

  @doc "Calls the function with the repository started, and stops it afterwards."
  @spec with_repo(module, (module -> result), keyword) :: {:ok, result, [atom]} | {:error, term} when result: var
  def with_repo(repo, fun, opts \\ []) do
    with {:ok, _pid} <- repo.start_link(pool_size: Keyword.get(opts, :pool_size, 2)) do
      try do
        {:ok, fun.(repo), []}
      after
        repo.stop()
      end
    end
  end

  @doc "Migrates to the last version, one transaction a migration, and returns the versions that it took."
  @spec run(module, :up, all: true) :: [integer]
  def run(repo, :up, all: true) do
    pending = for {:down, version, name} <- migrations(repo), do: {version, name}
    for {version, name} <- pending, up(repo, version, name) == :ok, do: version
  end

  @doc "Where the release has the migrations."
  @spec migrations_path(module) :: Path.t()
  def migrations_path(repo), do: Application.app_dir(repo.config()[:otp_app], "priv/repo/migrations")

  @doc "Each migration of the release, and whether it is done."
  @spec migrations(module) :: [status]
  def migrations(repo), do: migrations(repo, [migrations_path(repo)])

  @spec migrations(module, [Path.t()], keyword) :: [status]
  def migrations(repo, [directory], opts \\ []) do
    unless opts[:skip_table_creation], do: create_table(repo)
    done = locked(repo, opts, &versions/1)

    for {version, name} <- files(directory) do
      {if(version in done, do: :up, else: :down), version, name}
    end
  end

  defp files(directory) do
    named = "HELLO_MIGRATIONS" |> Config.string("create_runs") |> String.split(",")

    for file <- directory |> Path.join("*.sql") |> Path.wildcard() |> Enum.sort(),
        [version, name] = file |> Path.basename(".sql") |> String.split("_", parts: 2),
        name in named,
        do: {String.to_integer(version), name}
  end

  defp up(repo, version, name) do
    locked(repo, [], fn connection ->
      if version in versions(connection), do: :already_up, else: apply_file(repo, version, name)
    end)
  end

  defp apply_file(repo, version, name) do
    IO.puts("== Running #{version} #{name}")
    statements = repo |> migrations_path() |> Path.join("#{version}_#{name}.sql") |> File.read!()

    repo.transaction(fn connection ->
      repo.query!(connection, statements)
      repo.query!(connection, "INSERT INTO schema_migrations VALUES (#{version}, clock_timestamp() AT TIME ZONE 'UTC')")
    end)

    IO.puts("== Migrated #{version}")
  end

  defp create_table(repo) do
    repo.transaction(fn connection ->
      columns = "version bigint PRIMARY KEY, inserted_at timestamp"
      repo.query!(connection, "CREATE TABLE IF NOT EXISTS schema_migrations (#{columns})")
    end)
  end

  # The lock is on one connection and ends with its transaction; the migration runs on another.
  defp locked(repo, opts, fun) do
    lock? = Keyword.get(opts, :migration_lock, repo.config()[:migration_lock])

    repo.transaction(fn connection ->
      if lock?, do: repo.query!(connection, "LOCK TABLE schema_migrations IN SHARE UPDATE EXCLUSIVE MODE")
      fun.({repo, connection})
    end)
  end

  defp versions({repo, connection}) do
    for [version] <- repo.query!(connection, "SELECT version FROM schema_migrations"), do: String.to_integer(version)
  end
end
