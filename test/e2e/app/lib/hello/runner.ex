defmodule Hello.Runner do
  @moduledoc """
  Pods that this node starts for a while, as FLAME does with the backend flame_k8s_backend: it asks the API server for
  its own pod, makes the runner's of it and of the template in RUNNER_POD_TEMPLATE, creates that, and waits until the
  runner has connected. What the backend decides itself is decided here too: image, owner, names, `restartPolicy`,
  `serviceAccount` where the template has none, and the first variables.

  In a runner FLAME_PARENT names the node that started it.
  """

  alias Hello.{Config, Json}

  @account "/var/run/secrets/kubernetes.io/serviceaccount"
  @timeout 15_000
  @own ~w(FLAME_PARENT POD_NAME POD_NAMESPACE POD_IP)

  @doc "Whether this node is a runner."
  @spec runner?() :: boolean
  def runner?, do: Config.string("FLAME_PARENT") != nil

  @doc "In a runner: connects to the node that started it, and tries again until it has."
  def child_spec(_options), do: %{id: __MODULE__, start: {Task, :start_link, [&connect/0]}, restart: :transient}

  @doc """
  Starts a runner, from the template or, with `:copy`, from what the backend copies without one. Returns what came of it
  as a map: the pod and the node, or `status` and `message` of a refusal, or `error`.
  """
  @spec start(:template | :copy, seconds :: pos_integer) :: map
  def start(from \\ :template, seconds \\ 30) do
    with {:ok, parent} <- request(:get, "/#{System.fetch_env!("POD_NAME")}"),
         {:ok, pod} <- request(:post, "", manifest(parent, from)) do
      name = pod["metadata"]["name"]
      deadline = System.monotonic_time(:millisecond) + seconds * 1000
      connected(name, deadline)
    end
  end

  @doc "Has a runner evaluate a function of this module, and returns its result."
  @spec call(node, atom) :: term
  def call(node, function) do
    caller = self()
    {pid, ref} = Node.spawn_monitor(node, fn -> send(caller, {self(), apply(__MODULE__, function, [])}) end)

    receive do
      {^pid, result} -> result
      {:DOWN, ^ref, :process, _pid, reason} when reason != :normal -> %{error: inspect(reason)}
    after
      @timeout -> %{error: "no answer"}
    end
  end

  @doc "What a runner says of itself."
  @spec report() :: map
  def report do
    %{
      node: node(),
      runner: runner?(),
      token: File.exists?(Path.join(@account, "token")),
      template: System.get_env("RUNNER_POD_TEMPLATE"),
      discovery: System.get_env("DNS_CLUSTER_QUERY") != nil,
      serves: System.get_env("PHX_SERVER"),
      files: File.exists?(System.fetch_env!("RELEASE_VM_ARGS")),
      nodes: Enum.sort(Node.list())
    }
  end

  @doc "Deletes the pod of a runner."
  @spec stop(String.t()) :: map
  def stop(name) do
    with {:ok, _pod} <- request(:delete, "/#{name}"), do: %{deleted: name}
  end

  defp connected(name, deadline) do
    with {:ok, pod} <- request(:get, "/#{name}") do
      [basename, _host] = node() |> Atom.to_string() |> String.split("@")
      node = "#{basename}@#{pod["status"]["podIP"]}"

      cond do
        Enum.any?(Node.list(), &(Atom.to_string(&1) == node)) ->
          %{pod: name, node: node, ip: pod["status"]["podIP"], account: pod["spec"]["serviceAccountName"]}

        System.monotonic_time(:millisecond) > deadline ->
          %{error: "not connected", pod: name, phase: pod["status"]["phase"]}

        true ->
          Process.sleep(100)
          connected(name, deadline)
      end
    end
  end

  defp manifest(%{"metadata" => metadata, "spec" => spec} = parent, from) do
    [container | _] = spec["containers"]
    template = template(from, parent, container)
    [own | others] = template["spec"]["containers"]

    runner =
      Map.merge(own, %{
        "name" => "runner",
        "image" => container["image"],
        "env" => variables() ++ Enum.reject(own["env"] || [], &(&1["name"] in @own))
      })

    owner = %{"apiVersion" => "v1", "kind" => "Pod", "name" => metadata["name"], "uid" => metadata["uid"]}

    %{
      "apiVersion" => "v1",
      "kind" => "Pod",
      "metadata" =>
        template["metadata"]
        |> Map.delete("name")
        |> Map.put_new("generateName", metadata["name"] <> "-")
        |> Map.put("ownerReferences", [owner]),
      "spec" =>
        template["spec"]
        |> Map.merge(%{"containers" => [runner | others], "restartPolicy" => "Never"})
        |> Map.put_new("serviceAccount", spec["serviceAccount"])
    }
  end

  defp template(:template, _parent, _container) do
    {:ok, template} = "RUNNER_POD_TEMPLATE" |> System.fetch_env!() |> File.read!() |> Json.decode()
    template
  end

  defp template(:copy, _parent, container) do
    %{"metadata" => %{}, "spec" => %{"containers" => [Map.take(container, ~w(env envFrom resources))]}}
  end

  defp variables do
    fields =
      for {name, path} <- [POD_NAME: "metadata.name", POD_IP: "status.podIP", POD_NAMESPACE: "metadata.namespace"] do
        %{"name" => to_string(name), "valueFrom" => %{"fieldRef" => %{"fieldPath" => path}}}
      end

    fields ++
      [%{"name" => "PHX_SERVER", "value" => "false"}, %{"name" => "FLAME_PARENT", "value" => to_string(node())}]
  end

  defp connect do
    parent = "FLAME_PARENT" |> Config.string() |> String.to_atom()

    if not Node.connect(parent) do
      Process.sleep(100)
      connect()
    end
  end

  defp request(method, path, body \\ nil) do
    host = System.fetch_env!("KUBERNETES_SERVICE_HOST")
    port = System.fetch_env!("KUBERNETES_SERVICE_PORT_HTTPS")
    url = ~c"https://#{host}:#{port}/api/v1/namespaces/#{System.fetch_env!("POD_NAMESPACE")}/pods#{path}"
    headers = [{~c"authorization", ~c"Bearer #{token()}"}]
    request = if body, do: {url, headers, ~c"application/json", Json.encode(body)}, else: {url, headers}

    case :httpc.request(method, request, [ssl: tls(), timeout: @timeout], body_format: :binary) do
      {:ok, {{_version, status, _reason}, _headers, body}} -> answer(status, Json.decode(body))
      {:error, reason} -> %{error: inspect(reason)}
    end
  end

  defp answer(status, {:ok, answer}) when status in 200..299, do: {:ok, answer}
  defp answer(status, {:ok, answer}), do: %{status: status, message: answer["message"]}
  defp answer(status, {:error, _reason}), do: %{status: status, message: "no JSON"}

  # The certificate is asked for by a name of the API server, not by its address: OTP before 27 takes no address.
  defp tls do
    case Path.join(@account, "ca.crt") |> File.exists?() do
      true ->
        file = String.to_charlist(Path.join(@account, "ca.crt"))
        [verify: :verify_peer, cacertfile: file, server_name_indication: ~c"kubernetes.default.svc"]

      false ->
        [verify: :verify_none]
    end
  end

  # Without a token the request goes out with none, and is refused.
  defp token do
    case File.read(Path.join(@account, "token")) do
      {:ok, token} -> String.trim(token)
      {:error, _reason} -> ""
    end
  end
end
