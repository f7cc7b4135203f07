// Nodes of hand-written members: names, cookies and what discovery looks for.
import { detailsOf } from '../support/findings';
import {
  ARGUMENTS,
  FACTS,
  FILES,
  GOOD,
  HEADLESS,
  MEMBER,
  member,
  object,
  POLICY,
  REMOTE_ARGUMENTS,
} from '../support/member';

const variable = (name: string, value: string) => ({ name, value });
const node = (value: string) => variable('RELEASE_NODE', value);
const values = (found: unknown[][]) => found.map(([property, value]) => [property, value]);

describe('a name', () => {
  const found = (...env: object[]) => values(detailsOf('beam/release-environment')(member({ env }), ...GOOD));
  const NODE = 'container chat, env RELEASE_NODE';
  const DISTRIBUTION = 'container chat, env RELEASE_DISTRIBUTION';

  test.each(['chat@$(POD_IP)', '$(APP)-1@$(POD_NAME).a', 'chat@$(MY_IP)'])('that a VM takes: %s', (name) => {
    expect(found(...FACTS, node(name))).toEqual([]);
  });

  test.each(['chat', 'chat@', 'my.chat@$(POD_IP)', 'chat@a@$(POD_IP)', '@$(POD_IP)', 'a b@$(POD_IP)'])(
    'that no VM takes: %s',
    (name) => {
      expect(found(...FACTS, node(name))).toEqual([[NODE, name]]);
    },
  );

  test.each(['chat@127.0.0.1', 'chat@localhost', 'chat@10.0.0.1', 'chat@chat.example.com'])(
    'that every pod has: %s',
    (name) => {
      expect(found(...FACTS, node(name))).toEqual([[NODE, name]]);
    },
  );

  test('of the only pod may be written out, but for loopback', () => {
    const one = (name: string) => {
      const { spec, ...rest } = member({ env: [...FACTS, node(name)] });
      return values(detailsOf('beam/release-environment')({ ...rest, spec: { ...spec, replicas: 1 } }, ...GOOD));
    };
    expect(one('chat@chat.example.com')).toEqual([]);
    expect(one('chat@localhost')).toEqual([[NODE, 'chat@localhost']]);
  });

  test('is long, and says so', () => {
    const [ip] = FACTS;
    expect(found(ip, node('chat@$(POD_IP)'))).toEqual([[DISTRIBUTION, undefined]]);
    expect(found(ip, node('chat@$(POD_IP)'), variable('RELEASE_DISTRIBUTION', 'sname'))).toEqual([
      [DISTRIBUTION, 'sname'],
    ]);
    expect(found(variable('RELEASE_DISTRIBUTION', 'none'))).toEqual([[DISTRIBUTION, 'none']]);
    const reference = { name: 'RELEASE_DISTRIBUTION', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } };
    expect(found(ip, node('chat@$(POD_IP)'), reference)).toEqual([]);
    const envFrom = [{ secretRef: { name: 'any' } }];
    const one = member({ env: [ip, node('chat@$(POD_IP)')], envFrom });
    expect(detailsOf('beam/release-environment')(one, ...GOOD)).toEqual([]);
  });

  test('is made of the pod’s own facts', () => {
    const fact = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
    const others = (one: object) => [one, ...FACTS.filter(({ name }) => name !== (one as { name: string }).name)];
    const name = node('chat@$(POD_NAME).chat-nodes.$(POD_NAMESPACE).svc.cluster.local');
    expect(found(...others(fact('POD_NAME', 'spec.nodeName')), name)).toHaveLength(1);
    expect(found(...others(variable('POD_NAME', 'chat-0')), name)).toEqual([
      ['container chat, env POD_NAME', 'chat-0'],
    ]);
    expect(found(...others(variable('POD_NAMESPACE', 'chat')), name)).toEqual([]);
    expect(found(...others(variable('POD_NAMESPACE', 'b')), name)).toEqual([
      ['container chat, env POD_NAMESPACE', 'b'],
    ]);
    expect(found(...others(fact('POD_IP', 'status.hostIP')), name)).toEqual([]);
  });

  test('is not looked at in an init container', () => {
    const initContainers = [{ name: 'migrate', env: [variable('RELEASE_DISTRIBUTION', 'none')] }];
    expect(detailsOf('beam/release-environment')(member({ pod: { initContainers } }), ...GOOD)).toEqual([]);
  });
});

