defmodule Hello.Discovery.Epmd do
  @moduledoc """
  libcluster's Epmd: connects once, at boot, to the nodes listed in LIBCLUSTER_EPMD_HOSTS. A node that restarts dials
  the others itself; a connection lost while both ends live is not dialled again.
  """

  alias Hello.Config
  alias Hello.Discovery.Membership

  @spec connect() :: :ignore
  def connect do
    "LIBCLUSTER_EPMD_HOSTS"
    |> Config.string("")
    |> String.split(",", trim: true)
    |> Enum.map(&(&1 |> String.trim() |> String.to_atom()))
    |> Membership.connect()

    :ignore
  end
end
