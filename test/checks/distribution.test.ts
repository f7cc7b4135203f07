// Who reaches the ports of the distribution: a table for each way to open them.
import { detailsOf } from '../support/findings';
import { FILES, GOOD, HEADLESS, MEMBER, member, object, POLICY, policy } from '../support/member';

const details = detailsOf('beam/distribution-');
const OF_MEMBERS = { podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } };
const service = (spec: object) => object('v1', 'Service', 'open', { spec: { selector: MEMBER, ...spec } });
const NAMED = [
  { name: 'http', containerPort: 4000 },
  { name: 'dist', containerPort: 4370 },
];

describe('a NetworkPolicy', () => {
  const theirs = (rule: object, more: object = {}) => {
    const one = policy({ ingress: [rule], ...more });
    return { ...one, metadata: { ...one.metadata, name: 'theirs' } };
  };

  test.each<[string, object]>([
    ['everybody to every port', {}],
    ['everybody to no port that is listed', { ports: [] }],
    ['nobody that is listed, which is everybody', { from: [] }],
    ['everybody to the port', { ports: [{ port: 4370 }] }],
    ['everybody to the port by its name', { ports: [{ port: 'dist' }] }],
    ['everybody by TCP, which is said', { ports: [{ protocol: 'TCP', port: 4370 }] }],
    ['everybody by TCP, whatever the port', { ports: [{ protocol: 'TCP' }] }],
    ['a range that ends with the port', { ports: [{ port: 4000, endPort: 4370 }] }],
    ['a range that starts with the port', { ports: [{ port: 4370, endPort: 5000 }] }],
    ['another port and then this one', { ports: [{ port: 4000 }, { port: 4370 }] }],
    ['members of another cluster', { from: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'other' } } }] }],
    ['members and addresses', { from: [OF_MEMBERS, { ipBlock: { cidr: '10.0.0.0/8' } }] }],
    ['members of every namespace', { from: [{ ...OF_MEMBERS, namespaceSelector: {} }] }],
  ])('that admits %s opens it', (_, rule) => {
    expect(details(member({ ports: NAMED }), theirs(rule), ...GOOD)).toEqual([
      ['NetworkPolicy "theirs", rule', rule, ['Deployment/chat']],
    ]);
  });

  test.each<[string, object, object?]>([
    ['members', { from: [OF_MEMBERS] }],
    ['pods that join for a while', { from: [{ podSelector: { matchLabels: { 'cdk8s-elixir/joins': 'chat' } } }] }],
    ['everybody to another port', { ports: [{ port: 4000 }] }],
    ['everybody to another port by its name', { ports: [{ port: 'http' }] }],
    ['everybody to the number by UDP', { ports: [{ protocol: 'UDP', port: 4370 }] }],
    ['a range that ends before it', { ports: [{ port: 4000, endPort: 4369 }] }],
    ['a range that starts after it', { ports: [{ port: 4371, endPort: 5000 }] }],
    ['what a text for an end says', { ports: [{ port: 4000, endPort: '5000' }] }],
    ['what a name for a start says', { ports: [{ port: 'http', endPort: 5000 }] }],
    ['everybody, and is for egress', {}, { policyTypes: ['Egress'] }],
  ])('that admits %s opens nothing', (_, rule, more = {}) => {
    expect(details(member({ ports: NAMED }), theirs(rule, more), ...GOOD)).toEqual([]);
  });

  test('is missing where those that select the pods are for egress', () => {
    const egress = policy({ policyTypes: ['Egress'], egress: [{}] });
    expect(details(member(), HEADLESS, FILES, egress)).toEqual([['NetworkPolicy', ['chat'], []]]);
    expect(details(member(), HEADLESS, FILES)).toEqual([['NetworkPolicy', [], []]]);
  });
});

