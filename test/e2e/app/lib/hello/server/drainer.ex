defmodule Hello.Server.Drainer do
  @moduledoc """
  Does its work when it stops, which is before anything else of the server does: the WebSockets that are open are closed
  with code 1012, service restart, which tells a client to come back. Waits for them for up to 30 s.

  Source: Phoenix.Endpoint, `:drainer` of a socket.
  """

  use GenServer, shutdown: 31_000

  require Logger

  alias Hello.Server.Connection

  @wait 30_000

  @spec start_link(term) :: GenServer.on_start()
  def start_link(_arg), do: GenServer.start_link(__MODULE__, nil, name: __MODULE__)

  @impl true
  def init(nil) do
    Process.flag(:trap_exit, true)
    {:ok, nil}
  end

  @impl true
  def terminate(_reason, _state) do
    sockets = for {pid, _} <- Registry.lookup(Connection.web_sockets(), :open), do: pid
    Logger.info("draining, #{length(sockets)} WebSockets are open")

    monitors = Enum.map(sockets, &Process.monitor/1)
    Enum.each(sockets, &Connection.close_web_socket/1)
    await(monitors, System.monotonic_time(:millisecond) + @wait)
  end

  defp await([], _deadline), do: :ok

  defp await([monitor | monitors], deadline) do
    receive do
      {:DOWN, ^monitor, :process, _pid, _reason} -> await(monitors, deadline)
    after
      max(deadline - System.monotonic_time(:millisecond), 0) -> :ok
    end
  end
end
