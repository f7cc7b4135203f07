import { distributionPortOf } from '../beam/vm-args';
import type { Check, Inventory } from '../inventory/inventory';
import { maps } from '../inventory/maps';
import { selects } from '../inventory/selectors';
import { asService, isMember, type Workload } from '../inventory/workloads';
import type { ConfigMap, StatefulSet } from '../kubernetes/api';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import type { Report } from './finding';

/** What must agree for pods to find each other: selectors, the headless Service, the distribution port. */
export const wiring: Check = (inventory, report) => {
  for (const about of inventory.workloads) {
    selectorInLabels(about, report);
    headlessService(about, report);
    serviceName(about, inventory, report);
    onePort(about, inventory, report);
    nodeName(about, inventory, report);
    token(about, inventory, report);
  }
};

function selectorInLabels(about: Workload, report: Report): void {
  const spec = (about.manifest as unknown as StatefulSet).spec;
  if (selects(spec?.selector?.matchLabels, about.labels)) return;
  report({
    about,
    property: 'spec.selector.matchLabels',
    value: spec?.selector?.matchLabels,
    why: "the API server refuses a workload whose selector does not match its own pods' labels",
    allowed: `labels that the pods have: ${JSON.stringify(about.labels)}`,
    fix: 'remove the override of the selector or of the labels',
  });
}

/**
 * Members are found through a headless Service that selects them and publishes them before they are ready. libcluster's
 * look-up of endpoints goes by the Service's own label, and there are no SRV records without a port.
 */
function headlessService(about: Workload, report: Report): void {
  const cluster = about.labels[CLUSTER_LABEL];
  if (cluster === undefined) return;
  const found = about.services.some((service) => {
    const spec = asService(service)?.spec;
    const headless = spec?.clusterIP === 'None' && spec.publishNotReadyAddresses === true;
    const labelled = service.manifest.metadata.labels?.[CLUSTER_LABEL] === cluster;
    return (
      headless && labelled && (spec.ports?.length ?? 0) > 0 && selects(spec.selector, { [CLUSTER_LABEL]: cluster })
    );
  });
  if (found) return;
  report({
    about,
    property: `label ${CLUSTER_LABEL}`,
    value: cluster,
    why: 'no headless Service with `publishNotReadyAddresses: true`, this label and a port selects these pods, so the nodes cannot find each other',
    allowed: "the cluster's headless Service in the same namespace",
    fix: 'remove the override of the Service, or put cluster and release into one namespace',
  });
}

/** A StatefulSet's pods have names in DNS only through the headless Service that `serviceName` names. */
function serviceName(about: Workload, inventory: Inventory, report: Report): void {
  if (about.manifest.kind !== 'StatefulSet') return;
  const name = (about.manifest as unknown as StatefulSet).spec?.serviceName;
  const service = inventory.named('Service', name, about);
  const spec = service && asService(service)?.spec;
  if (spec?.clusterIP === 'None' && selects(spec.selector, about.labels)) return;
  report({
    about,
    property: 'spec.serviceName',
    value: name,
    why: 'no headless Service of that name selects these pods, so their names do not resolve',
    allowed: 'the headless Service of the cluster or of the release',
    fix: 'remove the override of `serviceName` or of the Service',
  });
}

/** Whoever looks up addresses finds no node that is named after its pod, though the pods are Ready. */
function nodeName(about: Workload, inventory: Inventory, report: Report): void {
  const env = about.containers.flatMap((container) => container.env);
  const node = env.find(({ name }) => name === 'RELEASE_NODE')?.value;
  if (typeof node !== 'string' || !node.includes('$(POD_NAME)')) return;
  const looksUpAddresses = env.some(({ value }) => {
    const service = typeof value === 'string' ? /^([^.@]+)\.\$\(POD_NAMESPACE\)\.svc\./.exec(value)?.[1] : undefined;
    return service !== undefined && inventory.named('Service', service, about) !== undefined;
  });
  if (about.manifest.kind === 'StatefulSet' && !looksUpAddresses) return;
  report({
    about,
    property: 'RELEASE_NODE',
    value: node,
    why: looksUpAddresses
      ? 'discovery looks up addresses, and a node of that name is not found by its address'
      : 'the pods of a Deployment have no names in DNS',
    allowed: 'BASENAME@$(POD_IP)',
    fix: 'remove the override; for stable names: stableNames: true with Discovery.kubernetesDnsSrv()',
  });
}

/** Without a token the API server answers 403, and libcluster disconnects everybody. */
function token(about: Workload, inventory: Inventory, report: Report): void {
  const binding = inventory.named('RoleBinding', `${about.manifest.metadata.name}-discovery`, about);
  if (!binding?.own || about.pod.automountServiceAccountToken === true) return;
  report({
    about,
    property: 'automountServiceAccountToken',
    value: about.pod.automountServiceAccountToken,
    why: 'discovery asks the API server, and without a token it is refused: every node disconnects from all others',
    allowed: 'true, with a strategy that reads the API',
    fix: 'remove the override',
  });
}

/** Without epmd every node must listen and dial on one port: both argument files, the container and the policy agree. */
function onePort(about: Workload, inventory: Inventory, report: Report): void {
  for (const { configMap } of maps(about.pod.volumes)) {
    const file = configMap && inventory.named('ConfigMap', configMap.name, about);
    const data = (file?.manifest as unknown as ConfigMap | undefined)?.data;
    const port = distributionPortOf(data?.['vm.args']);
    if (port === undefined) continue;
    const remote = distributionPortOf(data?.['remote.vm.args']);
    const declared = about.ports.map(({ containerPort }) => containerPort);
    if (remote === port && (!isMember(about) || declared.includes(port))) continue;
    report({
      about,
      property: 'distribution port',
      value: { 'vm.args': port, 'remote.vm.args': remote, declared },
      why: 'without epmd a node dials its peers on the port on which it listens itself',
      allowed: 'one port in vm.args, remote.vm.args and the container',
      fix: 'set it once, with Distribution.singlePort({ port }) on the ErlangCluster, and remove the override',
    });
  }
}
