defmodule Hello.Server.Listener do
  @moduledoc """
  Owns the listening socket and the processes that accept on it. When it stops, the socket is closed first, and what
  has been accepted by then is still handed over.
  """

  use GenServer

  require Logger

  alias Hello.Server.Connection

  @acceptors 16
  @options [
    :binary,
    active: false,
    backlog: 1024,
    buffer: 65_536,
    nodelay: true,
    reuseaddr: true,
    send_timeout: 15_000,
    send_timeout_close: true
  ]

  @spec start_link(keyword) :: GenServer.on_start()
  def start_link(options), do: GenServer.start_link(__MODULE__, options, name: __MODULE__)

  @impl true
  def init(options) do
    Process.flag(:trap_exit, true)
    port = Keyword.fetch!(options, :port)
    child_spec = &Connection.child_spec(&1, options)

    case listen(port) do
      {:ok, socket} ->
        Logger.info("listening on port #{port}")
        acceptors = for _ <- 1..@acceptors, do: start_acceptor(socket, child_spec)
        {:ok, %{socket: socket, acceptors: acceptors}}

      {:error, reason} ->
        {:stop, {:listen, port, reason}}
    end
  end

  @impl true
  def handle_info({:EXIT, pid, reason}, state) when is_pid(pid), do: {:stop, reason, state}
  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def terminate(_reason, state) do
    :gen_tcp.close(state.socket)

    for pid <- state.acceptors do
      receive do
        {:EXIT, ^pid, _reason} -> :ok
      after
        1_000 -> :ok
      end
    end
  end

  # Both families on one socket where the machine has IPv6, else IPv4 alone.
  defp listen(port) do
    case :gen_tcp.listen(port, [:inet6, ipv6_v6only: false] ++ @options) do
      {:ok, socket} -> {:ok, socket}
      {:error, :eaddrinuse} -> {:error, :eaddrinuse}
      {:error, _no_ipv6} -> :gen_tcp.listen(port, [:inet] ++ @options)
    end
  end

  defp start_acceptor(socket, child_spec) do
    {:ok, pid} = Task.start_link(fn -> accept(socket, child_spec) end)
    pid
  end

  defp accept(listening, child_spec) do
    case :gen_tcp.accept(listening) do
      {:ok, socket} ->
        hand_over(socket, child_spec)
        accept(listening, child_spec)

      {:error, :closed} ->
        :ok

      {:error, reason} ->
        Logger.warning("cannot accept: #{inspect(reason)}")
        Process.sleep(100)
        accept(listening, child_spec)
    end
  end

  defp hand_over(socket, child_spec) do
    with {:ok, pid} <- DynamicSupervisor.start_child(Connection.supervisor(), child_spec.(socket)),
         :ok <- :gen_tcp.controlling_process(socket, pid) do
      Connection.serve(pid)
    else
      _ -> :gen_tcp.close(socket)
    end
  end
end
