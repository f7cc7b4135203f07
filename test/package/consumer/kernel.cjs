// What Python, Java and Go send through jsii's kernel: structs by value, enumerations, maps, objects that implement an
// interface. usage: kernel.cjs TARBALL…, the library last
const { execFileSync } = require('node:child_process');
const { resolve } = require('node:path');
const { Kernel } = require('@jsii/kernel');

/** What an object of the other language answers. */
const STRATEGY = { strategy: 'own', nodeHost: { '$jsii.enum': 'cdk8s-elixir.NodeHost/ADDRESS' } };
const kernel = new Kernel(({ get, invoke }) => (invoke ? { OWN: 'x' } : STRATEGY[get.property]));
for (const tarball of process.argv.slice(2)) {
  const { name, version } = JSON.parse(execFileSync('tar', ['xzOf', tarball, 'package/package.json']));
  kernel.load({ name, version, tarball: resolve(tarball) });
}

const struct = (fqn, data) => ({ '$jsii.struct': { fqn, data } });
const own = (name, data) => struct(`cdk8s-elixir.${name}`, data);
const create = (fqn, ...args) => kernel.create({ fqn, args });
const make = (fqn, method, ...args) => kernel.sinvoke({ fqn, method, args }).result;
const call = (objref, method, ...args) => kernel.invoke({ objref, method, args }).result;

const app = create('cdk8s.App');
const chart = create('cdk8s.Chart', app, 'chat', struct('cdk8s.ChartProps', { namespace: 'chat' }));
const secret = make('cdk8s-elixir.ExistingSecret', 'named', 'chat');
const discovery = kernel.create({
  fqn: 'Object',
  interfaces: ['cdk8s-elixir.IDiscovery'],
  overrides: [{ method: 'environment' }, { property: 'strategy' }, { property: 'nodeHost' }],
});
const cookie = call(secret, 'key', 'RELEASE_COOKIE');
const cluster = create('cdk8s-elixir.ErlangCluster', chart, 'chat', own('ErlangClusterProps', { cookie, discovery }));
const timeout = make('cdk8s.Duration', 'seconds', 20);
const scheme = { '$jsii.enum': 'cdk8s-elixir.HttpScheme/HTTPS' };
const options = own('HttpProbeOptions', { timeout, scheme });
const protocol = { '$jsii.enum': 'cdk8s-plus-27.Protocol/UDP' };
create(
  'cdk8s-elixir.PhoenixService',
  chart,
  'web',
  own('PhoenixServiceProps', {
    image: 'ghcr.io/acme/chat:1.4.2',
    cluster,
    host: 'chat.example.com',
    secretKeyBase: call(secret, 'key', 'SECRET_KEY_BASE'),
    databaseUrl: null,
    drains: [make('cdk8s-elixir.Drain', 'oban', timeout)],
    env: { '$jsii.map': { DEMO_PASSWORD: 'demo' } },
    allow: [make('cdk8s-elixir.Waiver', 'plainValue', 'DEMO_PASSWORD', 'shown on the page')],
    startupProbe: make('cdk8s-elixir.Probe', 'fromHttpGet', '/health', options),
    ports: [own('ReleasePort', { name: 'metrics', port: 9568, protocol })],
  }),
);
const yaml = call(app, 'synthYaml');
for (const wanted of ['kind: Deployment', 'name: OWN', 'scheme: HTTPS', 'protocol: UDP', 'timeoutSeconds: 20']) {
  if (!yaml.includes(wanted)) throw new Error(`no ${wanted} in\n${yaml}`);
}

const bad = own('ElixirReleaseProps', { image: 'chat:1', replicas: 0 });
try {
  create('cdk8s-elixir.ElixirRelease', chart, 'bad', bad);
} catch ({ message }) {
  if (message.startsWith('chat/bad: `replicas` is 0\n')) process.exit();
  throw new Error(message);
}
throw new Error('nothing was refused');
