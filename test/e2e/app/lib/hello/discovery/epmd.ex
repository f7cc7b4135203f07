defmodule Hello.Discovery.Epmd do
  @moduledoc """
  libcluster's Epmd with `timeout: 5_000`: dials the nodes listed in LIBCLUSTER_EPMD_HOSTS at boot and every 5 seconds, so
  that a connection which is lost while both ends live is made again. Without a timeout libcluster dials once.
  """

  @behaviour Hello.Discovery

  alias Hello.Config
  alias Hello.Discovery.Membership

  @impl true
  def configure do
    case Config.string("LIBCLUSTER_EPMD_HOSTS") do
      nil -> {:missing, "LIBCLUSTER_EPMD_HOSTS"}
      hosts -> {:ok, hosts |> String.split(",", trim: true) |> Enum.map(&(&1 |> String.trim() |> String.to_atom()))}
    end
  end

  @impl true
  def first_poll, do: :in_init

  @impl true
  def poll(hosts, known) do
    Membership.connect(hosts)
    known
  end
end
