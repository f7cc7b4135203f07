/**
 * Elixir code that returns when no migration of the release's Ecto repositories is pending, and fails after a while with
 * what is. Errors of the database are told by the first line of their message, others by their name alone, which holds
 * no URL.
 *
 * It only reads: Ecto's `migrations/1` would make the table of migrations, against the migration that makes it too, and
 * take the migrator's lock, which a migration holds until its end: its wait has no limit, and tells nothing. A version
 * of Ecto that takes the lock nevertheless is asked in a process of its own, which is left at the end of the wait.
 *
 * `RELEASE_ROOT` is set by the release's script; an expression of `eval` starts with no application loaded.
 *
 * Source: `mix help release`; Ecto.Migrator, `with_repo/3`, `migrations/3` and `migrated_versions/2`, ecto_sql 3.5.
 *
 * @param seconds longest wait
 */
export function pendingMigrations(seconds: number): string {
  return `
for file <- Path.wildcard(Path.join(System.fetch_env!("RELEASE_ROOT"), "lib/*/ebin/*.app")) do
  file |> Path.basename(".app") |> String.to_atom() |> Application.load()
end

repos = for {app, _, _} <- Application.loaded_applications(), repo <- Application.get_env(app, :ecto_repos, []), do: repo
if repos == [], do: raise("no application of the release has :ecto_repos: give the migration a \`pending\` of its own")
told = ["DBConnection.ConnectionError", "Postgrex.Error", "MyXQL.Error", "Exqlite.Error", "Tds.Error"]

pending = fn repo ->
  path = Ecto.Migrator.migrations_path(repo)
  statuses = Ecto.Migrator.migrations(repo, [path], migration_lock: false, skip_table_creation: true)
  for {:down, version, name} <- statuses, do: "#{version} #{name}"
end

look = fn ->
  try do
    Enum.flat_map(Enum.uniq(repos), fn repo ->
      {:ok, found, _} = Ecto.Migrator.with_repo(repo, pending)
      found
    end)
  rescue
    error ->
      name = inspect(error.__struct__)
      [if(name in told, do: error |> Exception.message() |> String.split("\\n") |> hd(), else: name)]
  end
end

deadline = System.monotonic_time(:millisecond) + ${seconds * 1000}
left = fn -> max(deadline - System.monotonic_time(:millisecond), 0) end

ask = fn ->
  {_pid, monitor} = spawn_monitor(fn -> exit({:found, look.()}) end)

  receive do
    {:DOWN, ^monitor, _, _, {:found, found}} -> found
    {:DOWN, ^monitor, _, _, _} -> ["an answer of the database"]
  after
    max(left.(), 5_000) -> ["an answer of the database"]
  end
end

wait = fn wait, last ->
  found = ask.()
  if found not in [last, []], do: IO.puts("waiting for: " <> Enum.join(found, ", "))

  cond do
    found == [] -> :ok
    left.() == 0 -> raise("after ${seconds} s still waiting for: " <> Enum.join(found, ", "))
    true -> Process.sleep(min(left.(), 2_000)) && wait.(wait, found)
  end
end

IO.puts("asking for pending migrations, for at most ${seconds} s")
wait.(wait, [])
`.trim();
}