describe('a Service', () => {
  const property = 'Service "open", port';

  test.each<[string, object, unknown]>([
    ['by its number', { ports: [{ port: 4370 }] }, 4370],
    ['behind another number', { ports: [{ port: 80, targetPort: 4370 }] }, 80],
    ['behind the name of the container port', { ports: [{ port: 80, targetPort: 'dist' }] }, 80],
    ['beside another port', { ports: [{ port: 4000 }, { port: 4370 }] }, 4370],
    ['that is headless and on each node', { clusterIP: 'None', type: 'NodePort', ports: [{ port: 4370 }] }, 4370],
    ['that is headless and balanced', { clusterIP: 'None', type: 'LoadBalancer', ports: [{ port: 4370 }] }, 4370],
  ])('opens it %s', (_, spec, value) => {
    expect(details(member({ ports: NAMED }), service(spec), ...GOOD)).toEqual([[property, value, ['Deployment/chat']]]);
  });

  test.each<[string, object]>([
    ['that is headless', { clusterIP: 'None', type: 'ClusterIP', ports: [{ port: 4370 }] }],
    ['with its number in front of another port', { ports: [{ port: 4370, targetPort: 4000 }] }],
    ['by a text of the number', { ports: [{ port: 80, targetPort: '4370' }] }],
    ['without ports', {}],
  ])('does not open it %s', (_, spec) => {
    expect(details(member({ ports: NAMED }), service(spec), ...GOOD)).toEqual([]);
  });

  test('selects some of the members', () => {
    const other = member();
    const labels = { ...MEMBER, app: 'other' };
    const worker = {
      ...other,
      metadata: { ...other.metadata, name: 'other' },
      spec: {
        ...other.spec,
        selector: { matchLabels: { app: 'other' } },
        template: { ...other.spec.template, metadata: { labels } },
      },
    };
    expect(details(member(), worker, service({ ports: [{ port: 4370 }] }), ...GOOD)).toEqual([
      [property, 4370, ['Deployment/chat']],
    ]);
  });
});

describe('a port of the host', () => {
  const waived = (found: unknown[]) => found.filter(([property]: any) => !property.startsWith('container chat'));
  const hostPort = (port: object) => waived(details(member({ ports: [port] }), ...GOOD));

  test('opens it', () => {
    expect(hostPort({ name: 'dist', containerPort: 4370, hostPort: 4370 })).toEqual([
      ['container port dist, hostPort', 4370, []],
    ]);
    expect(hostPort({ containerPort: 4370, hostPort: 80 })).toEqual([['container port 4370, hostPort', 80, []]]);
  });

  test('does not open it in front of another port, or where it is none', () => {
    const ports = [
      { containerPort: 4000, hostPort: 80 },
      { containerPort: 4370, hostPort: 0 },
    ];
    expect(waived(details(member({ ports }), ...GOOD))).toEqual([]);
  });
});

describe('a way in', () => {
  const backend = (port: object) => ({ service: { name: 'web', port } });
  const ingress = (spec: object) => object('networking.k8s.io/v1', 'Ingress', 'open', { spec });
  const path = (port: object) => ingress({ rules: [{ http: { paths: [{ backend: backend(port) }] } }] });
  const route = (kind: string, port: number) =>
    object('gateway.networking.k8s.io/v1', kind, 'open', {
      spec: { rules: [{ backendRefs: [{ name: 'web', port }] }] },
    });
  // Headless, so that the Service itself is no finding.
  const web = object('v1', 'Service', 'web', {
    spec: {
      selector: MEMBER,
      clusterIP: 'None',
      ports: [
        { name: 'http', port: 80, targetPort: 4000 },
        { name: 'beam', port: 81, targetPort: 4370 },
        { port: 4370 },
      ],
    },
  });
  const found = (way: object) => details(member(), web, way, ...GOOD);
  const opens = (kind: string, port: unknown) => [
    [`${kind} "open", backend`, { name: 'web', port }, ['Service/web', 'Deployment/chat']],
  ];

  test('opens it by the number or the name of the Service’s port', () => {
    expect(found(path({ number: 81 }))).toEqual(opens('Ingress', 81));
    expect(found(path({ name: 'beam' }))).toEqual(opens('Ingress', 'beam'));
    expect(found(path({ number: 4370 }))).toEqual(opens('Ingress', 4370));
    expect(found(ingress({ defaultBackend: backend({ number: 81 }) }))).toEqual(opens('Ingress', 81));
  });

  test.each(['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'])('opens it as a %s', (kind) => {
    expect(found(route(kind, 81))).toEqual(opens(kind, 81));
    expect(found(route(kind, 80))).toEqual([]);
  });

  test('opens nothing with another port, Service or kind of backend', () => {
    expect(found(path({ number: 80 }))).toEqual([]);
    expect(found(path({ name: 'http' }))).toEqual([]);
    expect(found(path({ number: 82 }))).toEqual([]);
    expect(found(ingress({ defaultBackend: { resource: { kind: 'StorageBucket', name: 'web' } } }))).toEqual([]);
    expect(found(ingress({ defaultBackend: { service: { name: 'other', port: { number: 81 } } } }))).toEqual([]);
  });

  test('opens nothing of pods that are no members', () => {
    const one = member();
    const { 'cdk8s-elixir/cluster': _, ...labels } = MEMBER;
    const template = { ...one.spec.template, metadata: { labels } };
    const stranger = { ...one, spec: { ...one.spec, template } };
    const selecting = { ...web, spec: { ...(web as any).spec, selector: { app: 'chat' } } };
    expect(details(stranger, selecting, path({ number: 81 }), FILES)).toEqual([]);
  });
});

