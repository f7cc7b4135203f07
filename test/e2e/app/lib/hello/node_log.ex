defmodule Hello.NodeLog do
  @moduledoc """
  Logs each node that comes and goes, whoever connected or disconnected it.
  """

  use GenServer

  require Logger

  @spec start_link(term) :: GenServer.on_start()
  def start_link(_arg), do: GenServer.start_link(__MODULE__, nil, name: __MODULE__)

  @impl true
  def init(nil) do
    :ok = :net_kernel.monitor_nodes(true, %{nodedown_reason: true})
    {:ok, nil}
  end

  @impl true
  def handle_info({:nodeup, name, _info}, state) do
    Logger.info("nodeup #{name}")
    {:noreply, state}
  end

  def handle_info({:nodedown, name, info}, state) do
    Logger.info("nodedown #{name}: #{inspect(info[:nodedown_reason])}")
    {:noreply, state}
  end
end