describe('the name of a StatefulSet’s pod', () => {
  const found = (name: string, ...env: object[]) =>
    values(detailsOf('beam/node-name')(member({ kind: 'StatefulSet', env: [...FACTS, node(name), ...env] }), ...GOOD));
  const FULL = 'chat@$(POD_NAME).chat-nodes.$(POD_NAMESPACE).svc.cluster.local';

  test.each([
    FULL,
    FULL.replace('$(POD_NAMESPACE)', 'chat'),
    FULL.replace('chat@', 'a.@'),
    FULL.replace('cluster.', ''),
  ])('%s', (name) => {
    expect(found(name)).toEqual([]);
  });

  test.each([
    'chat@$(POD_NAME)',
    'chat@$(POD_NAME).chat-nodes.$(POD_NAMESPACE).svc',
    FULL.replace('chat-nodes', 'web'),
    FULL.replace('$(POD_NAMESPACE)', 'other'),
    FULL.replace('.svc.', '.pod.'),
  ])('not: %s', (name) => {
    expect(found(name)).toEqual([['RELEASE_NODE', name]]);
  });

  test('is looked up by strategies that find names, and by those alone', () => {
    const address = 'chat@$(POD_IP)';
    expect(found(address, variable('LIBCLUSTER_KUBERNETES_SERVICE', 'chat-nodes'))).toHaveLength(1);
    expect(found(address, variable('LIBCLUSTER_KUBERNETES_MODE', 'hostname'))).toHaveLength(1);
    expect(found(address, variable('LIBCLUSTER_EPMD_HOSTS', 'a@b'))).toHaveLength(1);
    expect(found(address, variable('DNS_CLUSTER_QUERY', 'chat-nodes'))).toEqual([]);
    expect(found(address)).toEqual([]);
    expect(found('chat@chat.example', variable('LIBCLUSTER_KUBERNETES_SERVICE', 'chat-nodes'))).toEqual([]);
  });
});

describe('the cookie of a cluster', () => {
  const key = (name: string, more: object = {}) => ({
    name: 'RELEASE_COOKIE',
    valueFrom: { secretKeyRef: { name, key: 'a', ...more } },
  });
  const two = (first: object[], second: object[], envFrom: object[] = []) => {
    const other = member({ env: second, envFrom });
    return detailsOf('beam/cluster-cookie')(
      member({ env: first }),
      { ...other, metadata: { ...other.metadata, name: 'other' } },
      ...GOOD,
    ).map(([property, , involved]) => [property, involved]);
  };
  const finding = [['RELEASE_COOKIE', ['Deployment/chat']]];

  test('is one', () => {
    expect(two([key('chat')], [key('chat')])).toEqual([]);
    const turned = { name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { key: 'a', name: 'chat' } } };
    expect(two([key('chat')], [turned])).toEqual([]);
    expect(two([], [])).toEqual([]);
    expect(two([key('chat')], [], [{ secretRef: { name: 'chat' } }])).toEqual([]);
  });

  test('is another one', () => {
    expect(two([key('chat')], [key('other')])).toEqual(finding);
    expect(two([key('chat')], [])).toEqual(finding);
    expect(two([], [key('chat')])).toEqual([['RELEASE_COOKIE', ['Deployment/other']]]);
    expect(two([key('chat')], [key('other')], [{ secretRef: { name: 'chat' } }])).toEqual(finding);
  });

  test('is that of each cluster of each namespace', () => {
    const found = (change: (other: any) => void) => {
      const other = member({ env: [key('other')] });
      change(other);
      return detailsOf('beam/cluster-cookie')(member({ env: [key('chat')] }), other, ...GOOD);
    };
    const labels = { ...MEMBER, 'cdk8s-elixir/cluster': 'other' };
    const renamed = (other: any) => Object.assign(other.metadata, { name: 'other' });
    expect(found(renamed)).toHaveLength(1);
    expect(found(({ metadata }) => Object.assign(metadata, { namespace: 'b' }))).toEqual([]);
    expect(found((other) => Object.assign(renamed(other) && other.spec.template.metadata, { labels }))).toEqual([]);
    expect(found((other) => Object.assign(renamed(other) && other.spec.template.spec, { containers: [] }))).toEqual([]);
  });
});