describe('the ports of the distribution', () => {
  const without = { pod: { volumes: [] } };
  const opened = (options: object, port: number) =>
    details(member({ ...without, ...options }), service({ ports: [{ port }] }), HEADLESS, POLICY).length === 1;

  test.each<[string, object, number[], number[]]>([
    ['are those of relx', { env: [{ name: 'ERL_DIST_PORT', value: '9000' }] }, [9000], [4369, 8999, 9001]],
    ['are epmd’s where relx is told no number', { env: [{ name: 'ERL_DIST_PORT', value: 'x' }] }, [4369], [9000]],
    ['are those of ERL_AFLAGS', { env: [{ name: 'ERL_AFLAGS', value: '-erl_epmd_port 9000' }] }, [9000], [4369]],
    ['are those of ERL_FLAGS', { env: [{ name: 'ERL_FLAGS', value: '-erl_epmd_port 9000' }] }, [9000], [4369]],
    ['are those of ERL_ZFLAGS', { env: [{ name: 'ERL_ZFLAGS', value: '-erl_epmd_port 9000' }] }, [9000], [4369]],
    [
      'are those of ELIXIR_ERL_OPTIONS',
      { env: [{ name: 'ELIXIR_ERL_OPTIONS', value: '-erl_epmd_port 9000' }] },
      [9000],
      [4369],
    ],
    ['are not those of another variable', { env: [{ name: 'FLAGS', value: '-erl_epmd_port 9000' }] }, [4369], [9000]],
    [
      'are epmd’s and those of the usual names where nothing is said',
      {
        ports: ['dist', 'epmd', 'erlang', 'erl-dist', 'distribution', 'http'].map((name, n) => ({
          name,
          containerPort: 9000 + n,
        })),
      },
      [4369, 9000, 9001, 9002, 9003, 9004],
      [9005],
    ],
    ['are not of a usual name without a number', { ports: [{ name: 'dist', containerPort: '9000' }] }, [4369], [9000]],
  ])('%s', (_, options, open, others) => {
    expect(open.filter((port) => opened(options, port))).toEqual(open);
    expect(others.filter((port) => opened(options, port))).toEqual([]);
  });

  test('of remote shells are among them', () => {
    const data = { 'remote.vm.args': '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9101' };
    const files = object('v1', 'ConfigMap', 'chat-vm', { data });
    const found = (port: number) =>
      details(member({ ports: [] }), service({ ports: [{ port }] }), HEADLESS, POLICY, files).map(
        ([property]) => property,
      );
    expect(found(9101)).toEqual(['Service "open", port']);
    expect(found(9102)).toEqual([]);
  });
});
