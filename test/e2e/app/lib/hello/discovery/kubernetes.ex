defmodule Hello.Discovery.Kubernetes do
  @moduledoc """
  libcluster's Kubernetes: lists Pods or Endpoints by a label selector through the API server, with the token of the
  pod's ServiceAccount.

  Being refused by the API server (403) counts as an empty list, and so disconnects everybody. Any other failure leaves
  the nodes as they are.
  """

  @behaviour Hello.Discovery

  require Logger

  alias Hello.{Config, Json}
  alias Hello.Discovery.Membership

  @account "/var/run/secrets/kubernetes.io/serviceaccount"
  @timeout 15_000

  @impl true
  def configure do
    config = %{
      mode: choice("LIBCLUSTER_KUBERNETES_MODE", ~w(ip hostname)),
      lookup: choice("LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE", ~w(endpoints pods)),
      selector: Config.string("LIBCLUSTER_KUBERNETES_SELECTOR"),
      basename: Config.string("LIBCLUSTER_KUBERNETES_NODE_BASENAME", "hello"),
      namespace: Config.string("LIBCLUSTER_KUBERNETES_NAMESPACE"),
      service: Config.string("LIBCLUSTER_KUBERNETES_SERVICE"),
      cluster: Config.string("LIBCLUSTER_KUBERNETES_CLUSTER_NAME", "cluster")
    }

    cond do
      config.selector == nil -> {:missing, "LIBCLUSTER_KUBERNETES_SELECTOR"}
      config.mode == "hostname" and config.service == nil -> {:missing, "LIBCLUSTER_KUBERNETES_SERVICE"}
      true -> {:ok, config}
    end
  end

  @impl true
  def first_poll, do: :in_init

  @impl true
  def poll(config, known) do
    case list(config) do
      {:ok, pods} -> Membership.converge(known, Enum.map(pods, &node_name(config, &1)))
      :forbidden -> Membership.converge(known, [])
      :unknown -> Membership.converge(known, known)
    end
  end

  @doc "The pods in an answer of the API server, each with its address, its namespace and its hostname if it has one."
  @spec pods(Json.value(), lookup :: String.t()) :: [
          %{ip: String.t(), namespace: String.t(), hostname: String.t() | nil}
        ]
  def pods(%{"items" => items}, "pods") when is_list(items) do
    for %{"status" => %{"podIP" => ip}, "metadata" => %{"namespace" => namespace}, "spec" => spec} <- items do
      %{ip: ip, namespace: namespace, hostname: spec["hostname"]}
    end
  end

  # Only addresses that are ready: a Service has to publish the others to have them here.
  def pods(%{"items" => items}, "endpoints") when is_list(items) do
    for %{"subsets" => subsets} when is_list(subsets) <- items,
        %{"addresses" => addresses} when is_list(addresses) <- subsets,
        %{"ip" => ip, "targetRef" => %{"namespace" => namespace}} = address <- addresses do
      %{ip: ip, namespace: namespace, hostname: address["hostname"]}
    end
  end

  def pods(_answer, _lookup), do: []

  defp node_name(%{mode: "ip"} = config, pod), do: :"#{config.basename}@#{pod.ip}"

  defp node_name(%{mode: "hostname"} = config, pod) do
    :"#{config.basename}@#{pod.hostname}.#{config.service}.#{pod.namespace}.svc.#{config.cluster}.local"
  end

  defp list(config) do
    headers = [{~c"authorization", String.to_charlist("Bearer #{account_file("token")}")}]
    request = {String.to_charlist(url(config)), headers}

    case :httpc.request(:get, request, [ssl: tls(), timeout: @timeout], body_format: :binary) do
      {:ok, {{_version, 200, _reason}, _headers, body}} ->
        decode(config, body)

      {:ok, {{_version, 403, _reason}, _headers, body}} ->
        Logger.warning("discovery: cannot query kubernetes (unauthorized): #{String.trim(body)}")
        :forbidden

      {:ok, {{_version, status, reason}, _headers, body}} ->
        Logger.warning("discovery: cannot query kubernetes (#{status} #{reason}): #{String.trim(body)}")
        :unknown

      {:error, reason} ->
        Logger.error("discovery: request to kubernetes failed: #{inspect(reason)}")
        :unknown
    end
  end

  defp decode(config, body) do
    case Json.decode(body) do
      {:ok, answer} ->
        {:ok, pods(answer, config.lookup)}

      {:error, reason} ->
        Logger.error("discovery: kubernetes answered no JSON: #{inspect(reason)}")
        :unknown
    end
  end

  # By its name in DNS, as libcluster does, and not by the address in KUBERNETES_SERVICE_HOST: a node that may not ask
  # DNS finds nobody.
  defp url(config) do
    domain = Config.string("CLUSTER_DOMAIN", "#{config.cluster}.local")
    namespace = config.namespace || account_file("namespace")
    query = URI.encode_query(%{labelSelector: config.selector}, :rfc3986)
    "https://kubernetes.default.svc.#{domain}/api/v1/namespaces/#{namespace}/#{config.lookup}?#{query}"
  end

  defp tls do
    path = Path.join(@account, "ca.crt")

    if File.exists?(path) do
      [verify: :verify_peer, cacertfile: String.to_charlist(path)]
    else
      [verify: :verify_none]
    end
  end

  # Without a mounted token the request goes out with none, and is refused by the API server.
  defp account_file(name) do
    case File.read(Path.join(@account, name)) do
      {:ok, content} -> String.trim(content)
      {:error, _reason} -> ""
    end
  end

  defp choice(name, [default | _] = choices) do
    value = Config.string(name, default)
    if value in choices, do: value, else: raise(ArgumentError, "#{name} must be one of #{Enum.join(choices, ", ")}")
  end
end
