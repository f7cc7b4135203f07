import { elixirString } from './elixir-code';
import { NodeHost } from './node-name';

/** Cluster in which code is to run, as far as its members are found. */
export interface CalledCluster {
  readonly nodeBasename: string;
  readonly nodeHost: NodeHost;
  readonly serviceName: string;
  readonly clusterDomain: string;
  readonly ipv6: boolean;
}

/** Seconds for which a member is looked for, by the clock: one that a policy hides takes 7 s to not answer. */
const PATIENCE = 60;

/**
 * Elixir code that joins a cluster as a hidden node on which nobody can call, evaluates an expression on one of its
 * members, and leaves. It waits for the value, and fails as the expression does.
 *
 * Members are looked up in the headless Service: by its addresses, or by the names in its SRV records.
 *
 * Source: https://www.erlang.org/doc/apps/kernel/net_kernel.html#start/2 (OTP 25), `hidden` and `dist_listen`;
 * https://github.com/kubernetes/dns/blob/master/docs/specification.md
 */
export function clusterCall(cluster: CalledCluster, expression: string): string {
  const { nodeBasename, serviceName, clusterDomain } = cluster;
  return `
service = to_charlist("${serviceName}.#{System.fetch_env!("POD_NAMESPACE")}.svc.${clusterDomain}")
cookie = String.to_atom(System.fetch_env!("RELEASE_COOKIE"))
self = :"job@#{System.fetch_env!("POD_IP")}"
{:ok, _} = :net_kernel.start(self, %{name_domain: :longnames, hidden: true, dist_listen: false})
Node.set_cookie(cookie)

members = fn -> ${members(cluster)} end

last = System.monotonic_time(:second) + ${PATIENCE}
late? = fn -> System.monotonic_time(:second) >= last end

join = fn join ->
  node = Enum.find(members.(), fn host -> not late?.() and Node.connect(:"${nodeBasename}@#{host}") == true end)

  cond do
    node != nil -> :"${nodeBasename}@#{node}"
    late?.() -> raise("no member of the cluster answered for ${PATIENCE} s")
    true -> Process.sleep(1_000) && join.(join)
  end
end

:erpc.call(join.(join), Code, :eval_string, [${elixirString(expression)}], :infinity)
`.trim();
}

function members({ nodeHost, ipv6 }: CalledCluster): string {
  if (nodeHost === NodeHost.FQDN) return 'for {_, _, _, name} <- :inet_res.lookup(service, :in, :srv), do: name';
  const family = ipv6 ? ':inet6' : ':inet';
  return `case :inet.getaddrs(service, ${family}) do {:ok, all} -> Enum.map(all, &:inet.ntoa/1); _ -> [] end`;
}
