defmodule Hello.Load.Client do
  @moduledoc """
  An HTTP/1.1 client that tells apart what matters for counting: whether the connection could be opened, whether it
  ended before the first byte of an answer, or in the middle of one. It never tries anything again by itself.
  """

  alias Hello.{Http, WebSocket}

  @connect_timeout 5_000
  @answer_timeout 40_000
  @options [:binary, active: false, nodelay: true, show_econnreset: true, send_timeout: 10_000]

  defstruct [:socket, :host, buffer: ""]

  @type t :: %__MODULE__{socket: :gen_tcp.socket(), host: String.t(), buffer: binary}
  @type target :: %{host: String.t(), port: :inet.port_number(), address: :inet.ip_address()}
  @type phase :: :connect | :before_answer | :in_answer
  @type failure :: {:error, phase, reason :: atom}

  @doc "Where a URL leads. Its name is looked up here, once, so that a load is no load on DNS."
  @spec resolve(String.t()) :: {:ok, target} | failure
  def resolve(url) do
    %URI{scheme: "http", host: host, port: port} = URI.parse(url)

    with {:error, _no_ipv4} <- :inet.getaddr(String.to_charlist(host), :inet),
         {:error, reason} <- :inet.getaddr(String.to_charlist(host), :inet6) do
      {:error, :connect, reason}
    else
      {:ok, address} -> {:ok, %{host: "#{host}:#{port}", port: port, address: address}}
    end
  end

  @spec connect(target) :: {:ok, t} | failure
  def connect(target) do
    family = if tuple_size(target.address) == 8, do: :inet6, else: :inet

    case :gen_tcp.connect(target.address, target.port, [family | @options], @connect_timeout) do
      {:ok, socket} -> {:ok, %__MODULE__{socket: socket, host: target.host}}
      {:error, reason} -> {:error, :connect, reason}
    end
  end

  @doc "Sends a GET request and reads its answer."
  @spec request(t, path :: String.t()) :: {:ok, Http.response(), t} | failure
  def request(client, path), do: exchange(client, Http.request(client.host, path))

  @doc "Turns the connection into a WebSocket. Any answer but 101 is returned as it is."
  @spec upgrade(t, path :: String.t()) :: {:ok, t} | {:refused, pos_integer} | failure
  def upgrade(client, path) do
    key = WebSocket.new_key()

    with {:ok, answer, client} <- exchange(client, Http.request(client.host, path, WebSocket.upgrade_request(key))) do
      cond do
        answer.status != 101 ->
          {:refused, answer.status}

        Http.header(answer.headers, "sec-websocket-accept") != WebSocket.accept_key(key) ->
          {:error, :in_answer, :wrong_key}

        true ->
          {:ok, client}
      end
    end
  end

  @spec close(t) :: :ok
  def close(client), do: :gen_tcp.close(client.socket)

  @doc "Sends a request as it is written and reads its answer."
  @spec exchange(t, iodata) :: {:ok, Http.response(), t} | failure
  def exchange(client, request) do
    case :gen_tcp.send(client.socket, request) do
      :ok -> answer(client)
      {:error, reason} -> {:error, :before_answer, reason}
    end
  end

  defp answer(client) do
    case Http.parse_response(client.buffer) do
      {:ok, response, rest} -> {:ok, response, %{client | buffer: rest}}
      :more -> read(client)
      {:error, :invalid} -> {:error, :in_answer, :invalid}
    end
  end

  defp read(client) do
    case :gen_tcp.recv(client.socket, 0, @answer_timeout) do
      {:ok, data} -> answer(%{client | buffer: client.buffer <> data})
      {:error, reason} when client.buffer == "" -> {:error, :before_answer, reason}
      {:error, reason} -> {:error, :in_answer, reason}
    end
  end
end
