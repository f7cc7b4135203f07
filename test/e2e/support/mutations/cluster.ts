import type { Mutation } from '../mutations';

const SILENT = 'test/silent-failures.test.ts';
const DISTRIBUTION = 'test/beam/distribution.test.ts';
const CLUSTER_TEST = 'test/cluster/erlang-cluster.test.ts';

/** Nodes and clusters. */
export const CLUSTERS: readonly Mutation[] = [
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
    caughtBy: [CLUSTER_TEST, 'several releases join one cluster'],
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
    what: 'stable names are taken by strategies that find addresses',
    file: 'lib/cluster/membership.ts',
    search: 'if (stableNames !== (cluster.nodeHost === NodeHost.FQDN))',
    replace: 'if (!stableNames && cluster.nodeHost === NodeHost.FQDN)',
    caughtBy: [SILENT, 'has no members with stable names'],
  },
  {
    what: 'the list of Epmd counts from one',
    file: 'lib/cluster/members.ts',
    search: '`${name}-${index}`',
    replace: '`${name}-${index + 1}`',
    caughtBy: [CLUSTER_TEST, 'with Epmd every member lists every pod of all'],
  },
];
