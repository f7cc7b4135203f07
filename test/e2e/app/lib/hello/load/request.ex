defmodule Hello.Load.Request do
  @moduledoc """
  The workers of the load generator that send requests, and the rule by which they count.

  A request that finds its idle keep-alive connection closed by the server is sent once more on a new connection and
  counted as retried, as every HTTP client and proxy does it. Everything else that is no answer with status 200 has
  failed. An answer takes from the attempt to connect, or to send on a kept connection, to its last byte.
  """

  alias Hello.Load.{Client, Stats}

  @interval 20

  @doc "Sends request after request on one connection, up to 50 a second, until the deadline."
  @spec run_keepalive(Stats.t(), Client.target(), deadline :: integer) :: :ok
  def run_keepalive(stats, target, deadline) do
    Process.sleep(:rand.uniform(@interval))

    repeat(nil, deadline, fn client ->
      guard(stats, :keepalive, fn -> keepalive(stats, target, client) end)
    end)
  end

  @doc "Opens a new connection for each request, up to 50 a second, until the deadline."
  @spec run_new(Stats.t(), :new | :slow, Client.target(), path :: String.t(), deadline :: integer) :: :ok
  def run_new(stats, kind, target, path, deadline) do
    Process.sleep(:rand.uniform(@interval))

    repeat(nil, deadline, fn nil ->
      guard(stats, kind, fn -> stats |> settle(kind, now(), send_new(target, path)) |> close() end)
    end)
  end

  defp repeat(client, deadline, request) do
    started = now()

    if started < deadline do
      client = request.(client)
      Process.sleep(max(started + @interval - now(), 0))
      repeat(client, deadline, request)
    else
      close(client)
    end
  end

  defp keepalive(stats, target, nil), do: settle(stats, :keepalive, now(), send_new(target, "/"))

  defp keepalive(stats, target, client) do
    asked = now()

    case Client.request(client, "/") do
      {:error, :before_answer, reason} when reason in [:closed, :econnreset, :epipe] ->
        close(client)
        Stats.count(stats, :keepalive, :retried)
        settle(stats, :keepalive, asked, send_new(target, "/"))

      {:error, _phase, _reason} = failure ->
        close(client)
        settle(stats, :keepalive, asked, failure)

      answer ->
        settle(stats, :keepalive, asked, answer)
    end
  end

  defp send_new(target, path) do
    with {:ok, client} <- Client.connect(target) do
      with {:error, _phase, _reason} = failure <- Client.request(client, path) do
        close(client)
        failure
      end
    end
  end

  # Counts the outcome of a request and returns the connection if it can be used again.
  defp settle(stats, kind, asked, outcome) do
    Stats.count(stats, kind, :requests)

    case outcome do
      {:ok, %{status: 200} = answer, client} ->
        Stats.answered(stats, kind, asked)
        if kind != :slow, do: Stats.count(stats, kind, {:nodes, answer.body})
        if answer.keep_alive?, do: client, else: close(client)

      {:ok, %{status: status}, client} ->
        fail(stats, kind, "status_#{status}")
        close(client)

      {:error, phase, reason} ->
        fail(stats, kind, "#{phase}_#{reason}")
    end
  end

  defp fail(stats, kind, reason) do
    Stats.count(stats, kind, :failed)
    Stats.count(stats, kind, {:errors, reason})
    nil
  end

  defp close(nil), do: nil

  defp close(client) do
    Client.close(client)
    nil
  end

  defp guard(stats, kind, request) do
    request.()
  rescue
    exception -> fail(stats, kind, "exception_#{inspect(exception.__struct__)}")
  end

  defp now, do: System.monotonic_time(:millisecond)
end
