defmodule Hello.LongPoll.Session do
  @moduledoc """
  A session of long polling: keeps messages until they are polled, and ends when nobody polled for a while.
  """

  use GenServer, restart: :temporary

  @idle 30_000

  @spec start_link(term) :: GenServer.on_start()
  def start_link(_argument), do: GenServer.start_link(__MODULE__, nil)

  @doc "Gives the session a message, from whichever node."
  @spec push(pid, String.t()) :: :ok
  def push(pid, message), do: GenServer.call(pid, {:push, message})

  @doc "The messages since the last poll; waits for one, and returns none at the end of the window."
  @spec poll(pid, pos_integer) :: [String.t()]
  def poll(pid, window), do: GenServer.call(pid, {:poll, window}, window + 5_000)

  @impl true
  def init(nil), do: {:ok, %{messages: [], waiting: nil}, @idle}

  @impl true
  def handle_call({:push, message}, _from, %{waiting: nil} = state) do
    {:reply, :ok, %{state | messages: [message | state.messages]}, @idle}
  end

  def handle_call({:push, message}, _from, %{waiting: {from, timer}} = state) do
    Process.cancel_timer(timer)
    GenServer.reply(from, [message])
    {:reply, :ok, %{state | waiting: nil}, @idle}
  end

  def handle_call({:poll, window}, from, %{messages: []} = state) do
    timer = Process.send_after(self(), {:window, from}, window)
    {:noreply, %{state | waiting: {from, timer}}}
  end

  def handle_call({:poll, _window}, _from, state) do
    {:reply, Enum.reverse(state.messages), %{state | messages: []}, @idle}
  end

  @impl true
  def handle_info({:window, from}, %{waiting: {from, _timer}} = state) do
    GenServer.reply(from, [])
    {:noreply, %{state | waiting: nil}, @idle}
  end

  def handle_info({:window, _answered}, state), do: {:noreply, state, @idle}
  def handle_info(:timeout, state), do: {:stop, :normal, state}
end
