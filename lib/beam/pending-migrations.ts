/**
 * Elixir code that returns when no migration of the release's Ecto repositories is pending, and fails after a while with
 * what is. Errors of the database are told by their message, others by their name alone, which holds no URL.
 *
 * `RELEASE_ROOT` is set by the release's script; an expression of `eval` starts with no application loaded.
 *
 * Source: `mix help release`; Ecto.Migrator, `with_repo/3` and `migrations/1`.
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

ask = fn ->
  try do
    for repo <- repos do
      {:ok, pending, _} =
        Ecto.Migrator.with_repo(repo, fn repo ->
          for {:down, version, name} <- Ecto.Migrator.migrations(repo), do: "#{version} #{name}"
        end)

      pending
    end
    |> List.flatten()
  rescue
    error ->
      name = inspect(error.__struct__)
      [if(name in told, do: Exception.message(error), else: name)]
  catch
    kind, _ -> ["the database did not answer (#{kind})"]
  end
end

deadline = System.monotonic_time(:second) + ${seconds}

wait = fn wait, last ->
  pending = ask.()
  if pending != last and pending != [], do: IO.puts("waiting for: " <> Enum.join(pending, ", "))

  cond do
    pending == [] -> :ok
    System.monotonic_time(:second) >= deadline -> raise("still pending after ${seconds} s: " <> Enum.join(pending, ", "))
    true -> Process.sleep(2_000) && wait.(wait, pending)
  end
end

wait.(wait, [])
`.trim();
}
