defmodule Hello.Discovery.KubernetesDnsSrv do
  @moduledoc """
  libcluster's Kubernetes.DNSSRV: looks up the service records of the headless Service of a StatefulSet, which hold the
  full names of its pods. A look-up that fails counts as an empty one, and so disconnects everybody.
  """

  @behaviour Hello.Discovery

  require Logger

  alias Hello.Config
  alias Hello.Discovery.{Lookup, Membership}

  @impl true
  def configure do
    service = Config.string("LIBCLUSTER_KUBERNETES_SERVICE")
    namespace = Config.string("LIBCLUSTER_KUBERNETES_NAMESPACE")

    cond do
      service == nil -> {:missing, "LIBCLUSTER_KUBERNETES_SERVICE"}
      namespace == nil -> {:missing, "LIBCLUSTER_KUBERNETES_NAMESPACE"}
      true -> {:ok, %{query: query(service, namespace), basename: basename()}}
    end
  end

  @impl true
  def first_poll, do: :after_init

  @impl true
  def poll(config, known), do: Membership.converge(known, find(config))

  defp query(service, namespace) do
    "#{service}.#{namespace}.svc.#{Config.string("CLUSTER_DOMAIN", "cluster.local.")}"
  end

  defp basename, do: Config.string("LIBCLUSTER_KUBERNETES_NODE_BASENAME", "hello")

  defp find(config) do
    case Lookup.targets(config.query) do
      {:ok, targets} ->
        Enum.map(targets, &:"#{config.basename}@#{&1}")

      {:error, reason} ->
        Logger.error("discovery: lookup against #{config.query} failed: #{inspect(reason)}")
        []
    end
  end
end
