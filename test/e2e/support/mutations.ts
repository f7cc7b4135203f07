/** A way to break the library, and the test that must notice. */
export interface Mutation {
  readonly what: string;
  readonly file: string;
  readonly search: string;
  readonly replace: string;
  /** The test file, and a part of the test's name. */
  readonly caughtBy: readonly [file: string, name: string];
}

const SILENT = 'test/silent-failures.test.ts';
const RELEASE = 'test/release/elixir-release.test.ts';
const IDENTITY = 'test/identity.test.ts';
const PHOENIX = 'test/phoenix/phoenix-service.test.ts';
const DISTRIBUTION = 'test/beam/distribution.test.ts';
const CLUSTER = 'test/cluster/erlang-cluster.test.ts';
const CONFIG = 'test/config/config-bundle.test.ts';
const BAD_INPUT = 'test/bad-input.test.ts';

/** Every way that is tried. A search text that is not found any more fails the run. */
export const MUTATIONS: readonly Mutation[] = [
  {
    what: 'the headless Service hides pods that are not ready',
    file: 'lib/cluster/cluster-objects.ts',
    search: 'publishNotReadyAddresses: true,',
    replace: '',
    caughtBy: [SILENT, 'a headless Service that hides pods which are not ready'],
  },
  {
    what: 'the headless Service has no ports',
    file: 'lib/cluster/cluster-objects.ts',
    search: 'ports: cluster.ports.map(',
    replace: 'ports: [].map(',
    caughtBy: [SILENT, 'SRV look-ups over a headless Service without ports'],
  },
  {
    what: 'the headless Service does not carry the membership label',
    file: 'lib/cluster/cluster-objects.ts',
    search: 'labels: { ...cluster.labels, ...clusterSelector(clusterName) }',
    replace: 'labels: cluster.labels',
    caughtBy: [SILENT, 'a headless Service without the label that a look-up of endpoints goes by'],
  },
  {
    what: 'the headless Service is not headless',
    file: 'lib/cluster/cluster-objects.ts',
    search: "clusterIP: 'None',",
    replace: '',
    caughtBy: [CLUSTER, 'several releases join one cluster'],
  },
  {
    what: 'the discovery Role may watch as well',
    file: 'lib/cluster/cluster-objects.ts',
    search: "verbs: ['list']",
    replace: "verbs: ['list', 'watch']",
    caughtBy: [SILENT, 'a strategy that asks the API server without a token'],
  },
  {
    what: 'another port in remote.vm.args',
    file: 'lib/beam/distribution.ts',
    search: "[...shared, '-dist_listen false']",
    replace: "['-start_epmd false', '-erl_epmd_port 4371', '-dist_listen false']",
    caughtBy: [DISTRIBUTION, 'without epmd, nodes listen and dial on one port'],
  },
  {
    what: 'remote shells listen on the port of the node',
    file: 'lib/beam/distribution.ts',
    search: "[...shared, '-dist_listen false']",
    replace: '[...shared]',
    caughtBy: [SILENT, 'with which `remote` and `rpc` cannot start'],
  },
  {
    what: 'a node in no cluster listens on every address',
    file: 'lib/beam/distribution.ts',
    search: "'-kernel inet_dist_use_interface {127,0,0,1}'",
    replace: "''",
    caughtBy: [DISTRIBUTION, 'listens on loopback only'],
  },
  {
    what: 'IPv6 does not reach the argument files',
    file: 'lib/beam/distribution.ts',
    search: "ipv6 ? ['-proto_dist inet6_tcp'] : []",
    replace: '[]',
    caughtBy: [DISTRIBUTION, 'IPv6 reaches both files'],
  },
  {
    what: 'node names by the short name of the Service',
    file: 'lib/beam/node-name.ts',
    search: '`${pod}.${service}.${namespace}.svc.${domain}`',
    replace: '`${pod}.${service}`',
    caughtBy: [SILENT, 'a node named app@'],
  },
  {
    what: 'the release is told no POD_IP',
    file: 'lib/beam/node-name.ts',
    search: "POD_IP: 'status.podIP', ",
    replace: '',
    caughtBy: [SILENT, 'a node named app@'],
  },
  {
    what: 'POD_IP stands after RELEASE_NODE',
    file: 'lib/release/environment.ts',
    search: '...pod,\n',
    replace: '',
    caughtBy: [SILENT, 'a node named app@'],
  },
  {
    what: 'idle schedulers spin',
    file: 'lib/beam/vm-flags.ts',
    search: 'options.busyWait ? []',
    replace: '!options.busyWait ? []',
    caughtBy: ['test/beam/vm-flags.test.ts', 'by default the VM does not spin'],
  },
  {
    what: 'no bound for the port table',
    file: 'lib/beam/vm-flags.ts',
    search: '`+Q ${options.maxPorts ?? 65536}`,',
    replace: '',
    caughtBy: ['test/beam/vm-flags.test.ts', 'by default the VM does not spin'],
  },
  {
    what: 'schedulers from a CPU limit that is rounded down',
    file: 'lib/beam/vm-flags.ts',
    search: 'Math.ceil(cpuLimit)',
    replace: 'Math.floor(cpuLimit)',
    caughtBy: ['test/beam/vm-flags.test.ts', 'a CPU limit is rounded up to schedulers'],
  },
  {
    what: 'no wait before SIGTERM',
    file: 'lib/release/pod-template.ts',
    search: 'seconds > 0 ? { lifecycle',
    replace: 'seconds > 9000 ? { lifecycle',
    caughtBy: [RELEASE, 'the grace period is the sum with a margin'],
  },
  {
    what: 'the drains do not count',
    file: 'lib/phoenix/phoenix-service.ts',
    search: 'drains: [Drain.sockets(), Drain.requests()]',
    replace: 'drains: []',
    caughtBy: [PHOENIX, 'sockets and requests are drained unless told otherwise'],
  },
  {
    what: 'no margin behind the drains',
    file: 'lib/release/drain.ts',
    search: 'MARGIN_SECONDS = 10',
    replace: 'MARGIN_SECONDS = 0',
    caughtBy: [RELEASE, 'the grace period is the sum with a margin'],
  },
  {
    what: 'a literal cookie is taken',
    file: 'lib/secrets/existing-secret.ts',
    search: 'if (value instanceof SecretKey) return value;',
    replace:
      "if (value instanceof SecretKey) return value;\n    if (typeof value === 'string') return new SecretKey('literal', value);",
    caughtBy: ['test/secrets/no-leak.test.ts', 'is refused, and not shown'],
  },
  {
    what: 'a refusal shows the literal secret',
    file: 'lib/secrets/literals.ts',
    search: 'throw new Refusal(literalSecret(property, name));',
    replace: 'throw new Refusal({ ...literalSecret(property, name), value });',
    caughtBy: ['test/secrets/no-leak.test.ts', 'is refused, and not shown'],
  },
  {
    what: 'selectors with a hash of the path',
    file: 'lib/kubernetes/labels.ts',
    search: 'return { [NAME_LABEL]: name };',
    replace: 'return { [NAME_LABEL]: name, hash: `c8${new Error().stack?.length}` };',
    caughtBy: [IDENTITY, 'names, selectors, serviceName, ports and label keys'],
  },
  {
    what: 'selectors by the user’s labels as well',
    file: 'lib/release/describe-release.ts',
    search: 'selector: releaseSelector(name)',
    replace: 'selector: labels',
    caughtBy: [RELEASE, 'selectors are made of neither'],
  },
  {
    what: 'the distribution is open to everybody',
    file: 'lib/release/objects.ts',
    search: '...(members ? [{ from: [{ podSelector: { matchLabels: members } }], ports: distribution }] : []),',
    replace: '...(members ? [{ ports: distribution }] : []),',
    caughtBy: [RELEASE, 'the distribution from members alone'],
  },
  {
    what: 'the NetworkPolicy has another port',
    file: 'lib/release/objects.ts',
    search: 'const distribution = distributionPorts.map(({ port }) => ({ port,',
    replace: 'const distribution = distributionPorts.map(({ port }) => ({ port: port + 1,',
    caughtBy: [RELEASE, 'the distribution from members alone'],
  },
  {
    what: 'a declared port is open to everybody, whatever is said',
    file: 'lib/release/objects.ts',
    search: '...(from ? { from: from.map((peer) => peer._peer) } : {}),',
    replace: '',
    caughtBy: [RELEASE, 'declared ports as declared'],
  },
  {
    what: 'a budget for one replica',
    file: 'lib/release/objects.ts',
    search: 'if (release.replicas < 2) return undefined;',
    replace: '',
    caughtBy: [RELEASE, 'with 1 replicas there is a budget: false'],
  },
  {
    what: 'a budget that broken pods hold up',
    file: 'lib/release/objects.ts',
    search: "unhealthyPodEvictionPolicy: 'AlwaysAllow',",
    replace: '',
    caughtBy: [RELEASE, 'with 2 replicas there is a budget: true'],
  },
  {
    what: 'pods are missing while rolling',
    file: 'lib/release/objects.ts',
    search: 'maxUnavailable: 0',
    replace: 'maxUnavailable: 1',
    caughtBy: [RELEASE, 'never has fewer pods than it should'],
  },
  {
    what: 'pods of a StatefulSet start one after the other',
    file: 'lib/release/objects.ts',
    search: "podManagementPolicy: 'Parallel',",
    replace: '',
    caughtBy: [RELEASE, 'whose pods start at once'],
  },
  {
    what: 'a StatefulSet without serviceName',
    file: 'lib/release/objects.ts',
    search: 'serviceName: own.serviceName,',
    replace: '',
    caughtBy: [SILENT, 'a StatefulSet whose serviceName is left out'],
  },
  {
    what: 'every pod gets a token',
    file: 'lib/release/pod-template.ts',
    search: 'automountServiceAccountToken: release.token',
    replace: 'automountServiceAccountToken: true',
    caughtBy: [RELEASE, 'it runs confined'],
  },
  {
    what: 'no user by number',
    file: 'lib/release/pod-template.ts',
    search: 'runAsUser: user,',
    replace: '',
    caughtBy: [RELEASE, 'as a user who is a number'],
  },
  {
    what: 'capabilities are kept',
    file: 'lib/release/pod-template.ts',
    search: "capabilities: { drop: ['ALL'] }",
    replace: 'capabilities: {}',
    caughtBy: [RELEASE, 'it runs confined'],
  },
  {
    what: 'a ConfigMap keeps its name when its content changes',
    file: 'lib/config/config-map.ts',
    search: 'return sha256(JSON.stringify(sorted)).slice(0, 10);',
    replace: 'return sha256(JSON.stringify(sorted.length)).slice(0, 10);',
    caughtBy: [CONFIG, 'whose name follows the content and not the order'],
  },
  {
    what: 'a ConfigMap can be changed in place',
    file: 'lib/config/config-map.ts',
    search: 'immutable: true,',
    replace: '',
    caughtBy: [CONFIG, 'values become an immutable ConfigMap'],
  },
  {
    what: 'stable names are taken by strategies that find addresses',
    file: 'lib/cluster/erlang-cluster.ts',
    search: 'if (member.stableNames !== (this.discovery.nodeHost === NodeHost.FQDN))',
    replace: 'if (!member.stableNames && this.discovery.nodeHost === NodeHost.FQDN)',
    caughtBy: [SILENT, 'has no members with stable names'],
  },
  {
    what: 'the list of Epmd counts from one',
    file: 'lib/cluster/erlang-cluster.ts',
    search: '`${name}-${index}`',
    replace: '`${name}-${index + 1}`',
    caughtBy: [CLUSTER, 'with Epmd every member lists every pod of all'],
  },
  {
    what: 'the Service leads to another port',
    file: 'lib/phoenix/objects.ts',
    search: 'targetPort: HTTP,',
    replace: "targetPort: 'dist',",
    caughtBy: [PHOENIX, 'the Service leads to the port on which Phoenix listens'],
  },
  {
    what: 'PHX_SERVER is not set',
    file: 'lib/phoenix/phoenix-service.ts',
    search: "{ name: 'PHX_SERVER', value: 'true' },",
    replace: '',
    caughtBy: [PHOENIX, 'the pods get what a generated runtime.exs reads'],
  },
  {
    what: 'probes are redirected by force_ssl',
    file: 'lib/release/health-check.ts',
    search: "{ name: 'Host', value: 'localhost' },",
    replace: '',
    caughtBy: ['test/release/health-check.test.ts', 'HTTP is asked so that force_ssl answers it'],
  },
  {
    what: 'the checks do not see two objects of one name',
    file: 'lib/checks/inventory.ts',
    search: 'if (other) sameName.add(other).add(one);',
    replace: '',
    caughtBy: [BAD_INPUT, 'refuses two releases of one name in one namespace'],
  },
  {
    what: 'the checks do not look at Services that select members',
    file: 'lib/checks/distribution-exposure.ts',
    search: "inventory.selecting('Service', member)",
    replace: "inventory.selecting('NetworkPolicy', member)",
    caughtBy: [BAD_INPUT, 'refuses a distribution port on the Service of a PhoenixService'],
  },
  {
    what: 'the checks take any NetworkPolicy for one of members only',
    file: 'lib/checks/distribution-exposure.ts',
    search: 'filter((rule) => !fromMembersOnly(rule))',
    replace: 'filter(() => false)',
    caughtBy: [BAD_INPUT, 'refuses a NetworkPolicy that admits everybody to the distribution'],
  },
  {
    what: 'a selector chooses pods by one of its labels',
    file: 'lib/checks/pods.ts',
    search: 'wanted.every((key)',
    replace: 'wanted.some((key)',
    caughtBy: ['test/checks/checks.test.ts', 'a Service that shares a label with members and selects other pods'],
  },
  {
    what: 'a cluster takes members of another namespace',
    file: 'lib/release/namespace.ts',
    search: 'if (own === other) return;',
    replace: 'return;',
    caughtBy: [BAD_INPUT, 'refuses a member in another namespace'],
  },
  {
    what: 'words that YAML 1.1 reads as something else are not quoted',
    file: 'lib/yaml/scalar.ts',
    search: 'PLAIN.test(value) && !NO_STRING.test(value)',
    replace: 'PLAIN.test(value)',
    caughtBy: ['test/yaml/document.test.ts', 'for the text'],
  },
  {
    what: 'files are written in their place at once',
    file: 'lib/app/output.ts',
    search: 'const from = `${to}.${pid}.${written.length}.tmp`;',
    replace: 'const from = to;',
    caughtBy: ['test/app/writes.test.ts', 'a synth that fails leaves every file as it was'],
  },
  {
    what: 'an override may put a value where a list stands',
    file: 'lib/manifest/overrides.ts',
    search: 'checkShape(`overrides.${part}`, object, json);',
    replace: '',
    caughtBy: ['test/manifest/overrides.test.ts', 'an override of another shape is refused'],
  },
];
