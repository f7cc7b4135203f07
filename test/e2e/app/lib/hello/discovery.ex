defmodule Hello.Discovery do
  @moduledoc """
  Finds the other nodes of the cluster by the strategy named in DISCOVERY and connects to them.

  Each strategy does what the library of its name is documented to do, its traps included, so that a deployment that
  holds for this application holds for an application with that library:

    * `dns_cluster` - the package dns_cluster, the default of Phoenix
    * `kubernetes_dns`, `kubernetes_dns_srv`, `kubernetes`, `epmd` - libcluster's strategies Kubernetes.DNS,
      Kubernetes.DNSSRV, Kubernetes and Epmd
    * `postgres` - the package libcluster_postgres
    * `none` - nothing
  """

  require Logger

  alias Hello.{Config, Discovery}

  @type config :: term
  @type known :: MapSet.t(node)

  @doc "Reads the strategy's settings from the environment; a setting that is missing turns the strategy off."
  @callback configure() :: {:ok, config} | {:missing, variable :: String.t()}

  @doc "Whether the first poll holds up the start of the application, or follows it."
  @callback first_poll() :: :in_init | :after_init

  @doc "Looks for nodes once. Takes the nodes known from the poll before and returns those known now."
  @callback poll(config, known) :: known

  @strategies %{
    "dns_cluster" => Discovery.DnsCluster,
    "kubernetes_dns" => Discovery.KubernetesDns,
    "kubernetes_dns_srv" => Discovery.KubernetesDnsSrv,
    "kubernetes" => Discovery.Kubernetes,
    "epmd" => Discovery.Epmd,
    "postgres" => Discovery.Postgres
  }

  @spec child_spec(term) :: Supervisor.child_spec()
  def child_spec(_arg), do: %{id: __MODULE__, start: {__MODULE__, :start_link, []}}

  @doc "Starts the strategy. A node without distribution starts none."
  @spec start_link() :: GenServer.on_start()
  def start_link do
    name = Config.string("DISCOVERY", "dns_cluster")

    cond do
      name == "none" -> :ignore
      not Node.alive?() -> ignore("no discovery: this node is not distributed")
      strategy = @strategies[name] -> start(name, strategy)
      true -> {:error, "DISCOVERY names no strategy: #{inspect(name)}"}
    end
  end

  defp start(name, strategy) do
    case strategy.configure() do
      {:ok, config} -> run(strategy, config, Config.integer("DISCOVERY_INTERVAL_MS", 5_000))
      {:missing, variable} -> ignore("no discovery: #{name} needs #{variable}")
    end
  end

  defp run(Discovery.Postgres, config, interval), do: Discovery.Postgres.start_link(config, interval)
  defp run(strategy, config, interval), do: Discovery.Poller.start_link(strategy, config, interval)

  defp ignore(reason) do
    Logger.warning(reason)
    :ignore
  end
end
