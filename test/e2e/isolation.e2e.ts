import { ApiObject, type Chart } from 'cdk8s';
import {
  DefaultDeny,
  Distribution,
  Egress,
  ElixirRelease,
  type ErlangCluster,
  NetworkPeer,
  PhoenixService,
  Waiver,
} from 'cdk8s-elixir';
import { api } from './support/api';
import { apply } from './support/apply';
import { check } from './support/check';
import { scan } from './support/client';
import { policies, removePolicies } from './support/faults';
import { cluster, render, web, worker } from './support/hello';
import { kubectl } from './support/kubectl';
import { logged } from './support/log';
import { byRpc, view, whole } from './support/mesh';
import { exec, type Pod, pods } from './support/pods';
import { strategy } from './support/strategies';
import { after, stopwatch, until } from './support/until';

/** A node that has everything a member has, but for these variables. */
function intruder(chart: Chart, name: string, of: ErlangCluster, env?: any[]): void {
  const template = { spec: { containers: [{ name, ...(env ? { env } : {}) }] } };
  const allow = [Waiver.settingsElsewhere('to see that it does not join')];
  new ElixirRelease(chart, name, worker(of, { replicas: 1, allow, overrides: { workload: { spec: { template } } } }));
}

const otherCookie = { name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { name: 'chat', key: 'OTHER_COOKIE' } } };
const noCookie = { name: 'RELEASE_COOKIE', $patch: 'delete' };

check.beside(
  'a node with another cookie, without one, of another namespace or outside of the policy does not join',
  async (t) => {
    const namespace = await t.namespace();
    const elsewhere = await t.namespace();
    await apply(namespace, (chart) => {
      const all = cluster(chart);
      new PhoenixService(chart, 'web', web(all));
      intruder(chart, 'other-cookie', all, [otherCookie]);
      intruder(chart, 'no-cookie', all, [noCookie]);
    });
    const outside = render(namespace, (chart) => intruder(chart, 'outside-the-policy', cluster(chart)));
    const relabelled = outside.replaceAll('cdk8s-elixir/cluster: hello', 'cdk8s-elixir/cluster: another'); // no property does that
    await kubectl(['apply', '-f', '-', '-l', 'app.kubernetes.io/name=outside-the-policy'], { input: relabelled });
    await apply(elsewhere, (chart) => {
      const query = { name: 'DNS_CLUSTER_QUERY', value: `hello-nodes.${namespace}.svc.cluster.local` };
      intruder(chart, 'other-namespace', cluster(chart), [query]);
    });
    const clock = stopwatch();
    const { pods: members } = await whole(namespace, ['web'], 3);
    await policies(namespace, elsewhere);
    const all = await until('all intruders run', 60, async () => {
      const inside = await Promise.all(
        ['other-cookie', 'no-cookie', 'outside-the-policy'].map((name) => pods(namespace, name)),
      );
      const found = [...inside.flat(), ...(await pods(elsewhere))];
      return found.length === 4 && found.every(({ container }) => container.started) && found;
    });
    await after(7); // longer than the pause between two look-ups, so that every side has tried
    const named = (pod: Pod) => pod.labels['app.kubernetes.io/name'];
    const reached = async (pod: Pod) => {
      return (await byRpc(named(pod) === 'other-namespace' ? elsewhere : namespace, pod.name)).nodes.length;
    };
    for (const pod of all) {
      t.exactly(await reached(pod), 0, '', `nodes that an intruder is connected to: ${named(pod)}`);
    }
    const views = await Promise.all(members.map((pod) => view(namespace, pod)));
    const foreign = views.flatMap(({ nodes }) => nodes).filter((node) => !views.some((view) => view.node === node));
    t.exactly(foreign.length, 0, '', 'intruders that a member is connected to');

    for (const pod of all.filter((one) => named(one).endsWith('cookie'))) {
      const rejected = new RegExp(`attempt from node .*@${pod.ip.replaceAll('.', '[.]')}[^0-9].*rejected`);
      const times = await logged(namespace, members, rejected, clock());
      t.atLeast(times, 1, '', `attempts that reached a member, and were rejected: ${named(pod)}`);
    }
    await Promise.all([namespace, elsewhere].map(removePolicies));
    for (const pod of all.filter((one) => !named(one).endsWith('cookie'))) {
      const what = `members that the same intruder is connected to without the policies: ${named(pod)}`;
      const found = await until(what, 60, async () => (await reached(pod)) >= 3 && reached(pod));
      t.atLeast(found, 3, '', what);
    }
  },
);

const METRICS = { name: 'metrics', port: 9568, from: [NetworkPeer.pods({ role: 'prometheus' })] };
const SCANNED = [22, 80, 443, 4000, 4001, 4369, 4370, 4371, 8080, 9090, 9100, 9101, 9102, 9103, 9104, 9105, 9106, 9568];

