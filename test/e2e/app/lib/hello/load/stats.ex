defmodule Hello.Load.Stats do
  @moduledoc """
  Counts what the workers of the load generator see. Every count is kept at once, so none is lost with a worker.

  Of answers the times are kept as well: how long each took, and for how long there was none of a kind.
  """

  @type t :: :ets.table()
  @type kind :: :keepalive | :new | :slow | :ws

  @spec new() :: t
  def new, do: :ets.new(__MODULE__, [:public, write_concurrency: true])

  @spec count(t, kind, counter :: atom | {:errors | :closed | :nodes, String.t()}) :: :ok
  def count(stats, kind, counter) do
    :ets.update_counter(stats, {kind, counter}, 1, {{kind, counter}, 0})
    :ok
  end

  @doc "Keeps the times of an answer: when it was asked for, and that it came now."
  @spec answered(t, kind, asked :: integer) :: :ok
  def answered(stats, kind, asked) do
    now = System.monotonic_time(:millisecond)
    :ets.insert(stats, {{kind, {:answer, make_ref()}}, now, now - asked})
    :ok
  end

  @doc "All counts as they are printed: answers of a kind could come from a time on, and until another."
  @spec report(t, from :: %{kind => integer}, to :: integer) :: map
  def report(stats, from, to) do
    requests = for kind <- [:keepalive, :new, :slow], into: %{}, do: {kind, requests(stats, kind)}

    for {kind, counts} <- Map.put(requests, :ws, sockets(stats)), into: %{} do
      {kind, Map.merge(counts, times(stats, kind, from[kind], to))}
    end
  end

  defp requests(stats, kind) do
    stats
    |> totals(kind, [:requests, :failed, :retried])
    |> Map.merge(%{errors: by_name(stats, kind, :errors), nodes: by_name(stats, kind, :nodes)})
  end

  defp sockets(stats) do
    stats
    |> totals(:ws, [:opened, :abnormal, :reconnects, :echoes, :failed])
    |> Map.merge(%{closed: by_name(stats, :ws, :closed), errors: by_name(stats, :ws, :errors)})
  end

  defp times(stats, kind, from, to) do
    answers = :ets.select(stats, [{{{kind, {:answer, :_}}, :"$1", :"$2"}, [], [{{:"$1", :"$2"}}]}])
    ends = Enum.sort([from, to | for({at, _took} <- answers, at < to, do: at)])
    gaps = ends |> Enum.zip(tl(ends)) |> Enum.map(fn {one, next} -> next - one end)
    longest = answers |> Enum.map(fn {_at, took} -> took end) |> Enum.max(fn -> 0 end)
    %{longest_ms: longest, longest_gap_ms: Enum.max(gaps)}
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
