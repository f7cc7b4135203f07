defmodule Hello.Discovery.KubernetesDns do
  @moduledoc """
  libcluster's Kubernetes.DNS: looks up the IPv4 addresses of a headless Service. A look-up that fails counts as an
  empty one, and so disconnects everybody.
  """

  @behaviour Hello.Discovery

  require Logger

  alias Hello.Config
  alias Hello.Discovery.{Lookup, Membership}

  @impl true
  def configure do
    case Config.string("LIBCLUSTER_KUBERNETES_SERVICE") do
      nil -> {:missing, "LIBCLUSTER_KUBERNETES_SERVICE"}
      service -> {:ok, %{service: service, basename: Config.string("LIBCLUSTER_KUBERNETES_NODE_BASENAME", "hello")}}
    end
  end

  @impl true
  def first_poll, do: :in_init

  @impl true
  def poll(config, known), do: Membership.converge(known, find(config))

  defp find(config) do
    case Lookup.addresses(config.service, :a) do
      {:ok, addresses} ->
        Enum.map(addresses, &:"#{config.basename}@#{&1}")

      {:error, reason} ->
        Logger.error("discovery: lookup against #{config.service} failed: #{inspect(reason)}")
        []
    end
  end
end
