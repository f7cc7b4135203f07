defmodule Hello.Discovery.Postgres do
  @moduledoc """
  libcluster_postgres: each node says its name on a channel of a database, at once and every 5 seconds, and connects to
  each name that it hears there. Nobody is ever disconnected. Two connections, one that listens and one that speaks.

  The channel is quoted where it is listened to and not where it is spoken to, so a name that PostgreSQL reads otherwise
  without quotes (capitals, a keyword, a digit in front) forms no cluster. Unlike the library this strategy connects to
  the database again where it cannot, or is cut off.

  Source: libcluster_postgres 0.2, LibclusterPostgres.Strategy; Postgrex.Notifications.listen.
  """

  use GenServer

  require Logger

  alias Hello.{Config, Postgres}
  alias Hello.Discovery.Membership

  @doc "Reads the database's URL and the channel from the environment."
  @spec configure() :: {:ok, map} | {:missing, variable :: String.t()}
  def configure do
    case {Config.string("LIBCLUSTER_POSTGRES_URL"), Config.string("LIBCLUSTER_POSTGRES_CHANNEL")} do
      {nil, _} -> {:missing, "LIBCLUSTER_POSTGRES_URL"}
      {_, nil} -> {:missing, "LIBCLUSTER_POSTGRES_CHANNEL"}
      {url, channel} -> {:ok, %{url: url, channel: channel}}
    end
  end

  @spec start_link(map, interval :: pos_integer) :: GenServer.on_start()
  def start_link(config, interval) do
    GenServer.start_link(__MODULE__, Map.put(config, :interval, interval), name: __MODULE__)
  end

  @impl true
  def init(config), do: {:ok, Map.merge(config, %{speaker: nil, buffer: ""}), {:continue, :connect}}

  @impl true
  def handle_continue(:connect, state), do: connect(state)

  @impl true
  def handle_info(:connect, state), do: connect(state)

  def handle_info(:heartbeat, state) do
    case Postgres.run(state.speaker, "NOTIFY #{state.channel}, '#{node()}'") do
      {:ok, _speaker} ->
        Process.send_after(self(), :heartbeat, state.interval)
        {:noreply, state}

      {:error, reason} ->
        {:stop, {:postgres, reason}, state}
    end
  end

  def handle_info({:tcp, _listener, data}, state) do
    {names, buffer} = Postgres.notifications(state.buffer <> data)
    for name <- names, do: Membership.connect([String.to_atom(name)])
    {:noreply, %{state | buffer: buffer}}
  end

  def handle_info({:tcp_closed, _listener}, state), do: {:stop, {:postgres, :closed}, state}
  def handle_info({:tcp_error, _listener, reason}, state), do: {:stop, {:postgres, reason}, state}
  def handle_info(_message, state), do: {:noreply, state}

  defp connect(state) do
    with {:ok, listener} <- Postgres.connect(state.url),
         {:ok, _} <- Postgres.run(listener, ~s(LISTEN "#{state.channel}")),
         {:ok, speaker} <- Postgres.connect(state.url),
         :ok <- :inet.setopts(listener, active: true) do
      Logger.info("discovery: connected to the database")
      send(self(), :heartbeat)
      {:noreply, %{state | speaker: speaker}}
    else
      {:error, reason} ->
        Logger.error("discovery: cannot reach the database: #{inspect(reason)}")
        Process.send_after(self(), :connect, state.interval)
        {:noreply, state}
    end
  end
end
