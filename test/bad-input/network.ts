import type { Chart } from 'cdk8s';
import { DefaultDeny, Egress, KubernetesTarget, NetworkPeer, ServiceMesh } from 'cdk8s-elixir';
import { newChart, newCluster, newJob, newPhoenix, newRelease, synth } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

/** Something in a chart for a Kubernetes that has native sidecars. */
function meshed(name: string, add: (chart: Chart) => unknown, expects: Expected): BadInput {
  const build = () => {
    const chart = newChart();
    KubernetesTarget.set(chart, { version: '1.29' });
    add(chart);
  };
  return { name, build, expects };
}

/** Something beside a policy that denies everything. */
function denied(name: string, add: (chart: Chart) => unknown, expects: Expected): BadInput {
  const build = () => {
    const chart = newChart();
    new DefaultDeny(chart, 'default-deny');
    add(chart);
    synth(chart);
  };
  return { name, build, expects };
}

const NATIVE = { property: 'mesh', allowed: 'Kubernetes 1.29 or newer', fix: "{ version: '1.29' }" };
const UNNAMED = { property: 'egress', allowed: 'the connections that the release opens', fix: 'Egress.dns()' };

/** Meshes, and namespaces that deny everything. */
export const NETWORK: readonly BadInput[] = [
  {
    name: 'a mesh of a Kubernetes without native sidecars',
    build: () => newRelease(newChart(), { mesh: ServiceMesh.istio() }),
    expects: { path: 'test/worker', value: 'Istio with Kubernetes 1.27', ...NATIVE },
  },
  {
    name: 'a job in a mesh of a Kubernetes without native sidecars',
    build: () => newJob(newChart(), { mesh: ServiceMesh.linkerd() }),
    expects: { path: 'test/job', value: 'Linkerd with Kubernetes 1.27', ...NATIVE },
  },
  meshed(
    'a mesh of a release that is in a cluster',
    (chart) => newRelease(chart, { cluster: newCluster(chart), mesh: ServiceMesh.istio() }),
    {
      path: 'test/worker',
      property: 'mesh',
      value: 'Istio',
      allowed: 'only in no cluster',
      fix: 'on the ErlangCluster',
    },
  ),
  meshed(
    'TCP probes behind a proxy that takes every connection',
    (chart) => newPhoenix(chart, { mesh: ServiceMesh.linkerd() }),
    {
      path: 'test/web',
      property: 'startupProbe',
      value: 'TCP on http 4000',
      allowed: 'Probe.fromHttpGet',
      fix: "Probe.fromHttpGet('/health')",
    },
  ),
  meshed(
    'a distribution through proxies that share one port',
    (chart) => newCluster(chart, { mesh: ServiceMesh.linkerd({ proxyDistribution: true }) }),
    {
      path: 'test/chat',
      property: 'mesh',
      value: 'proxyDistribution: true',
      allowed: 'the distribution outside of the mesh',
      fix: 'remove proxyDistribution',
    },
  ),
  meshed(
    'egress in a mesh without DNS',
    (chart) =>
      newRelease(chart, { mesh: ServiceMesh.istio(), egress: [Egress.to(NetworkPeer.pods({ a: 'b' }), [80])] }),
    {
      path: 'test/worker',
      property: 'egress',
      value: 'nothing for DNS',
      allowed: 'reach DNS',
      fix: 'add Egress.dns()',
    },
  ),
  {
    name: 'a port outside of the mesh that is none',
    build: () => ServiceMesh.istio({ excludedOutboundPorts: [5432, 0] }),
    expects: {
      property: 'ServiceMesh.istio.excludedOutboundPorts[1]',
      value: '0',
      allowed: 'from 1 to 65535',
      fix: 'choose a port',
    },
  },
  {
    name: 'pods of a namespace that is none',
    build: () => NetworkPeer.podsIn('Data_Bases', { app: 'postgres' }),
    expects: { property: 'NetworkPeer.podsIn.namespace', value: '"Data_Bases"', allowed: 'lower', fix: 'for example' },
  },
  {
    name: 'a policy of a name that is none',
    build: () => new DefaultDeny(newChart(), 'x', { name: 'Deny All' }),
    expects: { path: 'test/x', property: 'name', value: '"Deny All"', allowed: 'lower', fix: '"deny-all"' },
  },
  denied('a release that names no connection where the namespace denies all', (chart) => newRelease(chart), {
    path: 'test/worker/workload',
    ...UNNAMED,
  }),
  denied('a job that names no connection where the namespace denies all', (chart) => newJob(chart), {
    path: 'test/job/job',
    ...UNNAMED,
  }),
  denied(
    'a member that names no connection where the namespace denies all',
    (chart) => newPhoenix(chart, { cluster: newCluster(chart) }),
    {
      property: 'NetworkPolicy "default-deny", egress',
      value: 'no rule for members',
      allowed: 'a rule for the pods of the cluster',
      fix: 'name the connections of the release',
    },
  ),
];