/** A port that refuses is let through as well: only one that never answers is closed by the policy. */
function reached(found: { [port: string]: string }): string {
  return SCANNED.filter((port) => found[port] !== 'timeout').join(' ');
}

for (const [what, distribution, ports] of [
  ['one port', Distribution.singlePort(), '4370'],
  ['epmd', Distribution.epmd(), '4369 9100 9101 9102 9103 9104 9105'],
] as const) {
  check.beside(`a port scan of a member finds what is declared for the one who scans: ${what}`, async (t) => {
    const namespace = await t.namespace();
    const elsewhere = await t.namespace();
    await apply(namespace, (chart) => {
      new PhoenixService(chart, 'web', web(cluster(chart, { distribution }), { replicas: 1, ports: [METRICS] }));
    });
    await policies(namespace);
    const [{ ip }] = (await whole(namespace, ['web'], 1)).pods;
    const member = { 'cdk8s-elixir/cluster': 'hello', role: 'prometheus' };
    const [stranger, prometheus, other, own] = await Promise.all([
      scan(namespace, ip, SCANNED, { name: 'stranger' }),
      scan(namespace, ip, SCANNED, { name: 'prometheus', labels: { role: 'prometheus' } }),
      scan(elsewhere, ip, SCANNED, { name: 'other', labels: member }),
      scan(namespace, ip, SCANNED, { name: 'own', labels: { 'cdk8s-elixir/cluster': 'hello' } }),
    ]);
    t.exactly(reached(stranger), '4000', '', `ports that a stranger reaches: ${what}`);
    t.exactly(reached(prometheus), '4000 9568', '', `ports that a declared peer reaches: ${what}`);
    t.exactly(reached(other), '4000', '', `ports that another namespace reaches, with every label: ${what}`);
    t.exactly(reached(own), `4000 ${ports}`, '', `ports that a member reaches, so the scan can tell: ${what}`);
  });
}

const MEMBERS = { matchLabels: { 'cdk8s-elixir/cluster': 'hello' } };
const IN = (values: string[]) => ({
  matchExpressions: [{ key: 'cdk8s-elixir/cluster', operator: 'In', values }],
});

/** What somebody else's NetworkPolicy may say, and whether that opens the distribution. */
const POLICIES: { readonly [name: string]: { readonly opens: boolean; readonly spec: object } } = {
  'whole-namespace': { opens: true, spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] } },
  range: { opens: true, spec: { podSelector: MEMBERS, ingress: [{ ports: [{ port: 4300, endPort: 4400 }] }] } },
  'port-by-name': { opens: true, spec: { podSelector: IN(['hello']), ingress: [{ ports: [{ port: 'dist' }] }] } },
  'other-ports': { opens: false, spec: { podSelector: {}, ingress: [{ ports: [{ port: 4371, endPort: 4400 }] }] } },
  udp: { opens: false, spec: { podSelector: {}, ingress: [{ ports: [{ port: 4370, protocol: 'UDP' }] }] } },
  'other-pods': { opens: false, spec: { podSelector: IN(['another']), ingress: [{}] } },
  egress: { opens: false, spec: { podSelector: {}, policyTypes: ['Egress'], ingress: [{}], egress: [{}] } },
};

check.beside("synth refuses those of somebody else's NetworkPolicies that open the distribution", async (t) => {
  const namespace = await t.namespace();
  const build = (chart: Chart) => new PhoenixService(chart, 'web', web(cluster(chart), { replicas: 1 }));
  await apply(namespace, (chart) => void build(chart));
  await policies(namespace);
  const [{ ip }] = (await whole(namespace, ['web'], 1)).pods;
  const isOpen = async (name: string) => {
    const found = await scan(namespace, ip, [4000, 4370], { name });
    expect(found[4000]).not.toBe('timeout');
    return found[4370] !== 'timeout';
  };
  const manifest = (name: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: POLICIES[name].spec,
  });
  const names = Object.keys(POLICIES);
  for (const name of names) {
    const both = () =>
      render(namespace, (chart) => void [build(chart), new ApiObject(chart, 'theirs', manifest(name))]);
    if (POLICIES[name].opens) expect(both).toThrow(`NetworkPolicy "${name}", rule`);
    else expect(both).not.toThrow();
  }
  const change = (verb: string, ...some: string[]) =>
    kubectl([verb, '-f', '-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: some.map(manifest) }),
    });
  const closed = names.filter((name) => !POLICIES[name].opens);
  await change('apply', ...closed);
  await after(3); // so that what they admit is admitted
  t.exactly(
    String(await isOpen('stranger')),
    'false',
    '',
    `open beside policies that synth takes: ${closed.join(', ')}`,
  );
  await change('delete', ...closed);
  for (const name of names.filter((one) => POLICIES[one].opens)) {
    await change('apply', name);
    await after(3);
    t.exactly(String(await isOpen(name)), 'true', '', `open beside a policy that synth refuses: ${name}`);
    await change('delete', name);
    await after(3);
  }
  const egressOnly = { spec: { policyTypes: ['Egress'], egress: [{}] } };
  const override = (chart: Chart) =>
    new PhoenixService(chart, 'web', web(cluster(chart), { overrides: { networkPolicy: egressOnly } }));
  expect(() => render(namespace, (chart) => void override(chart))).toThrow('no policy isolates these pods');
  await kubectl(['-n', namespace, 'patch', 'networkpolicy', 'web', '--type=merge', '-p', JSON.stringify(egressOnly)]);
  await after(3);
  t.exactly(String(await isOpen('egress-only')), 'true', '', 'open with an override of ours that isolates nothing');
});

