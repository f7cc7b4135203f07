defmodule Hello.LoadTest do
  use ExUnit.Case, async: true

  alias Hello.Load.Stats

  test "the longest answer and the longest time without one are told, the start and the end among them" do
    stats = Stats.new()
    now = System.monotonic_time(:millisecond)
    Stats.answered(stats, :new, now - 250)
    Stats.answered(stats, :new, now - 40)

    from = fn time -> Map.new([:keepalive, :new, :slow, :ws], &{&1, time}) end
    report = Stats.report(stats, from.(now - 1_000), now + 3_000)
    assert report.new.longest_ms in 250..350
    assert report.new.longest_gap_ms in 2_900..3_000
    assert %{longest_ms: 0, longest_gap_ms: 4_000} = report.slow
    assert Stats.report(stats, from.(now - 5_000), now + 1_000).new.longest_gap_ms in 5_000..5_100
  end

  test "each node that answered is told with how often it did" do
    stats = Stats.new()
    for node <- ["a@10.0.0.1", "b@10.0.0.2", "a@10.0.0.1"], do: Stats.count(stats, :new, {:nodes, node})

    report = Stats.report(stats, Map.new([:keepalive, :new, :slow, :ws], &{&1, 0}), 1)
    assert report.new.nodes == %{"a@10.0.0.1" => 2, "b@10.0.0.2" => 1}
  end
end