describe('discovery looks for', () => {
  const found = (...env: object[]) => values(detailsOf('beam/discovery-query')(member({ env }), ...GOOD));

  test.each<[string, string]>([
    ['DNS_CLUSTER_QUERY', 'chat-nodes'],
    ['DNS_CLUSTER_QUERY', 'chat-nodes.chat.svc.cluster.local'],
    ['DNS_CLUSTER_QUERY', 'chat-nodes.$(POD_NAMESPACE).svc.cluster.local'],
    ['DNS_CLUSTER_QUERY', '$(QUERY)'],
    ['DNS_CLUSTER_QUERY', 'chat-nodes.'],
    ['LIBCLUSTER_KUBERNETES_NAMESPACE', '$(POD_NAMESPACE)'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'app=$(APP)'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'app==other'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', '!app'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'app=chat, tier=a'],
    ['LIBCLUSTER_KUBERNETES_SERVICE', 'chat-nodes'],
    ['LIBCLUSTER_KUBERNETES_NAMESPACE', 'chat'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'app=chat,cdk8s-elixir/cluster=chat'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'app in (a, b)'],
    ['LIBCLUSTER_KUBERNETES_NODE_BASENAME', 'whatever'],
  ])('its own cluster: %s %s', (name, value) => {
    expect(found(variable('LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE', 'pods'), variable(name, value))).toEqual([]);
  });

  test.each<[string, string]>([
    ['DNS_CLUSTER_QUERY', 'chat'],
    ['DNS_CLUSTER_QUERY', ''],
    ['DNS_CLUSTER_QUERY', 'chat-nodes.other.svc.cluster.local'],
    ['LIBCLUSTER_KUBERNETES_SERVICE', 'web'],
    ['LIBCLUSTER_KUBERNETES_NAMESPACE', 'other'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'app=other'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'app=chat,tier=a'],
  ])('another one: %s %s', (name, value) => {
    expect(found(variable(name, value))).toEqual([[name, value]]);
  });

  test('the basename of its node', () => {
    const basename = variable('LIBCLUSTER_KUBERNETES_NODE_BASENAME', 'other');
    expect(found(node('chat@$(POD_IP)'), basename)).toEqual([['LIBCLUSTER_KUBERNETES_NODE_BASENAME', 'other']]);
    expect(found(node('$(A)@$(POD_IP)'), basename)).toEqual([]);
    expect(found(basename)).toEqual([]);
    expect(found(node('chat@$(POD_IP)'), { ...basename, value: '$(A)' })).toEqual([]);
    expect(found(node('chat@$(POD_IP)'), { ...basename, value: 'chat' })).toEqual([]);
  });

  test('endpoints by the labels of the Service, pods by their own', () => {
    const selector = variable('LIBCLUSTER_KUBERNETES_SELECTOR', 'app.kubernetes.io/name=chat');
    const { app, ...labels } = MEMBER;
    const plain = {
      ...HEADLESS,
      metadata: { ...HEADLESS.metadata, labels: { ...labels, 'app.kubernetes.io/name': 'x' } },
    };
    const about = (mode: string) =>
      values(
        detailsOf('beam/discovery-query')(
          member({ env: [selector, variable('LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE', mode)] }),
          plain,
          FILES,
          POLICY,
        ),
      );
    expect(app).toBe('chat');
    expect(about('pods')).toEqual([]);
    expect(about('endpoints')).toHaveLength(1);
  });
});

describe('argument files', () => {
  const files = (name: string) =>
    object('v1', 'ConfigMap', name, { data: { 'vm.args': ARGUMENTS, 'remote.vm.args': REMOTE_ARGUMENTS } });
  const found = (one: object) =>
    values(detailsOf('beam/mounted-arguments')(one, HEADLESS, POLICY, files('chat-vm'), files('b')));
  const mounted = (volumeMounts: object[], volumes?: object[]) => {
    const one = member({ pod: volumes ? { volumes } : {} }) as any;
    one.spec.template.spec.containers[0].volumeMounts = volumeMounts;
    return one;
  };
  const BOTH = [
    ['container chat, env RELEASE_VM_ARGS', '/etc/erlang/vm.args'],
    ['container chat, env RELEASE_REMOTE_VM_ARGS', '/etc/erlang/remote.vm.args'],
  ];

  test('are read where they are mounted', () => {
    expect(found(mounted([{ name: 'vm-args', mountPath: '/etc/erlang' }]))).toEqual([]);
    expect(found(mounted([{ name: 'vm-args', mountPath: '/etc/erlang/' }]))).toEqual([]);
    expect(found(mounted([{ name: 'vm-args', mountPath: '/etc/beam' }]))).toEqual(BOTH);
    expect(found(mounted([]))).toEqual(BOTH);
  });

  test('are read one by one', () => {
    const one = (file: string, subPath = file) => ({ name: 'vm-args', mountPath: `/etc/erlang/${file}`, subPath });
    expect(found(mounted([one('vm.args'), one('remote.vm.args')]))).toEqual([]);
    expect(found(mounted([one('vm.args'), one('remote.vm.args', 'vm.args')]))).toEqual([BOTH[1]]);
  });

  test('of two ConfigMaps one is read', () => {
    const volumes = ['chat-vm', 'b'].map((name, index) => ({ name: `v${index}`, configMap: { name } }));
    const mounts = volumes.map(({ name }, index) => ({ name, mountPath: ['/config', '/etc/erlang'][index] }));
    expect(found(mounted(mounts, volumes))).toEqual([]);
  });

  test('under other names are not looked at', () => {
    const volumes = [{ name: 'vm-args', configMap: { name: 'chat-vm', items: [{ key: 'vm.args', path: 'a' }] } }];
    expect(found(mounted([], volumes))).toEqual([]);
  });
});

describe('state on a disk', () => {
  const files = (data: object) => object('v1', 'ConfigMap', 'chat-vm', { data });
  const RA = files({ 'vm.args': `-ra data_dir '"/data"'\n` });
  const found = (kind: string, env: object[] = [], one: object = RA) =>
    detailsOf('beam/node-state')(member({ kind, env }), HEADLESS, POLICY, one);
  const about = (kind: string, ...env: object[]) => found(kind, env);
  const finding = [['vm.args', 'a folder of Ra', ['ConfigMap/chat-vm']]];

  test('is not found by the next pod of a Deployment, or of a node that is named after its address', () => {
    expect(about('Deployment')).toEqual(finding);
    expect(about('StatefulSet', node('chat@$(POD_IP)'))).toEqual(finding);
    expect(about('Deployment', node('chat@$(POD_NAME).a'))).toEqual(finding);
  });

  test('is found by the pod of a StatefulSet, and not looked for by a Job or in remote.vm.args', () => {
    expect(about('StatefulSet')).toEqual([]);
    expect(about('StatefulSet', node('chat@$(POD_NAME).chat-nodes.chat.svc.a'))).toEqual([]);
    expect(about('Job')).toEqual([]);
    expect(found('Deployment', [], files({ 'remote.vm.args': '-ra data_dir a' }))).toEqual([]);
  });
});
