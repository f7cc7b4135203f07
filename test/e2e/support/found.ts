import { api } from './api';
import { rpc } from './pods';

/** Every address of every EndpointSlice of a namespace. */
export async function endpoints(namespace: string): Promise<string[]> {
  const { body } = await api('GET', `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`);
  return body.items.flatMap(({ endpoints }: any) => (endpoints ?? []).flatMap(({ addresses }: any) => addresses));
}

/** Addresses behind the headless Service of a cluster, as a pod looks them up. */
export async function resolved(namespace: string, pod: string): Promise<string[]> {
  const name = `hello-nodes.${namespace}.svc.cluster.local`;
  const lookup = `:inet_res.lookup(~c"${name}", :in, :a) |> Enum.map(&to_string(:inet.ntoa(&1)))`;
  return JSON.parse(await rpc(namespace, pod, `IO.puts(Hello.Json.encode(${lookup}))`));
}

/** Takes the pods that join a cluster out of rules of policies, and says out of how many. */
export function withoutJoining(manifests: readonly any[]): number {
  const rules = manifests.flatMap(({ kind, spec }) => (kind === 'NetworkPolicy' ? (spec.ingress ?? []) : []));
  let left = 0;
  for (const rule of rules.filter(({ from }) => from)) {
    const kept = rule.from.filter(({ podSelector }: any) => !podSelector?.matchLabels?.['cdk8s-elixir/joins']);
    left += rule.from.length - kept.length;
    rule.from = kept;
  }
  return left;
}
