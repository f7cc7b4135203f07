import { isDistributionPort } from '../beam/ports';
import type { Check, Inventory } from '../inventory/inventory';
import { maps } from '../inventory/maps';
import { asService, isMember, type Workload } from '../inventory/workloads';
import type { Ingress, NetworkPolicy, NetworkPolicyIngressRule, NetworkPolicyPort } from '../kubernetes/api';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import { waiverKey } from '../risks/waiver';
import { type Finding, isWaived, type Rendered, type Report } from './finding';

/**
 * Whoever reaches a distribution port and has the cookie runs any code in the node, so that port belongs on headless
 * Services alone and is admitted from members alone.
 */
export const distributionExposure: Check = (inventory, report) => {
  for (const member of inventory.workloads) if (isMember(member)) onMember(member, report);
  for (const kind of ['Ingress', ...ROUTES]) {
    for (const route of inventory.ofKind(kind)) onRoute(route, inventory, report);
  }
};

/** The routes of the Gateway API. */
export const ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'];

/** Numbers and names of the ports on which a member can be dialled. */
type Ports = readonly (string | number)[];

function distributionPorts({ ports }: Workload): Ports {
  return ports
    .filter(({ name }) => isDistributionPort(name))
    .flatMap(({ containerPort, name }) => [containerPort, name as string]);
}

function onMember(member: Workload, report: Report): void {
  const distribution = distributionPorts(member);
  onHost(member, report);
  for (const service of member.services) onService(member, service, distribution, report);
  if (!isWaived(member, WAIVER)) onPolicies(member, distribution, report);
}

function onHost(member: Workload, report: Report): void {
  for (const { hostPort, name } of member.ports) {
    if (hostPort === undefined || !isDistributionPort(name)) continue;
    report(finding(member, `container port ${name}, hostPort`, hostPort));
  }
}

function onService(member: Workload, other: Rendered, distribution: Ports, report: Report): void {
  const spec = asService(other)?.spec;
  const open =
    spec !== undefined && (spec.clusterIP !== 'None' || ['NodePort', 'LoadBalancer'].includes(spec.type ?? ''));
  if (!open) return;
  for (const { port, targetPort } of maps(spec.ports)) {
    if (!distribution.includes(targetPort ?? port)) continue;
    report(finding(other.own ? other : member, `Service "${other.manifest.metadata.name}", port`, port));
  }
}

/** Policies add up: each one opens what it admits, whoever wrote it. */
function onPolicies(member: Workload, distribution: Ports, report: Report): void {
  const policies = member.policies.filter(isolates);
  if (policies.length === 0) report(notIsolated(member));
  for (const policy of policies) if (!isWaived(policy, WAIVER)) onPolicy(member, policy, distribution, report);
}

function onPolicy(member: Workload, policy: Rendered, distribution: Ports, report: Report): void {
  const { metadata, spec } = policy.manifest as unknown as NetworkPolicy;
  for (const rule of maps(spec?.ingress)) {
    if (fromMembersOnly(rule, member) || !admits(rule, distribution)) continue;
    const about = policy.own ? policy : member;
    report({ ...finding(about, `NetworkPolicy "${metadata?.name}", rule`, rule), ...RULE });
  }
}

const WAIVER = waiverKey('open-distribution');

const RULE = {
  fix: `list the ports that it is for, without those of the distribution; to accept it, say why in the policy's annotation ${WAIVER}`,
};

function isolates({ manifest }: Rendered): boolean {
  const types = (manifest as unknown as NetworkPolicy).spec?.policyTypes;
  return !Array.isArray(types) || types.includes('Ingress');
}

function notIsolated(about: Workload): Finding {
  return {
    about,
    property: 'NetworkPolicy',
    value: about.policies.map(({ manifest }) => manifest.metadata.name),
    why: 'no policy isolates these pods, so every pod reaches the Erlang distribution: with the cookie it runs any code in the node',
    allowed: 'a NetworkPolicy with the policy type Ingress that selects the pods',
    fix: "remove the override of `networkPolicy`; where something else isolates the pods: allow: [Waiver.openDistribution('why')]",
  };
}

function fromMembersOnly(rule: NetworkPolicyIngressRule, { labels }: Workload): boolean {
  const from = maps(rule.from);
  return (
    from.length > 0 &&
    from.every(
      ({ podSelector, namespaceSelector }) =>
        podSelector?.matchLabels?.[CLUSTER_LABEL] === labels[CLUSTER_LABEL] && !namespaceSelector,
    )
  );
}

function admits({ ports }: NetworkPolicyIngressRule, distribution: Ports): boolean {
  return !ports?.length || maps(ports).some((range) => distribution.some((port) => isWithin(range, port)));
}

function isWithin({ port, endPort, protocol }: NetworkPolicyPort, one: string | number): boolean {
  if ((protocol ?? 'TCP') !== 'TCP') return false;
  if (port === undefined || port === one) return true;
  return endPort !== undefined && typeof port === 'number' && typeof one === 'number' && port <= one && one <= endPort;
}

/** Ingress and routes to a Service whose port is a distribution port. */
function onRoute(route: Rendered, inventory: Inventory, report: Report): void {
  for (const { name, port } of backends(route)) {
    const service = inventory.named('Service', name, route);
    if (service === undefined) continue;
    const target = maps(asService(service)?.spec?.ports).find((one) => one.port === port || one.name === port);
    const members = inventory.selectedBy(service).filter(isMember);
    const leads = members.some((one) => target && distributionPorts(one).includes(target.targetPort ?? target.port));
    const about = leads ? [route, service, ...members].find((one) => one.own) : undefined;
    if (about === undefined) continue;
    report(finding(about, `${route.manifest.kind} "${route.manifest.metadata.name}", backend`, { name, port }));
  }
}

function backends({ manifest }: Rendered): readonly { name: string; port?: string | number }[] {
  if (manifest.kind === 'Ingress') {
    const spec = (manifest as unknown as Ingress).spec;
    const paths = maps(spec?.rules)
      .flatMap((rule) => maps(rule.http?.paths))
      .map((path) => path.backend ?? {});
    return [...paths, ...(spec?.defaultBackend ? [spec.defaultBackend] : [])].flatMap(({ service }) =>
      service ? [{ name: service.name, port: service.port?.number ?? service.port?.name }] : [],
    );
  }
  const { spec } = manifest as unknown as { spec?: { rules?: { backendRefs?: { name: string; port?: number }[] }[] } };
  return maps(spec?.rules).flatMap((rule) => maps(rule.backendRefs));
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
