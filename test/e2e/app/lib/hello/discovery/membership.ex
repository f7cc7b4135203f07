defmodule Hello.Discovery.Membership do
  @moduledoc """
  Connects and disconnects nodes in the way libcluster does: what a poll finds becomes the truth. A node that was known
  and is not found any more is disconnected, even if it is alive and well.
  """

  require Logger

  @doc "Disconnects the known nodes that are gone, connects the found ones, and returns those known from now on."
  @spec converge(MapSet.t(node), Enumerable.t()) :: MapSet.t(node)
  def converge(known, found) do
    found = MapSet.new(found)
    known |> MapSet.difference(found) |> disconnect()
    MapSet.difference(found, connect(found))
  end

  @doc "Connects each node that is not connected yet and returns those that cannot be reached."
  @spec connect(Enumerable.t()) :: MapSet.t(node)
  def connect(nodes) do
    nodes
    |> MapSet.new()
    |> MapSet.difference(MapSet.new([node() | Node.list(:connected)]))
    |> MapSet.filter(&(not connect_node(&1)))
  end

  defp connect_node(name) do
    case Node.connect(name) do
      true ->
        Logger.info("discovery: connected to #{name}")
        true

      _ ->
        Logger.warning("discovery: unable to connect to #{name}")
        false
    end
  end

  defp disconnect(nodes) do
    for name <- nodes, name in Node.list(:connected) do
      Logger.warning("discovery: disconnecting #{name}, which is not found any more")
      Node.disconnect(name)
    end
  end
end
