defmodule Hello.Release do
  @moduledoc """
  One-off commands of the release, as `mix phx.gen.release` makes them: `bin/migrate`, and functions for `bin/hello eval`.
  """

  alias Hello.{Config, Repo}

  @app :hello

  @doc "Migrates the database to this version."
  @spec migrate() :: [term]
  def migrate do
    for repo <- repos() do
      {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :up, all: true))
    end
  end

  @doc "Keeps in the database that this pod ran, and when."
  @spec record_run() :: [term]
  def record_run do
    pod = "POD_NAME" |> Config.string(Config.string("HOSTNAME", "nowhere")) |> String.replace("'", "''")

    for repo <- repos() do
      {:ok, _, _} =
        Ecto.Migrator.with_repo(repo, fn repo ->
          repo.transaction(&Repo.query!(&1, "INSERT INTO runs VALUES ('#{pod}', clock_timestamp())"))
        end)
    end
  end

  defp repos do
    Application.load(@app)
    Application.fetch_env!(@app, :ecto_repos)
  end
end
