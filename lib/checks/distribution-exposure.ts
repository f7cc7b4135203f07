import { isDistributionPort } from '../beam/ports';
import type { Ingress, NetworkPolicy, NetworkPolicyIngressRule } from '../kubernetes/api';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import { waiverKey } from '../waiver/waiver';
import type { Finding, Rendered } from './finding';
import type { Check, Inventory } from './inventory';
import { asService, isMember, maps, type Workload } from './pods';

/**
 * Whoever reaches a distribution port and has the cookie runs any code in the node, so that port belongs on headless
 * Services alone and is admitted from members alone.
 */
export const distributionExposure: Check = (inventory) => [
  ...inventory.workloads
    .filter(isMember)
    .flatMap((member) => [
      ...onHost(member),
      ...inventory.selecting('Service', member).flatMap((service) => onService(member, service)),
      ...inventory.selecting('NetworkPolicy', member).flatMap((policy) => onPolicy(member, policy)),
    ]),
  ...inventory.all.filter(isRoute).flatMap((route) => onRoute(route, inventory)),
];

function distributionPorts({ containers }: Workload): (string | number)[] {
  return containers
    .flatMap((container) => maps(container.ports))
    .filter((port) => isDistributionPort(port.name))
    .flatMap((port) => [port.containerPort, port.name as string]);
}

function onHost(member: Workload): Finding[] {
  return member.containers
    .flatMap((container) => maps(container.ports))
    .filter((port) => port.hostPort !== undefined && isDistributionPort(port.name))
    .map((port) => finding(member, `container port ${port.name}, hostPort`, port.hostPort));
}

function onService(member: Workload, other: Rendered): Finding[] {
  const spec = asService(other)?.spec;
  const open =
    spec !== undefined && (spec.clusterIP !== 'None' || ['NodePort', 'LoadBalancer'].includes(spec.type ?? ''));
  if (!open) return [];
  const distribution = distributionPorts(member);
  return maps(spec.ports)
    .filter((port) => distribution.includes(port.targetPort ?? port.port))
    .map((port) => finding(other.own ? other : member, `Service "${other.manifest.metadata.name}", port`, port.port));
}

function onPolicy(member: Workload, other: Rendered): Finding[] {
  const { metadata } = other.manifest;
  if (!other.own || metadata.annotations?.[waiverKey('open-distribution')]) return [];
  const spec = (other.manifest as unknown as NetworkPolicy).spec;
  const rules = maps(spec?.ingress).filter((rule) => !fromMembersOnly(rule));
  if (rules.length === 0) return [];
  const distribution = distributionPorts(member);
  return rules
    .filter(
      (rule) =>
        !rule.ports?.length ||
        maps(rule.ports).some((port) => port.port === undefined || distribution.includes(port.port)),
    )
    .map((rule) => finding(other, `NetworkPolicy "${metadata.name}", rule`, rule));
}

function fromMembersOnly(rule: NetworkPolicyIngressRule): boolean {
  const from = maps(rule.from);
  return (
    from.length > 0 && from.every((peer) => peer.podSelector?.matchLabels?.[CLUSTER_LABEL] && !peer.namespaceSelector)
  );
}

/** Ingress and routes to a Service whose port is a distribution port. */
function onRoute(route: Rendered, inventory: Inventory): Finding[] {
  return backends(route).flatMap(({ name, port }) => {
    const service = inventory.named('Service', name, route);
    if (service === undefined) return [];
    const target = maps(asService(service)?.spec?.ports).find((one) => one.port === port || one.name === port);
    const members = inventory.selectedBy(service).filter(isMember);
    const leads = members.some((one) => target && distributionPorts(one).includes(target.targetPort ?? target.port));
    const about = leads ? [route, service, ...members].find((one) => one.own) : undefined;
    return about
      ? [finding(about, `${route.manifest.kind} "${route.manifest.metadata.name}", backend`, { name, port })]
      : [];
  });
}

/** The routes of the Gateway API. */
export const ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];

function isRoute({ manifest: { kind } }: Rendered): boolean {
  return kind === 'Ingress' || ROUTES.includes(kind);
}

function backends({ manifest }: Rendered): { name: string; port?: string | number }[] {
  if (manifest.kind === 'Ingress') {
    const spec = (manifest as unknown as Ingress).spec;
    const paths = maps(spec?.rules)
      .flatMap((rule) => maps(rule.http?.paths))
      .map((path) => path.backend ?? {});
    return [...paths, ...(spec?.defaultBackend ? [spec.defaultBackend] : [])].flatMap(({ service }) =>
      service ? [{ name: service.name, port: service.port?.number ?? service.port?.name }] : [],
    );
  }
  if (ROUTES.includes(manifest.kind)) {
    const { spec } = manifest as unknown as {
      spec?: { rules?: { backendRefs?: { name: string; port?: number }[] }[] };
    };
    return maps(spec?.rules).flatMap((rule) => maps(rule.backendRefs));
  }
  return [];
}

function finding(about: Rendered, property: string, value: unknown): Finding {
  return {
    about,
    property,
    value,
    why: 'it opens the Erlang distribution: whoever reaches it and has the cookie runs any code in the node',
    allowed: 'distribution ports on a headless Service, admitted from members of the cluster alone',
    fix: 'remove the port there; to run code in a node use `kubectl exec -it POD -- bin/APP remote`',
  };
}
