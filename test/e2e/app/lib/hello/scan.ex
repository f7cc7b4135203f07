defmodule Hello.Scan do
  @moduledoc """
  Tries TCP ports of a host, for tests of what a network policy lets through. Runs outside of the application, by
  `bin/hello eval 'Hello.Scan.run()'`.
  """

  alias Hello.{Config, Json}

  @timeout 2_000

  @doc "Tries SCAN_PORTS of SCAN_HOST, all at the same time, and prints what became of each as one line of JSON."
  @spec run() :: :ok
  def run do
    host = Config.string("SCAN_HOST", "localhost")
    ports = "SCAN_PORTS" |> Config.string("4000,4369,4370,9100") |> String.split(",", trim: true)

    ports
    |> Enum.map(&(&1 |> String.trim() |> String.to_integer()))
    |> Task.async_stream(&{&1, try_port(host, &1)}, max_concurrency: 64, timeout: :infinity)
    |> Map.new(fn {:ok, result} -> result end)
    |> Json.encode()
    |> IO.puts()
  end

  defp try_port(host, port) do
    case :gen_tcp.connect(String.to_charlist(host), port, [], @timeout) do
      {:ok, socket} ->
        :gen_tcp.close(socket)
        :open

      {:error, :econnrefused} ->
        :refused

      {:error, reason} when reason in [:timeout, :etimedout] ->
        :timeout

      {:error, reason} ->
        reason
    end
  end
end
