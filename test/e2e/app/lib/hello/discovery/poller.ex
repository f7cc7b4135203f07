defmodule Hello.Discovery.Poller do
  @moduledoc """
  Runs a discovery strategy again and again, and keeps what it knows from one poll to the next.
  """

  use GenServer

  @doc "Starts polling; the interval, in ms, is counted from the end of a poll."
  @spec start_link(module, Hello.Discovery.config(), pos_integer) :: GenServer.on_start()
  def start_link(strategy, config, interval) do
    state = %{strategy: strategy, config: config, interval: interval, known: MapSet.new()}
    GenServer.start_link(__MODULE__, state, name: __MODULE__)
  end

  @impl true
  def init(state) do
    case state.strategy.first_poll() do
      :in_init -> {:ok, poll(state)}
      :after_init -> {:ok, state, {:continue, :poll}}
    end
  end

  @impl true
  def handle_continue(:poll, state), do: {:noreply, poll(state)}

  @impl true
  def handle_info(:poll, state), do: {:noreply, poll(state)}
  def handle_info(_message, state), do: {:noreply, state}

  defp poll(state) do
    known = state.strategy.poll(state.config, state.known)
    Process.send_after(self(), :poll, state.interval)
    %{state | known: known}
  end
end
