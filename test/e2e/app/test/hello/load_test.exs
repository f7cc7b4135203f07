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
end
