defmodule Hello.Load do
  @moduledoc """
  A load generator that sees a deployment as its users do. Runs outside of the application, by
  `bin/hello eval 'Hello.Load.run()'`, and prints what happened to its requests as one line of JSON, its last.

  Four kinds of workers run side by side: `keepalive` sends request after request on one connection, `new` opens a
  connection for each request, `slow` opens one for a request that takes long (its workers begin one after the other, so
  that there is an answer all the time), and `ws` keeps a WebSocket open and has a
  message echoed each second.
  """

  alias Hello.{Config, Json}
  alias Hello.Load.{Client, Request, Socket, Stats}

  @ready_wait 30_000

  @doc "Runs the load that the environment describes."
  @spec run() :: :ok
  def run do
    stats = Stats.new()
    target = await_target(Config.string("LOAD_URL", "http://localhost:4000"), now() + @ready_wait)

    IO.puts("the load begins")
    started = now()
    deadline = started + Config.integer("LOAD_SECONDS", 10) * 1_000
    slow = Config.integer("LOAD_SLOW_MS", 2_000)
    slow_path = Config.string("LOAD_SLOW_PATH", "/slow")

    workers =
      workers("LOAD_KEEPALIVE", fn _part -> Request.run_keepalive(stats, target, deadline) end) ++
        workers("LOAD_NEW", fn _part -> Request.run_new(stats, :new, target, "/", deadline) end) ++
        workers("LOAD_SLOW", fn part ->
          Process.sleep(round(slow * part))
          Request.run_new(stats, :slow, target, "#{slow_path}?ms=#{slow}", deadline)
        end) ++
        workers("LOAD_WS", fn _part -> Socket.run(stats, target, deadline) end)

    Enum.each(workers, &await/1)

    # The first slow request cannot be answered before it is due.
    stats
    |> Stats.report(%{keepalive: started, new: started, slow: started + slow, ws: started}, deadline)
    |> Map.put(:milliseconds, now() - started)
    |> Json.encode()
    |> IO.puts()
  end

  # Where the generator itself is new, its network policies and its DNS may take a moment; that must not count.
  defp await_target(url, deadline) do
    with {:ok, target} <- Client.resolve(url),
         {:ok, client} <- Client.connect(target),
         {:ok, %{status: 200}, client} <- Client.request(client, "/health") do
      Client.close(client)
      target
    else
      failure ->
        if now() > deadline, do: raise("#{url} does not answer: #{inspect(failure)}")
        Process.sleep(250)
        await_target(url, deadline)
    end
  end

  # Each worker is told which part of all comes before it, from 0 to 1, so that they need not begin at once.
  defp workers(variable, run) do
    count = Config.integer(variable, 0)
    for number <- 1..count//1, do: spawn_monitor(fn -> run.((number - 1) / count) end)
  end

  defp await({pid, monitor}) do
    receive do
      {:DOWN, ^monitor, :process, ^pid, _reason} -> :ok
    end
  end

  defp now, do: System.monotonic_time(:millisecond)
end
