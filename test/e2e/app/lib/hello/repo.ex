defmodule Hello.Repo do
  @moduledoc """
  The database of DATABASE_URL, as far as an Ecto repository does what migrations need: a connection for each transaction,
  and no pool.
  """

  alias Hello.{Config, Json, Postgres}

  @type connection :: Postgres.socket()

  @doc "Settings, which the environment holds."
  @spec config() :: keyword
  def config do
    [
      otp_app: :hello,
      url: Config.string("DATABASE_URL"),
      migration_lock: not Config.flag?("HELLO_NO_MIGRATION_LOCK")
    ]
  end

  @spec start_link(keyword) :: Agent.on_start()
  def start_link(opts), do: Agent.start_link(fn -> opts end, name: __MODULE__)

  @spec stop() :: :ok
  def stop, do: Agent.stop(__MODULE__)

  @doc "Calls the function with a connection, in a transaction; an error undoes it."
  @spec transaction((connection -> result)) :: result when result: var
  def transaction(fun) do
    checkout(fn connection ->
      query!(connection, "BEGIN")
      result = fun.(connection)
      query!(connection, "COMMIT")
      result
    end)
  end

  @doc "Rows of a statement, or of the last of several: lists of texts."
  @spec query!(connection, statement :: String.t()) :: [Postgres.row()]
  def query!(connection, statement) do
    case Postgres.query(connection, statement, :infinity) do
      {:ok, rows} -> rows
      {:error, reason} when is_binary(reason) -> raise Postgrex.Error, message: "ERROR #{reason}"
      {:error, reason} -> raise DBConnection.ConnectionError, message: "tcp recv: #{inspect(reason)}"
    end
  end

  @doc "Runs one statement outside of a transaction and prints its rows as one line of JSON."
  @spec print(statement :: String.t()) :: :ok
  def print(statement), do: (&query!(&1, statement)) |> checkout() |> Json.encode() |> IO.puts()

  # What was not committed is undone when the connection ends.
  defp checkout(fun) do
    connection = connect!(config()[:url] || raise(ArgumentError, "DATABASE_URL is not set"))

    try do
      fun.(connection)
    after
      :gen_tcp.close(connection)
    end
  end

  defp connect!(url) do
    %URI{host: host, port: port} = URI.parse(url)

    case Postgres.connect(url) do
      {:ok, connection} -> connection
      {:error, reason} -> raise DBConnection.ConnectionError, message: "tcp connect (#{host}:#{port}): #{text(reason)}"
    end
  end

  defp text(reason) when is_binary(reason), do: reason
  defp text(reason), do: "#{:inet.format_error(reason)} - #{inspect(reason)}"
end
