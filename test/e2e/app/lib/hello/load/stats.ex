defmodule Hello.Load.Stats do
  @moduledoc """
  Counts what the workers of the load generator see. Every count is kept at once, so none is lost with a worker.
  """

  @type t :: :ets.table()
  @type kind :: :keepalive | :new | :slow | :ws

  @spec new() :: t
  def new, do: :ets.new(__MODULE__, [:public, write_concurrency: true])

  @spec count(t, kind, counter :: atom | {:errors | :closed, String.t()}) :: :ok
  def count(stats, kind, counter) do
    :ets.update_counter(stats, {kind, counter}, 1, {{kind, counter}, 0})
    :ok
  end

  @doc "All counts as they are printed."
  @spec report(t) :: map
  def report(stats) do
    requests = for kind <- [:keepalive, :new, :slow], into: %{}, do: {kind, requests(stats, kind)}
    Map.put(requests, :ws, sockets(stats))
  end

  defp requests(stats, kind) do
    stats
    |> totals(kind, [:requests, :failed, :retried])
    |> Map.put(:errors, by_name(stats, kind, :errors))
  end

  defp sockets(stats) do
    stats
    |> totals(:ws, [:opened, :abnormal, :reconnects, :echoes, :failed])
    |> Map.merge(%{closed: by_name(stats, :ws, :closed), errors: by_name(stats, :ws, :errors)})
  end

  defp totals(stats, kind, counters), do: Map.new(counters, &{&1, total(stats, kind, &1)})

  defp total(stats, kind, counter) do
    case :ets.lookup(stats, {kind, counter}) do
      [{_, count}] -> count
      [] -> 0
    end
  end

  defp by_name(stats, kind, group) do
    for {{^kind, {^group, name}}, count} <- :ets.tab2list(stats), into: %{}, do: {name, count}
  end
end
