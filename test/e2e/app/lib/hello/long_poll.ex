defmodule Hello.LongPoll do
  @moduledoc """
  Long polling as Phoenix does it: a process on one node holds the session, a signed token says which, and a request that
  reaches another node is passed on to that process over the distribution. Each message comes back to its sender.

  As with Phoenix the status of the session stands in the body of an answer whose own status is 200: 410 with a new token
  where there is no session, 200 with messages, 204 without one until the end of the window.

  Sources: Phoenix.Transports.LongPoll (`resume_session`, `server_ref`: the process itself where its node is connected or
  the endpoint's id is the own one, else a topic of Phoenix.PubSub, which reaches connected nodes only; `new_session` and
  its status 410; `window_ms` is 10 s), Phoenix.Token. The topic is left out: nobody but connected nodes would hear it.
  """

  alias Hello.{Config, Http}
  alias Hello.LongPoll.Session

  @window 10_000

  @doc "The child specifications of what long polling needs."
  @spec children() :: [Supervisor.child_spec()]
  def children do
    :persistent_term.put(__MODULE__, :crypto.strong_rand_bytes(16))
    [{DynamicSupervisor, strategy: :one_for_one, name: __MODULE__.Sessions}]
  end

  @doc "Answers a request: GET opens a session or polls it, POST sends it a message."
  @spec call(Http.request(), %{String.t() => String.t()}) :: map
  def call(request, params) do
    case {request.method, session(params["token"])} do
      {"GET", {:ok, pid}} -> poll(pid, params["token"])
      {"GET", :error} -> open()
      {"POST", {:ok, pid}} -> push(pid, request.body)
      {_method, :error} -> %{status: 410, node: node()}
    end
  end

  defp open do
    {:ok, pid} = DynamicSupervisor.start_child(__MODULE__.Sessions, Session)
    %{status: 410, node: node(), token: sign({own_id(), pid})}
  end

  defp poll(pid, token) do
    case Session.poll(pid, @window) do
      [] -> %{status: 204, node: node(), token: token, messages: []}
      messages -> %{status: 200, node: node(), token: token, messages: messages}
    end
  catch
    :exit, _gone -> %{status: 410, node: node()}
  end

  defp push(pid, message) do
    Session.push(pid, message)
    %{status: 200, node: node()}
  catch
    :exit, _gone -> %{status: 410, node: node()}
  end

  # Without a cluster every pod has the same name of a node, so that the name alone does not tell whose a process is.
  defp session(token) do
    with {:ok, {id, pid}} <- verify(token) do
      if id == own_id() or node(pid) in Node.list(), do: {:ok, pid}, else: :error
    end
  end

  defp own_id, do: :persistent_term.get(__MODULE__)

  defp sign(term) do
    data = :erlang.term_to_binary(term)
    Base.url_encode64(mac(data) <> data, padding: false)
  end

  defp verify(nil), do: :error

  defp verify(token) do
    with {:ok, <<mac::binary-size(32), data::binary>>} <- Base.url_decode64(token, padding: false),
         true <- :crypto.hash_equals(mac, mac(data)) do
      {:ok, :erlang.binary_to_term(data)}
    else
      _forged -> :error
    end
  end

  defp mac(data), do: :crypto.mac(:hmac, :sha256, Config.string("SECRET_KEY_BASE", ""), data)
end
