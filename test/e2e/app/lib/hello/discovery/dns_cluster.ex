defmodule Hello.Discovery.DnsCluster do
  @moduledoc """
  The package dns_cluster: looks up the addresses behind DNS_CLUSTER_QUERY and connects to the node of this node's own
  basename at each of them, all at the same time. It never disconnects anyone, and a look-up that fails does nothing.
  """

  @behaviour Hello.Discovery

  alias Hello.Config
  alias Hello.Discovery.{Lookup, Membership}

  @connect_timeout 10_000

  @impl true
  def configure do
    case Config.string("DNS_CLUSTER_QUERY") do
      nil -> {:missing, "DNS_CLUSTER_QUERY"}
      query -> {:ok, %{query: query, basename: basename()}}
    end
  end

  @impl true
  def first_poll, do: :after_init

  @impl true
  def poll(config, known) do
    config.query
    |> addresses()
    |> Enum.map(&:"#{config.basename}@#{&1}")
    |> Task.async_stream(&Membership.connect([&1]),
      max_concurrency: 100,
      ordered: false,
      timeout: @connect_timeout,
      on_timeout: :kill_task
    )
    |> Stream.run()

    known
  end

  defp addresses(query) do
    Enum.flat_map([:a, :aaaa], fn type ->
      case Lookup.addresses(query, type) do
        {:ok, addresses} -> addresses
        {:error, _reason} -> []
      end
    end)
  end

  defp basename, do: node() |> Atom.to_string() |> String.split("@") |> hd()
end
