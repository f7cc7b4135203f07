// What each property of a release gives its pods, whole.
import { Size } from 'cdk8s';
import { Egress, NetworkPeer, Waiver } from 'cdk8s-elixir';
import { Protocol } from 'cdk8s-plus-27';
import { argumentFiles, container, errorOf, newChart, newRelease, one, pod, rendered } from '../support/subjects';

const release = (props: Parameters<typeof newRelease>[1] = {}) => rendered((chart) => newRelease(chart, props));
const refusal = (props: object) => errorOf(() => newRelease(newChart(), props)).message;

test('the environment of a release in no cluster', () => {
  const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  expect(container(release()).env).toEqual([
    field('POD_IP', 'status.podIP'),
    field('POD_NAME', 'metadata.name'),
    field('POD_NAMESPACE', 'metadata.namespace'),
    { name: 'RELEASE_DISTRIBUTION', value: 'name' },
    { name: 'RELEASE_NODE', value: 'worker@127.0.0.1' },
    { name: 'RELEASE_TMP', value: '/tmp' },
    { name: 'RELEASE_VM_ARGS', value: '/etc/erlang/vm.args' },
    { name: 'RELEASE_REMOTE_VM_ARGS', value: '/etc/erlang/remote.vm.args' },
    { name: 'LANG', value: 'C.UTF-8' },
    { name: 'ERL_CRASH_DUMP', value: '/var/crash/erl_crash.dump' },
    { name: 'ERL_CRASH_DUMP_SECONDS', value: '30' },
    { name: 'ERL_CRASH_DUMP_BYTES', value: '201326592' },
  ]);
});

test('the volumes and mounts of a release', () => {
  const manifests = release({ crashDumpSize: Size.mebibytes(100) });
  const { volumes } = pod(manifests);
  expect(volumes).toEqual([
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    { name: 'crash-dumps', emptyDir: { sizeLimit: '125Mi' } },
    { name: 'vm-args', configMap: { name: one(manifests, 'ConfigMap').metadata.name } },
  ]);
  expect(container(manifests).volumeMounts).toEqual([
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'crash-dumps', mountPath: '/var/crash' },
    { name: 'vm-args', mountPath: '/etc/erlang', readOnly: true },
  ]);
});

test('LANG gives way to one of the user', () => {
  const { env } = container(release({ env: { LANG: 'de_DE.UTF-8' } }));
  expect(env.filter(({ name }: any) => name === 'LANG')).toEqual([{ name: 'LANG', value: 'de_DE.UTF-8' }]);
});

test('both argument files say who reads them', () => {
  const files = argumentFiles(release());
  expect(files['vm.args']).toContain('read by start and eval');
  expect(files['remote.vm.args']).toContain('read by remote, rpc, stop and pid');
});

test.each(['ERL_AFLAGS', 'ERL_FLAGS', 'ERL_ZFLAGS', 'ELIXIR_ERL_OPTIONS', 'ERL_DIST_PORT', 'RELEASE_COOKIE'])(
  'the variable %s is refused',
  (name) => {
    expect(refusal({ env: { [name]: 'x' } })).toContain(`\`env.${name}\` is "${name}"`);
  },
);

test.each<[string, unknown, string]>([
  ['text', 'a', 'a'],
  ['an empty text', '', ''],
  ['an EnvValue', { value: 'a' }, 'a'],
])('a variable takes %s', (_, value, expected) => {
  expect(container(release({ env: { A: value as never } })).env).toContainEqual({ name: 'A', value: expected });
});

test.each<[unknown, string]>([
  [5, '5'],
  [null, 'null'],
  [{}, 'an object'],
])('a variable does not take %j', (value, shown) => {
  expect(refusal({ env: { A: value } })).toContain(`\`env.A\` is ${shown}`);
});

describe('ports of sidecars', () => {
  const proxy = (ports: object[]) => ({ sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: ports as any[] }] });

  test('are opened as they are declared', () => {
    const props = {
      ...proxy([{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }]),
      sidecarPorts: [
        { name: 'proxy', port: 80, from: [NetworkPeer.cidr('10.0.0.0/8')] },
        { name: 'dns', port: 53, protocol: Protocol.UDP },
      ],
    };
    expect(one(release(props), 'NetworkPolicy').spec.ingress).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80, protocol: 'TCP' }] },
      { ports: [{ port: 53, protocol: 'UDP' }] },
    ]);
  });

  test('are refused where no sidecar declares them', () => {
    const first = '`sidecarPorts[0].port` is 53';
    const sidecarPorts = [{ name: 'dns', port: 53 }];
    expect(refusal({ sidecarPorts })).toContain(first);
    expect(refusal({ sidecarPorts, ...proxy([]) })).toContain('a port of a sidecar, and there is none');
    expect(refusal({ sidecarPorts, ...proxy([{ containerPort: 53, protocol: 'UDP' }]) })).toContain(first);
    expect(refusal({ sidecarPorts, ...proxy([{ containerPort: 54 }, { containerPort: 55 }]) })).toContain('54, 55');
  });
});

test.each([
  ['scratch', { size: Size.mebibytes(1) }],
  ['storage', { size: Size.mebibytes(1), name: 'a' }],
  ['volumeMounts', { name: 'a' }],
])('a folder of %s over the release is refused', (property, item) => {
  const folders = [
    { ...item, mountPath: '/a' },
    { ...item, mountPath: '/app' },
  ];
  expect(refusal({ [property]: folders })).toContain(`\`${property}[1].mountPath\` is "/app"`);
});

test('lists that are empty give nothing', () => {
  const empty = { ports: [], sidecarPorts: [], scratch: [], storage: [], volumes: [], volumeMounts: [], drains: [] };
  expect(release({ ...empty, sidecars: [], initContainers: [] })).toEqual(release());
});

test.each([
  [0, undefined],
  [1.5, undefined],
  [-1, undefined],
  ['a', undefined],
  [2147483648, undefined],
  [-1, [Waiver.podSecurity('it must')]],
])('the user %j is refused', (user, allow) => {
  expect(refusal({ user, allow })).toContain('`user` is');
});

test('the user may be the greatest number, and root with a waiver', () => {
  const user = (props: object) => pod(release(props)).securityContext.runAsUser;
  expect(user({ user: 2147483647 })).toBe(2147483647);
  expect(user({ user: 1 })).toBe(1);
  expect(user({ user: 0, allow: [Waiver.podSecurity('it must')] })).toBe(0);
});

test.each([0, 1.5, -1, '2'])('%j replicas are refused', (replicas) => {
  expect(refusal({ replicas })).toContain('`replicas` is');
});

test('egress is what is listed', () => {
  const egress = [Egress.dns(), Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [5432])];
  const { policyTypes, egress: rules } = one(release({ egress }), 'NetworkPolicy').spec;
  expect(policyTypes).toEqual(['Ingress', 'Egress']);
  expect(rules).toHaveLength(2);
  expect(rules[1]).toEqual({
    to: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
    ports: [{ port: 5432, protocol: 'TCP' }],
  });
});
