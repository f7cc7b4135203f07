import { Chart } from 'cdk8s';
import { Exposure } from 'cdk8s-elixir';
import { foreign, newChart, newCluster, newPhoenix, newRelease, synth } from '../support/subjects';
import type { BadInput } from './bad-input';

const OPEN = { allowed: 'distribution ports on a headless Service', fix: 'kubectl exec -it POD -- bin/APP remote' };
const RULE = { allowed: OPEN.allowed, fix: 'list the ports that it is for' };
const MEMBERS = { 'cdk8s-elixir/cluster': 'chat' };

/** A cluster with a web and a worker, and something that somebody else adds. */
function beside(
  name: string,
  path: string,
  property: string,
  value: string,
  add: (chart: Chart) => unknown,
  says = OPEN,
): BadInput {
  return {
    name,
    build: () => {
      const chart = newChart();
      const cluster = newCluster(chart);
      newPhoenix(chart, { cluster });
      add(chart);
      synth(chart);
    },
    expects: { path, property, value, ...says },
  };
}

/** A NetworkPolicy that somebody else adds: what it admits is admitted beside what ours admits. */
function policyBeside(name: string, value: string, spec: object): BadInput {
  const add = (chart: Chart) =>
    foreign(chart, 'theirs', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'theirs' },
      spec,
    });
  return beside(name, 'test/web/release/workload', 'NetworkPolicy "theirs", rule', value, add, RULE);
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
    expects: { path: 'test/web/endpoint/service', value: '"web"', ...twice },
  },
  {
    name: 'a distribution port on the Service of a PhoenixService',
    build: () => {
      const chart = newChart();
      const override = { spec: { ports: [{ name: 'erlang', port: 4370, targetPort: 'dist' }] } };
      newPhoenix(chart, { cluster: newCluster(chart), overrides: { service: override } });
      synth(chart);
    },
    expects: { path: 'test/web/endpoint/service', property: 'Service "web", port', value: '4370', ...OPEN },
  },
  beside(
    'a distribution port on a Service of somebody else',
    'test/web/release/workload',
    'Service "open", port',
    '4370',
    (chart) => foreign(chart, 'open', service({ selector: MEMBERS, ports: [dist] })),
  ),
  beside('a distribution port on a NodePort', 'test/web/release/workload', 'Service "open", port', '9999', (chart) =>
    foreign(
      chart,
      'open',
      service({ type: 'NodePort', selector: MEMBERS, ports: [{ port: 9999, targetPort: 'dist' }] }),
    ),
  ),
  beside(
    'a distribution port on a LoadBalancer',
    'test/web/release/workload',
    'Service "open", port',
    '4370',
    (chart) =>
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
        overrides: { exposures: { HTTPRoute: { spec: { rules } } } },
      });
      synth(chart);
    },
    expects: {
      path: 'test/web/endpoint/route',
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
      ...RULE,
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
      ...RULE,
    },
  },
  {
    name: 'a NetworkPolicy of ours that isolates nothing',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        cluster: newCluster(chart),
        overrides: { networkPolicy: { spec: { policyTypes: ['Egress'] } } },
      });
      synth(chart);
    },
    expects: {
      path: 'test/worker/workload',
      property: 'NetworkPolicy',
      value: '["worker"]',
      allowed: 'a NetworkPolicy with the policy type Ingress that selects the pods',
      fix: 'remove the override of `networkPolicy`',
    },
  },
  policyBeside("somebody else's NetworkPolicy that admits the whole namespace", '"podSelector":{}', {
    podSelector: {},
    ingress: [{ from: [{ podSelector: {} }] }],
  }),
  policyBeside("somebody else's NetworkPolicy with a range that holds the distribution", '"endPort":5000', {
    podSelector: { matchLabels: MEMBERS },
    ingress: [{ ports: [{ port: 4000, endPort: 5000 }] }],
  }),
  policyBeside("somebody else's NetworkPolicy that names the distribution port", '"port":"dist"', {
    podSelector: { matchExpressions: [{ key: 'cdk8s-elixir/cluster', operator: 'Exists' }] },
    ingress: [{ ports: [{ port: 'dist' }] }],
  }),
  policyBeside("somebody else's NetworkPolicy that admits members of another cluster", '"other"', {
    podSelector: { matchExpressions: [{ key: 'cdk8s-elixir/cluster', operator: 'In', values: ['chat'] }] },
    ingress: [{ from: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'other' } } }] }],
  }),
  bent('a headless Service that hides pods that are not ready', { spec: { publishNotReadyAddresses: false } }),
  bent('a headless Service that is none', { spec: { clusterIP: null } }),
  bent('a headless Service that selects others', { spec: { selector: { 'cdk8s-elixir/cluster': 'other' } } }),
  bent('a headless Service without the label that look-ups go by', {
    metadata: { labels: { 'cdk8s-elixir/cluster': null } },
  }),
  bent('a headless Service without ports', { spec: { ports: null } }),
];