check.beside('a member that asks the API server may list pods of its namespace, and nothing else', async (t) => {
  const namespace = await t.namespace();
  const { discovery } = strategy('kubernetes ip/pods');
  await apply(namespace, (chart) => {
    new ElixirRelease(chart, 'worker', worker(cluster(chart, { discovery }), { replicas: 1 }));
  });
  const user = `system:serviceaccount:${namespace}:worker`;
  const may = async (verb: string, resource: string, where = namespace) => {
    const [name, subresource] = resource.split('/');
    const resourceAttributes = { namespace: where, verb, group: '*', resource: name, subresource };
    const core = { ...resourceAttributes, group: '' };
    const reviews = [core, resourceAttributes].map((attributes) =>
      api('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
        spec: { user, resourceAttributes: attributes },
      }),
    );
    return (await Promise.all(reviews)).some(({ body }) => body.status.allowed);
  };
  expect(await may('list', 'pods')).toBe(true);
  const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', '*'];
  const resources = ['pods', 'endpoints', 'secrets', 'configmaps', 'services', 'deployments', 'pods/exec', '*'];
  const more: string[] = [];
  for (const verb of verbs) {
    for (const resource of resources) {
      if (`${verb} ${resource}` !== 'list pods' && (await may(verb, resource))) more.push(`${verb} ${resource}`);
    }
  }
  if (await may('list', 'pods', 'kube-system')) more.push('list pods elsewhere');
  t.exactly(more.join(', ') || 'none', 'none', '', 'rights of a member beside `list pods`');
});

/** A pod of somebody else, which listens on no port: one that is let through is refused at once. */
const STRANGER = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'stranger', labels: { app: 'stranger' } },
  spec: {
    terminationGracePeriodSeconds: 1,
    securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'stranger',
        image: 'docker.io/local/base:1',
        command: ['sleep', '900'],
        resources: { requests: { cpu: '5m', memory: '8Mi' }, limits: { memory: '32Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};

check.beside(
  'where a namespace denies everything a cluster forms and is reached, and other pods are not',
  async (t) => {
    const namespace = await t.namespace();
    const elsewhere = await t.namespace();
    const unnamed = (chart: Chart) => [new DefaultDeny(chart, 'default-deny'), new PhoenixService(chart, 'web', web())];
    expect(() => render(namespace, (chart) => void unnamed(chart))).toThrow('the connections that the release opens');
    await apply(namespace, (chart) => {
      const all = cluster(chart);
      const egress = [Egress.dns()];
      new DefaultDeny(chart, 'default-deny');
      new PhoenixService(chart, 'web', web(all, { replicas: 2, egress }));
      new ElixirRelease(chart, 'worker', worker(all, { replicas: 1, egress }));
      new ApiObject(chart, 'stranger', STRANGER);
    });
    await policies(namespace);
    const { pods: members, seconds } = await whole(namespace, ['web', 'worker'], 3);
    t.atMost(seconds, 60, 's', 'until three members are one cluster where everything is denied');
    const stranger = await until('the stranger runs', 60, async () => {
      const found = (await pods(namespace)).find(({ name }) => name === 'stranger');
      return found?.container.started && found;
    });
    const isReached = async (host: string, name: string) => {
      return (await scan(elsewhere, host, [4000], { name }))[4000] !== 'timeout';
    };
    const reaches = async (host: string) => {
      const connect = `timeout 5 nc -z -w 3 ${host} 4000 && echo yes || echo no`;
      return (await exec(namespace, 'stranger', 'sh', '-c', connect)).trim();
    };
    const [{ ip }] = members;
    t.exactly(String(await isReached(ip, 'to-web')), 'true', '', 'the web is reached from another namespace');
    t.exactly(
      String(await isReached(stranger.ip, 'to-stranger')),
      'false',
      '',
      'a pod that no policy names is reached',
    );
    t.exactly(await reaches(ip), 'no', '', 'that pod reaches the web');
    await kubectl(['-n', namespace, 'delete', 'networkpolicy', 'default-deny', '--ignore-not-found']);
    await after(3);
    t.exactly(String(await isReached(stranger.ip, 'control')), 'true', '', 'it is reached without the policy');
    t.exactly(await reaches(ip), 'yes', '', 'it reaches the web without the policy');
  },
);
