import { randomBytes } from 'node:crypto';
import { type Chart, Duration } from 'cdk8s';
import {
  ConfigBundle,
  ErlangCluster,
  ExternalSecret,
  PhoenixService,
  type PhoenixServiceProps,
  RestartOn,
  SealedSecret,
  SecretFile,
  SecretProviderClass,
  SecretStore,
  SecretUse,
  VaultAgent,
} from 'cdk8s-elixir';
import { SEALED } from '../support/sealed';
import { expectAccepted } from './support/accepted';
import { apply, rolledOut } from './support/apply';
import { type Check, check } from './support/check';
import { CLUSTER_COMMAND } from './support/faults';
import { cluster, render, secret, web } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { isWhole, view, whole } from './support/mesh';
import { ask, kept, type Pod, pods, rpc } from './support/pods';
import { sampled } from './support/sampling';
import { until } from './support/until';

const OPERATOR = ['-n', 'external-secrets', 'get', 'deployments', '--ignore-not-found'];

/** Why no ExternalSecret is answered; E2E_CLUSTER_COMMAND can bring the operator. */
async function withoutOperator(): Promise<string | undefined> {
  const { items = [] } = await kubectlJson(OPERATOR).catch(() => ({}) as any);
  if (items.length > 0) return undefined;
  const reason = 'this cluster has no External Secrets Operator: `addon external-secrets`';
  if (CLUSTER_COMMAND) throw new Error(`${reason}; E2E_CLUSTER_COMMAND is set, and has to bring it`);
  return reason;
}

/** A store that holds what it is told. */
const store = (values: { readonly [key: string]: string }) =>
  JSON.stringify({
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: 'store' },
    spec: { provider: { fake: { data: Object.entries(values).map(([key, value]) => ({ key, value })) } } },
  });

const KEYS = { RELEASE_COOKIE: 'shop/cookie', SECRET_KEY_BASE: 'shop/key-base', TOKEN: 'shop/token' };

/** A release that takes everything from the store. */
const external = (version: string) => (chart: Chart) => {
  const refreshInterval = Duration.seconds(5);
  const from = new ExternalSecret(chart, 'shop', { store: SecretStore.named('store'), keys: KEYS, refreshInterval });
  new PhoenixService(chart, 'web', {
    ...web(new ErlangCluster(chart, 'hello', { cookie: from.key('RELEASE_COOKIE') }), { replicas: 2 }),
    secretKeyBase: from.key('SECRET_KEY_BASE'),
    env: { TOKEN: from.key('TOKEN') },
    restartOn: RestartOn.version(version),
  });
};

check.beside(
  'a cluster boots from an ExternalSecret, and a value that changes reaches it with a version',
  async (t) => {
    const missing = await withoutOperator();
    if (missing) return t.skip(missing, 'a cluster that boots from an ExternalSecret');
    const namespace = await t.namespace();
    await kubectl(['-n', namespace, 'delete', 'secret', 'chat']);
    const values = {
      'shop/cookie': randomBytes(16).toString('hex'),
      'shop/key-base': randomBytes(48).toString('hex'),
      'shop/token': 'first',
    };
    await kubectl(['-n', namespace, 'apply', '-f', '-'], { input: store(values) });
    await apply(namespace, external('1'));
    const { pods: before } = await whole(namespace, ['web'], 2);
    const tokenOf = ({ name }: Pod) => ask(namespace, name, '/env?name=TOKEN');
    t.exactly(await tokenOf(before[0]), 'first', '', 'variable of a pod from a store');

    await kubectl(['-n', namespace, 'apply', '-f', '-'], { input: store({ ...values, 'shop/token': 'second' }) });
    const encoded = Buffer.from('second').toString('base64');
    await until('the Secret has the new value', 60, async () => {
      const { data } = await kubectlJson(['-n', namespace, 'get', 'secret', 'shop']);
      return data.TOKEN === encoded;
    });
    t.exactly(
      kept(before, await pods(namespace, 'web')),
      2,
      '',
      'of 2 pods that stay when a value of the store changes',
    );
    t.exactly(await tokenOf(before[0]), 'first', '', 'variable of a pod that stays');
    await apply(namespace, external('2'));
    await rolledOut(namespace, 'deployment/web');
    const { pods: after } = await whole(namespace, ['web'], 2, 90);
    t.exactly(kept(before, after), 0, '', 'pods that stay when the version changes');
    t.exactly(await tokenOf(after[0]), 'second', '', 'variable of a pod after it');
  },
);

