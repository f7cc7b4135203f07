defmodule Hello.Load.Client do
  @moduledoc """
  An HTTP/1.1 client, over TCP or TLS, that tells apart what matters for counting: whether the connection could be opened, whether it
  ended before the first byte of an answer, or in the middle of one. It never tries anything again by itself.
  """

  alias Hello.{Config, Http, WebSocket}
  alias Hello.Load.Transport

  @connect_timeout 5_000
  @answer_milliseconds 40_000

  defstruct [:connection, :target, buffer: ""]

  @type t :: %__MODULE__{connection: Transport.connection(), target: target, buffer: binary}
  @type target :: %{
          scheme: :http | :https,
          host: String.t(),
          port: :inet.port_number(),
          address: :inet.ip_address(),
          answer_timeout: timeout
        }
  @type phase :: :connect | :before_answer | :in_answer
  @type failure :: {:error, phase, reason :: atom}

  @doc """
  Where a URL leads. Its name is looked up here, once, so that a load is no load on DNS; with LOAD_CONNECT it is that host
  which is connected to, as `curl --connect-to` does.
  """
  @spec resolve(String.t()) :: {:ok, target} | failure
  def resolve(url) do
    %URI{scheme: scheme, host: host, port: port} = URI.parse(url)
    name = "LOAD_CONNECT" |> Config.string(host) |> String.to_charlist()
    timeout = Config.integer("LOAD_ANSWER_MS", @answer_milliseconds)

    with {:error, _no_ipv4} <- :inet.getaddr(name, :inet),
         {:error, reason} <- :inet.getaddr(name, :inet6) do
      {:error, :connect, reason}
    else
      {:ok, address} ->
        scheme = if scheme == "https", do: :https, else: :http
        {:ok, %{scheme: scheme, host: host, port: port, address: address, answer_timeout: timeout}}
    end
  end

  @spec connect(target) :: {:ok, t} | failure
  def connect(target) do
    case Transport.connect(target.scheme, target.host, target.address, target.port, @connect_timeout) do
      {:ok, connection} -> {:ok, %__MODULE__{connection: connection, target: target}}
      {:error, reason} -> {:error, :connect, reason}
    end
  end

  @doc "Sends a GET request and reads its answer."
  @spec request(t, path :: String.t()) :: {:ok, Http.response(), t} | failure
  def request(client, path), do: exchange(client, Http.request(host(client), path))

  @doc "Turns the connection into a WebSocket. Any answer but 101 is returned as it is."
  @spec upgrade(t, path :: String.t()) :: {:ok, t} | {:refused, pos_integer} | failure
  def upgrade(client, path) do
    key = WebSocket.new_key()

    with {:ok, answer, client} <- exchange(client, Http.request(host(client), path, WebSocket.upgrade_request(key))) do
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
  def close(client), do: Transport.close(client.connection)

  defp host(%{target: %{host: host, port: port}}), do: "#{host}:#{port}"

  @doc "Sends a request as it is written and reads its answer."
  @spec exchange(t, iodata) :: {:ok, Http.response(), t} | failure
  def exchange(client, request) do
    case Transport.send(client.connection, request) do
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
    case Transport.recv(client.connection, client.target.answer_timeout) do
      {:ok, data} -> answer(%{client | buffer: client.buffer <> data})
      {:error, reason} when client.buffer == "" -> {:error, :before_answer, reason}
      {:error, reason} -> {:error, :in_answer, reason}
    end
  end
end
