defmodule Hello.Ballast do
  @moduledoc """
  Holds memory on request, so that a test can drive the container into its limit.
  """

  use Agent

  @mebibyte 1024 * 1024

  @spec start_link(term) :: Agent.on_start()
  def start_link(_arg), do: Agent.start_link(fn -> [] end, name: __MODULE__)

  @doc "Allocates so many MiB, writes to every page of them, keeps them and returns how many are held by now."
  @spec hold(non_neg_integer) :: non_neg_integer
  def hold(mebibytes) do
    Agent.get_and_update(
      __MODULE__,
      fn held ->
        held = Enum.reduce(1..mebibytes//1, held, fn _, held -> [:binary.copy(<<1>>, @mebibyte) | held] end)
        {length(held), held}
      end,
      :infinity
    )
  end
end
