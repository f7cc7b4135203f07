defmodule Hello.Sockets do
  @moduledoc """
  Levels the open WebSockets over the nodes that serve: those with more than the mean close what they have too many, with
  code 1012, and the clients that come back are spread by the Service.

  The same as `Shop.Sockets` in docs/scaling.md, over this server in the place of Phoenix.
  """

  alias Hello.Server.Connection

  @tolerance 1.1
  @at_once 1_000
  @pause 3_000

  @doc "The number of open WebSockets; nil on a node that does not serve."
  @spec count() :: non_neg_integer | nil
  def count do
    if Process.whereis(Connection.web_sockets()), do: length(open())
  end

  @doc "Closes so many WebSockets of this node, whichever."
  @spec shed(non_neg_integer) :: :ok
  def shed(number), do: open() |> Enum.take_random(number) |> Enum.each(&Connection.close_web_socket/1)

  @doc "Has every node with too many close some, round after round, until all are near the mean."
  @spec level(rounds :: non_neg_integer) :: :ok
  def level(rounds \\ 6)
  def level(0), do: :ok

  def level(rounds) do
    nodes = [node() | Node.list()]
    answers = Enum.zip(nodes, :erpc.multicall(nodes, __MODULE__, :count, [], 5_000))
    counts = for {node, {:ok, count}} when is_integer(count) <- answers, do: {node, count}
    mean = Enum.sum(for {_node, count} <- counts, do: count) / length(counts)

    case for {node, count} <- counts, count > mean * @tolerance, do: {node, min(trunc(count - mean), @at_once)} do
      [] ->
        :ok

      over ->
        for {node, number} <- over, do: :erpc.call(node, __MODULE__, :shed, [number])
        Process.sleep(@pause)
        level(rounds - 1)
    end
  end

  defp open, do: for({pid, _} <- Registry.lookup(Connection.web_sockets(), :open), do: pid)
end
