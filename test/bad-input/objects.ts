import { Chart } from 'cdk8s';
import { Exposure } from 'cdk8s-elixir';
import { foreign, newChart, newCluster, newPhoenix, newRelease, synth } from '../support/subjects';
import type { BadInput } from './bad-input';

const OPEN = { allowed: 'distribution ports on a headless Service', fix: 'kubectl exec -it POD -- bin/APP remote' };
const MEMBERS = { 'cdk8s-elixir/cluster': 'chat' };

/** A cluster with a web and a worker, and something that somebody else adds. */
function beside(name: string, path: string, property: string, value: string, add: (chart: Chart) => unknown): BadInput {
  return {
    name,
    build: () => {
      const chart = newChart();
      const cluster = newCluster(chart);
      newPhoenix(chart, { cluster });
      add(chart);
      synth(chart);
    },
    expects: { path, property, value, ...OPEN },
  };
}

function service(spec: object) {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'open' }, spec };
}

/** A cluster whose headless Service is bent. */
function bent(name: string, override: object): BadInput {
  return {
    name,
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart, { overrides: { service: override } }) });
      synth(chart);
    },
    expects: {
      path: 'test/worker/workload',
      property: 'label cdk8s-elixir/cluster',
      value: '"chat"',
      allowed: "the cluster's headless Service",
      fix: 'remove the override of the Service',
    },
  };
}

const twice = { property: 'metadata.name', allowed: 'one object of a kind, namespace and name', fix: 'another `name`' };
const dist = { port: 4370, targetPort: 4370 };

/** What only the whole tree shows. */
export const OBJECTS: readonly BadInput[] = [
  {
    name: 'two releases of one name in one namespace',
    build: () => {
      const chart = newChart();
      newRelease(chart);
      newRelease(new Chart(chart.node.root, 'other', { namespace: 'chat' }));
      synth(chart);
    },
    expects: { path: 'test/worker/workload', value: '"worker"', ...twice },
  },
  {
    name: 'an object of somebody else with the name of one of ours',
    build: () => {
      const chart = newChart();
      newPhoenix(chart);
      foreign(chart, 'theirs', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
      synth(chart);
    },
    expects: { path: 'test/web/service', value: '"web"', ...twice },
  },
  {
    name: 'a distribution port on the Service of a PhoenixService',
    build: () => {
      const chart = newChart();
      const override = { spec: { ports: [{ name: 'erlang', port: 4370, targetPort: 'dist' }] } };
      newPhoenix(chart, { cluster: newCluster(chart), overrides: { service: override } });
      synth(chart);
    },
    expects: { path: 'test/web/service', property: 'Service "web", port', value: '4370', ...OPEN },
  },
  beside(
    'a distribution port on a Service of somebody else',
    'test/web/workload',
    'Service "open", port',
    '4370',
    (chart) => foreign(chart, 'open', service({ selector: MEMBERS, ports: [dist] })),
  ),
  beside('a distribution port on a NodePort', 'test/web/workload', 'Service "open", port', '9999', (chart) =>
    foreign(
      chart,
      'open',
      service({ type: 'NodePort', selector: MEMBERS, ports: [{ port: 9999, targetPort: 'dist' }] }),
    ),
  ),
  beside('a distribution port on a LoadBalancer', 'test/web/workload', 'Service "open", port', '4370', (chart) =>
    foreign(
      chart,
      'open',
      service({ type: 'LoadBalancer', selector: { 'app.kubernetes.io/name': 'web' }, ports: [{ port: 4370 }] }),
    ),
  ),
  beside('a distribution port behind an Ingress', 'chat/service', 'Ingress "open", backend', '4370', (chart) =>
    foreign(chart, 'open', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'open' },
      spec: { defaultBackend: { service: { name: 'chat-nodes', port: { number: 4370 } } } },
    }),
  ),
  ...['HTTPRoute', 'TCPRoute', 'TLSRoute'].map((kind) =>
    beside(`a distribution port behind a ${kind}`, 'chat/service', `${kind} "open", backend`, '4370', (chart) =>
      foreign(chart, 'open', {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind,
        metadata: { name: 'open' },
        spec: { rules: [{ backendRefs: [{ name: 'chat-nodes', port: 4370 }] }] },
      }),
    ),
  ),
  {
    name: 'a distribution port behind our own HTTPRoute',
    build: () => {
      const chart = newChart();
      const rules = [{ backendRefs: [{ name: 'chat-nodes', port: 4370 }] }];
      newPhoenix(chart, {
        cluster: newCluster(chart),
        exposures: [Exposure.gateway({ gateway: 'public' })],
        overrides: { route: { spec: { rules } } },
      });
      synth(chart);
    },
    expects: {
      path: 'test/web/route',
      property: 'HTTPRoute "web", backend',
      value: '{"name":"chat-nodes","port":4370}',
      ...OPEN,
    },
  },
  {
    name: 'a NetworkPolicy that admits everybody to the distribution',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        cluster: newCluster(chart),
        overrides: { networkPolicy: { spec: { ingress: [{ ports: [{ port: 4370 }] }] } } },
      });
      synth(chart);
    },
    expects: {
      path: 'test/worker/network-policy',
      property: 'NetworkPolicy "worker", rule',
      value: '{"ports":[{"port":4370}]}',
      ...OPEN,
    },
  },
  {
    name: 'a NetworkPolicy that admits members of other namespaces',
    build: () => {
      const chart = newChart();
      const from = [{ podSelector: { matchLabels: MEMBERS }, namespaceSelector: {} }];
      newRelease(chart, {
        cluster: newCluster(chart),
        overrides: { networkPolicy: { spec: { ingress: [{ from }] } } },
      });
      synth(chart);
    },
    expects: {
      path: 'test/worker/network-policy',
      property: 'NetworkPolicy "worker", rule',
      value: 'namespaceSelector',
      ...OPEN,
    },
  },
  bent('a headless Service that hides pods that are not ready', { spec: { publishNotReadyAddresses: false } }),
  bent('a headless Service that is none', { spec: { clusterIP: null } }),
  bent('a headless Service that selects others', { spec: { selector: { 'cdk8s-elixir/cluster': 'other' } } }),
  bent('a headless Service without the label that look-ups go by', {
    metadata: { labels: { 'cdk8s-elixir/cluster': null } },
  }),
  bent('a headless Service without ports', { spec: { ports: null } }),
];
