import { Discovery, type ErlangClusterProps, type PhoenixServiceProps } from 'cdk8s-elixir';

/** Overrides that the API server accepts, and under which no node sees another. */
export interface Apart {
  readonly what: string;
  readonly web?: Partial<PhoenixServiceProps>;
  readonly cluster?: Partial<ErlangClusterProps>;
}

/** The table, for a web service of this name. */
export function apart(name: string): readonly Apart[] {
  const variable = (what: string, env: object): Apart => {
    const containers = [{ name, env: [env] }];
    return { what, web: { overrides: { workload: { spec: { template: { spec: { containers } } } } } } };
  };
  const ofPolicy = [
    { $patch: 'replace' },
    { ports: [{ port: 4000 }] },
    { from: MEMBERS(name), ports: [{ port: 5000 }] },
  ];
  return [
    variable('a node name on loopback', { name: 'RELEASE_NODE', value: 'hello@127.0.0.1' }),
    variable('a node name of the machine', {
      name: 'POD_IP',
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.hostIP' } },
    }),
    variable('no RELEASE_VM_ARGS', { name: 'RELEASE_VM_ARGS', $patch: 'delete' }),
    variable('no DNS_CLUSTER_QUERY', { name: 'DNS_CLUSTER_QUERY', $patch: 'delete' }),
    variable('DNS_CLUSTER_QUERY of another Service', {
      name: 'DNS_CLUSTER_QUERY',
      value: 'kubernetes.default.svc.cluster.local',
    }),
    {
      what: 'vm.args without the lines of the distribution',
      web: { overrides: { vmArgs: { data: { 'vm.args': '+S 1:1\n' } } } },
    },
    { what: 'a hidden node', web: { overrides: { vmArgs: { data: { 'vm.args': `${LINES}-hidden\n` } } } } },
    {
      what: 'a policy with another port for members',
      web: { overrides: { networkPolicy: { spec: { ingress: ofPolicy } } } },
    },
    {
      what: 'a Role with another verb',
      web: { env: { DISCOVERY: 'kubernetes' } },
      cluster: { discovery: Discovery.kubernetes(), overrides: { role: { rules: GET } } },
    },
  ];
}

const LINES = '-start_epmd false\n-erl_epmd_port 4370\n';
const GET = [{ $patch: 'replace' }, { apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
const MEMBERS = (cluster: string) => [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': cluster } } }];
