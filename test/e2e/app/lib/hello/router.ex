defmodule Hello.Router do
  @moduledoc """
  The endpoints: takes a request and returns its answer, or the headers that turn the connection into a WebSocket.
  Runs in the process of the connection, so an endpoint that takes long holds up only its own connection.
  """

  require Logger

  alias Hello.{Ballast, Http, Json, LongPoll, Sockets, Store, WebSocket}

  @type answer :: {pos_integer, Http.headers(), iodata} | {:websocket, Http.headers()}

  @doc "Answers one request."
  @spec call(Http.request()) :: answer
  def call(%{path: "/echo"} = request), do: json(echo(request))

  def call(%{path: "/longpoll", method: method} = request) when method in ["GET", "POST"] do
    json(LongPoll.call(request, decode_query(request.query)))
  end

  def call(%{method: method} = request) when method in ["GET", "HEAD"] do
    route(request.path, decode_query(request.query), request)
  end

  def call(_request), do: text(405, "method not allowed")

  defp route("/", _params, _request), do: text(200, Atom.to_string(node()))

  # Says only that the node is alive: it asks nothing and nobody, and it stays 200 until the listener closes.
  defp route("/health", _params, _request), do: text(200, "ok")

  # Waits for the table, where there is one.
  defp route("/ready", _params, _request) do
    if Store.ready?(), do: text(200, "ready"), else: text(503, "the table is not loaded")
  end

  defp route("/store", %{"key" => key, "value" => value}, _request) do
    case Store.put(key, value) do
      :ok -> text(200, "kept")
      {:error, reason} -> text(500, inspect(reason))
    end
  end

  defp route("/store", _params, _request) do
    if Store.ready?(), do: json(Store.content()), else: text(503, "the table is not loaded")
  end

  defp route("/slow", params, _request) do
    with_integer(params, "ms", fn ms ->
      Process.sleep(ms)
      text(200, "slept #{ms} ms")
    end)
  end

  defp route("/work", params, _request) do
    with_integer(params, "ms", fn ms ->
      work(System.monotonic_time(:millisecond) + ms)
      text(200, "worked #{ms} ms")
    end)
  end

  # What a pod asks for before it stops: the line in the log tells when.
  defp route("/hand-off", params, _request) do
    with_integer(params, "ms", fn ms ->
      Process.sleep(ms)
      Logger.info("handed off")
      text(200, "handed off")
    end)
  end

  defp route("/sockets", _params, _request), do: json(%{node: node(), sockets: Sockets.count()})

  defp route("/nodes", _params, _request), do: json(%{node: node(), nodes: Enum.sort(Node.list())})

  defp route("/env", params, _request) do
    case System.get_env(params["name"] || "") do
      nil -> text(404, "not set")
      value -> text(200, value)
    end
  end

  defp route("/memory", params, _request) do
    with_integer(params, "mb", fn mb -> text(200, "holding #{Ballast.hold(mb)} MiB") end)
  end

  defp route("/crash", _params, _request), do: :erlang.halt(1)

  defp route("/ws", _params, request) do
    case WebSocket.accept(request) do
      {:ok, headers} -> {:websocket, headers}
      {:error, 426} -> {426, [{"upgrade", "websocket"}, {"sec-websocket-version", "13"}], "upgrade required"}
      {:error, status} -> text(status, "no WebSocket handshake")
    end
  end

  defp route(_path, _params, _request), do: text(404, "not found")

  defp echo(request) do
    %{
      node: node(),
      method: request.method,
      path: request.path,
      query: request.query,
      headers: join_headers(request.headers),
      body: request.body
    }
  end

  defp join_headers(headers) do
    Enum.reduce(headers, %{}, fn {name, value}, map -> Map.update(map, name, value, &"#{&1}, #{value}") end)
  end

  # Keeps a scheduler busy until then.
  defp work(until) do
    if System.monotonic_time(:millisecond) < until, do: work(until), else: :ok
  end

  defp with_integer(params, name, answer) do
    case Integer.parse(params[name] || "") do
      {number, ""} when number >= 0 -> answer.(number)
      _ -> text(400, "#{name} must be a whole number")
    end
  end

  # An escape that is none, as in "%zz", leaves the query without parameters.
  defp decode_query(query) do
    URI.decode_query(query)
  rescue
    ArgumentError -> %{}
  end

  defp text(status, body), do: {status, [{"content-type", "text/plain; charset=utf-8"}], body}
  defp json(term), do: {200, [{"content-type", "application/json"}], Json.encode(term)}
end