/** Sources whose controllers are not here: their kinds are known by CustomResourceDefinitions alone. */
const SOURCES: { readonly [name: string]: (chart: Chart) => Partial<PhoenixServiceProps> } = {
  sealed: (chart) => ({
    secretKeyBase: new SealedSecret(chart, 'sealed', { encryptedData: { A: SEALED } }).key('A'),
  }),
  csi: (chart) => {
    const props = { provider: 'vault', parameters: { roleName: 'shop' }, keys: { A: 'a' } };
    const vault = new SecretProviderClass(chart, 'csi', props);
    return {
      secretKeyBase: vault.key('A'),
      config: [new ConfigBundle(chart, 'config', { secrets: [vault.files('/run/vault')] })],
    };
  },
  vault: (chart) => {
    const vaultAgent = VaultAgent.of({ role: 'shop', files: { cookie: 'secret/data/shop' }, audience: 'vault' });
    return { vaultAgent, cluster: new ErlangCluster(chart, 'vault', { cookie: vaultAgent.file('cookie') }) };
  },
};

check.beside(
  'sources of Secrets are accepted by the API server and by their definitions, by strict dry run',
  async (t) => {
    const namespace = await t.namespace();
    for (const [name, source] of Object.entries(SOURCES)) {
      const yaml = render(namespace, (chart) => new PhoenixService(chart, 'web', web(undefined, source(chart))));
      await expectAccepted(t, namespace, name, yaml);
    }
  },
);

check.beside('a cookie in a file makes a cluster, and `rpc` reaches it', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, (chart) => {
    const files = SecretUse.files(secret, '/run/cookie', { keys: ['RELEASE_COOKIE'] });
    const cookie = SecretFile.at('/run/cookie/RELEASE_COOKIE');
    const config = [new ConfigBundle(chart, 'config', { secrets: [files] })];
    new PhoenixService(chart, 'web', web(new ErlangCluster(chart, 'hello', { cookie }), { config, replicas: 2 }));
  });
  const { pods: all } = await whole(namespace, ['web'], 2);
  const others = await rpc(namespace, all[0].name, 'IO.puts(length(Node.list()))');
  t.exactly(Number(others), 1, 'nodes', 'other nodes that `rpc` sees with a cookie in a file');
  const variables = await rpc(namespace, all[0].name, 'IO.puts(System.get_env("RELEASE_COOKIE_FILE"))');
  t.exactly(variables.trim(), '/run/cookie/RELEASE_COOKIE', '', 'variable of a cookie in a file');
});

const rotated = (version: string) => (chart: Chart) =>
  new PhoenixService(chart, 'web', { ...web(cluster(chart)), restartOn: RestartOn.version(version) });

/** Looks, during a rotation, in which pods with the new cookie and pods with the old one are there and are one cluster. */
async function mixedLooks(namespace: string, told: boolean): Promise<{ whole: number; all: number }> {
  await apply(namespace, rotated('1'));
  const { pods: before } = await whole(namespace, ['web'], 3);
  const cookie = randomBytes(16).toString('hex');
  if (told) {
    const expression = `:erlang.set_cookie(node(), :"${cookie}")`;
    for (const { name } of before) await rpc(namespace, name, expression);
  }
  await kubectl([
    '-n',
    namespace,
    'patch',
    'secret',
    'chat',
    '-p',
    JSON.stringify({ stringData: { RELEASE_COOKIE: cookie } }),
  ]);
  const looks = await sampled(
    async () => {
      const ready = (await pods(namespace, 'web')).filter((pod) => pod.ready);
      const old = kept(before, ready);
      if (old === 0 || old === ready.length) return undefined;
      const views = await Promise.all(ready.map((pod) => view(namespace, pod)));
      return views.every(({ node }) => views.every((other) => other.node === node || other.nodes.includes(node)));
    },
    async () => {
      await apply(namespace, rotated('2'));
      await rolledOut(namespace, 'deployment/web');
    },
  );
  const { views } = await whole(namespace, ['web'], 3, 90);
  expect(isWhole(views)).toBe(true);
  const mixed = looks.filter((one) => one !== undefined);
  return { whole: mixed.filter(Boolean).length, all: mixed.length };
}

async function rotation(t: Check, told: boolean): Promise<{ whole: number; all: number }> {
  return mixedLooks(await t.namespace(), told);
}

check.beside(
  'a cookie is rotated in one cluster where its nodes are told first, and splits it where not',
  async (t) => {
    const [told, untold] = await Promise.all([rotation(t, true), rotation(t, false)]);
    t.atLeast(told.all, 3, 'looks', 'looks at pods with the old and the new cookie, nodes told first');
    t.atLeast(told.whole, 1, 'looks', 'of these those that see one cluster');
    t.atLeast(untold.all, 3, 'looks', 'looks at pods with the old and the new cookie, nodes not told');
    t.exactly(untold.whole, 0, 'looks', 'of these those that see one cluster, nodes not told');
  },
);
