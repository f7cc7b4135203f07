defmodule Hello.LongPoll.Client do
  @moduledoc """
  A client of long polling that opens a connection for each of its requests, so that a Service hands them to any pod. Runs
  outside of the application, by `bin/hello eval 'Hello.LongPoll.Client.run()'`.
  """

  alias Hello.{Config, Http, Json}
  alias Hello.Load.Client

  @doc "Sends LONGPOLL_MESSAGES by one session at LONGPOLL_URL, and prints what became of them as one line of JSON."
  @spec run() :: :ok
  def run do
    url = Config.string("LONGPOLL_URL", "http://localhost:4000")
    target = await(url, 60)
    %{"token" => token, "node" => node} = exchange(target, "GET", "/longpoll", "")
    path = "/longpoll?token=#{token}"

    rounds = for number <- 1..Config.integer("LONGPOLL_MESSAGES", 30)//1, do: round(target, path, "message #{number}")

    %{
      messages: length(rounds),
      echoed: Enum.count(rounds, &(&1.outcome == :echoed)),
      gone: Enum.count(rounds, &(&1.outcome == :gone)),
      others: rounds |> Enum.flat_map(& &1.nodes) |> Enum.uniq() |> Enum.count(&(&1 != node))
    }
    |> Json.encode()
    |> IO.puts()
  end

  defp round(target, path, message) do
    sent = exchange(target, "POST", path, message)
    polled = if sent["status"] == 200, do: exchange(target, "GET", path, "")
    nodes = for %{"node" => node} <- [sent, polled], do: node

    outcome =
      cond do
        polled["messages"] == [message] -> :echoed
        sent["status"] == 410 or polled["status"] == 410 -> :gone
        true -> :lost
      end

    %{outcome: outcome, nodes: nodes}
  end

  defp exchange(target, method, path, body) do
    request = [
      "#{method} #{path} HTTP/1.1\r\nhost: #{target.host}\r\nconnection: close\r\n",
      "content-length: #{byte_size(body)}\r\n\r\n#{body}"
    ]

    {:ok, client} = Client.connect(target)
    {:ok, %{status: 200} = answer, client} = Client.exchange(client, request)
    Client.close(client)
    {:ok, decoded} = Json.decode(answer.body)
    decoded
  end

  # Where the client itself is new, its network policies and its DNS may take a moment.
  defp await(url, attempts) do
    with {:ok, target} <- Client.resolve(url),
         {:ok, client} <- Client.connect(target),
         {:ok, %{status: 200}, client} <- Client.exchange(client, Http.request(target.host, "/health")) do
      Client.close(client)
      target
    else
      failure ->
        if attempts == 0, do: raise("#{url} does not answer: #{inspect(failure)}")
        Process.sleep(500)
        await(url, attempts - 1)
    end
  end
end
