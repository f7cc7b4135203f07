defmodule Hello.Server.Connection do
  @moduledoc """
  One process for one connection: HTTP/1.1 with keep-alive and pipelining, or a WebSocket that returns each message to
  its sender.

  Requests are served in the process itself, so the supervisor's shutdown signal waits in the mailbox while a request
  is being answered: an idle connection ends at once, a busy one after its answer, or after 15 s by being killed. As
  with Bandit nothing tells the client beforehand: no answer of a drain carries `connection: close`, and a request that
  comes next on a kept connection finds it closed.

  Sources: ThousandIsland.Handler (traps exits; `terminate(:shutdown, …)` closes the socket, nothing more),
  ThousandIsland.ServerConfig (`shutdown_timeout` is 15 s), Bandit.HTTP1.Socket (adds `connection` to answers of
  HTTP/1.0 alone), Bandit.WebSocket.Connection (`handle_shutdown` closes with 1000). Bandit 1.11.1 was seen to do so.
  """

  use GenServer

  require Logger

  alias Hello.{Config, Http, Router, WebSocket}

  @drain 15_000
  @idle_milliseconds 60_000
  @close_wait 5_000
  @normal 1000
  @service_restart 1012

  defstruct [:socket, :idle, buffer: "", protocol: :http]

  @doc "The name of the supervisor of all connections."
  @spec supervisor() :: module
  def supervisor, do: Hello.Server.Connections

  @doc "The name of the registry in which each open WebSocket is `:open`."
  @spec web_sockets() :: module
  def web_sockets, do: Hello.Server.WebSockets

  @doc "The child specification of the connection on a socket."
  @spec child_spec(:gen_tcp.socket(), keyword) :: Supervisor.child_spec()
  def child_spec(socket, options) do
    %{
      id: __MODULE__,
      start: {GenServer, :start_link, [__MODULE__, socket]},
      restart: :temporary,
      shutdown: if(options[:drain?], do: @drain, else: :brutal_kill)
    }
  end

  @doc "Tells the connection that the socket belongs to it."
  @spec serve(pid) :: :ok
  def serve(pid) do
    send(pid, :serve)
    :ok
  end

  @doc "Closes a WebSocket so that its client comes back, to another node where this one goes down or has too many."
  @spec close_web_socket(pid) :: :ok
  def close_web_socket(pid) do
    send(pid, :close_web_socket)
    :ok
  end

  @impl true
  def init(socket) do
    Process.flag(:trap_exit, true)
    {:ok, %__MODULE__{socket: socket, idle: Config.integer("HELLO_IDLE_MS", @idle_milliseconds)}}
  end

  @impl true
  def handle_info(:serve, state), do: read(state)
  def handle_info({:tcp, _socket, data}, state), do: take(%{state | buffer: state.buffer <> data})
  def handle_info({:tcp_closed, _socket}, state), do: {:stop, :normal, state}
  def handle_info({:tcp_error, _socket, _reason}, state), do: {:stop, :normal, state}
  def handle_info(:timeout, state), do: {:stop, :normal, state}

  def handle_info(:close_web_socket, %{protocol: :closing} = state), do: {:noreply, state}

  def handle_info(:close_web_socket, state) do
    write_close(state, @service_restart)
    Process.send_after(self(), :timeout, @close_wait)
    {:noreply, %{state | protocol: :closing}}
  end

  def handle_info(_message, state), do: {:noreply, state, state.idle}

  # A WebSocket that was opened after the drainer had looked for them.
  @impl true
  def terminate(:shutdown, %{protocol: {:web_socket, _fragments}} = state), do: write_close(state, @normal)
  def terminate(_reason, _state), do: :ok

  defp read(state) do
    case :inet.setopts(state.socket, active: :once) do
      :ok -> {:noreply, state, state.idle}
      {:error, _closed} -> {:stop, :normal, state}
    end
  end

  defp take(%{protocol: :http} = state) do
    case Http.parse_request(state.buffer) do
      {:ok, request, rest} -> answer(%{state | buffer: rest}, request)
      :more -> read(state)
      {:error, status} -> last_answer(state, status, [], "")
    end
  end

  defp take(state) do
    with {:ok, frame, rest} <- WebSocket.decode(state.buffer, :client),
         {:ok, state} <- take_frame(%{state | buffer: rest}, frame) do
      take(state)
    else
      :more -> read(state)
      :closed -> {:stop, :normal, state}
      {:error, code} -> close(state, code)
    end
  end

  defp answer(state, request) do
    case call(request) do
      {:websocket, headers} ->
        write(state, Http.switching_protocols(headers))
        {:ok, _owner} = Registry.register(web_sockets(), :open, nil)
        close_at_age(Config.integer("HELLO_SOCKET_AGE_MS", 0))
        take(%{state | protocol: {:web_socket, nil}})

      {status, headers, body} ->
        options = [head?: request.method == "HEAD"]

        if Http.keep_alive?(request.version, request.headers) do
          write(state, Http.response(status, keep_alive(request, headers), body, options))
          take(state)
        else
          last_answer(state, status, headers, body, options)
        end
    end
  end

  # Between half of the age and all of it, so that sockets that opened together do not close together.
  defp close_at_age(0), do: :ok
  defp close_at_age(age), do: Process.send_after(self(), :close_web_socket, age - :rand.uniform(div(age, 2) + 1) + 1)

  defp call(request) do
    Router.call(request)
  rescue
    exception ->
      Logger.error(Exception.format(:error, exception, __STACKTRACE__))
      {500, [], "internal server error"}
  end

  # HTTP/1.0 closes unless it is told otherwise.
  defp keep_alive(%{version: {1, 0}}, headers), do: [{"connection", "keep-alive"} | headers]
  defp keep_alive(_request, headers), do: headers

  defp last_answer(state, status, headers, body, options \\ []) do
    write(state, Http.response(status, [{"connection", "close"} | headers], body, options))
    {:stop, :normal, state}
  end

  defp take_frame(%{protocol: :closing} = state, frame) do
    if frame.opcode == :close, do: :closed, else: {:ok, state}
  end

  defp take_frame(%{protocol: {:web_socket, fragments}} = state, frame) do
    case WebSocket.assemble(fragments, frame) do
      {:message, message, fragments} -> take_message(%{state | protocol: {:web_socket, fragments}}, message)
      {:continue, fragments} -> {:ok, %{state | protocol: {:web_socket, fragments}}}
      {:error, code} -> {:error, code}
    end
  end

  defp take_message(state, {:close, code}) do
    write_close(state, code)
    :closed
  end

  defp take_message(state, {:pong, _payload}), do: {:ok, state}

  defp take_message(state, {:ping, payload}) do
    write(state, WebSocket.encode(:pong, payload))
    {:ok, state}
  end

  defp take_message(state, {type, payload}) do
    write(state, WebSocket.encode(type, payload))
    {:ok, state}
  end

  defp close(state, code) do
    write_close(state, code)
    {:stop, :normal, state}
  end

  defp write_close(state, code) do
    write(state, WebSocket.encode_close(code))
    :gen_tcp.shutdown(state.socket, :write)
  end

  # A failed write needs no answer of its own: the next read finds the connection closed.
  defp write(state, data), do: :gen_tcp.send(state.socket, data)
end
