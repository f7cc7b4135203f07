import { type ApiObject, JsonPatch, Size } from 'cdk8s';
import { ConfigBundle, Discovery, Exposure, RequiredSecrets, Tls, Waiver } from 'cdk8s-elixir';
import { k8s } from 'cdk8s-plus-27';
import { Refusal } from '../../lib/errors/refusal';
import fc, { runs } from '../support/random';
import {
  argumentFiles,
  container,
  errorOf,
  newChart,
  newCluster,
  newPhoenix,
  newRelease,
  one,
  pod,
  rendered,
  synth,
  workload,
} from '../support/subjects';

const MARK = { metadata: { annotations: { touched: 'yes' } }, anything: { at: ['all'] } };

type Chart = ReturnType<typeof newChart>;

/** For every part of every construct, how it is made with an override. */
const PARTS: { readonly [part: string]: (chart: Chart, override: object | undefined) => ApiObject | undefined } = {
  'ErlangCluster.service': (chart, service) => newCluster(chart, { overrides: { service } }).service,
  'ErlangCluster.role': (chart, role) =>
    newCluster(chart, { discovery: Discovery.kubernetes(), overrides: { role } }).role,
  'ConfigBundle.configMap': (chart, configMap) =>
    new ConfigBundle(chart, 'config', { values: { A: 'b' }, overrides: { configMap } }).configMap,
  'ConfigBundle.filesConfigMap': (chart, filesConfigMap) =>
    new ConfigBundle(chart, 'config', { files: { a: 'b' }, overrides: { filesConfigMap } }).filesConfigMap,
  'ConfigBundle.secret': (chart, secret) => {
    const allow = [Waiver.localOnlySecrets('tested')];
    return new ConfigBundle(chart, 'config', { localOnlySecrets: { A: 'b' }, allow, overrides: { secret } }).secret;
  },
  'ElixirRelease.workload': (chart, workload) =>
    newRelease(chart, { cluster: newCluster(chart), overrides: { workload } }).workload,
  'ElixirRelease.serviceAccount': (chart, serviceAccount) =>
    newRelease(chart, { overrides: { serviceAccount } }).serviceAccount,
  'ElixirRelease.vmArgs': (chart, vmArgs) => newRelease(chart, { overrides: { vmArgs } }).vmArgs,
  'ElixirRelease.podDisruptionBudget': (chart, podDisruptionBudget) =>
    newRelease(chart, { overrides: { podDisruptionBudget } }).podDisruptionBudget,
  'ElixirRelease.networkPolicy': (chart, networkPolicy) =>
    newRelease(chart, { overrides: { networkPolicy } }).networkPolicy,
  'ElixirRelease.roleBinding': (chart, roleBinding) => {
    const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
    return newRelease(chart, { cluster, overrides: { roleBinding } }).roleBinding;
  },
  'ElixirRelease.headlessService': (chart, headlessService) =>
    newRelease(chart, { stableNames: true, overrides: { headlessService } }).headlessService,
  'PhoenixService.service': (chart, service) => newPhoenix(chart, { overrides: { service } }).endpoint.service,
  'PhoenixService.exposures.HTTPRoute': (chart, HTTPRoute) => {
    const props = { exposures: [Exposure.gateway({ gateway: 'a' })], overrides: { exposures: { HTTPRoute } } };
    return newPhoenix(chart, props).endpoint.exposures[0];
  },
  'PhoenixService.exposures.Ingress': (chart, Ingress) => {
    const exposures = [Exposure.ingress({ tls: Tls.issuer('a') })];
    return newPhoenix(chart, { exposures, overrides: { exposures: { Ingress } } }).endpoint.exposures[0];
  },
};

test.each(Object.entries(PARTS))('an override reaches any field of %s and loses nothing', (_, make) => {
  const before = make(newChart(), undefined)?.toJson();
  const { anything, ...after } = make(newChart(), MARK)?.toJson() ?? {};
  expect(anything).toEqual(MARK.anything);
  expect(after.metadata.annotations.touched).toBe('yes');
  const { touched, ...annotations } = after.metadata.annotations;
  const metadata = { ...after.metadata, annotations: Object.keys(annotations).length ? annotations : undefined };
  expect({ ...after, metadata }).toEqual(before);
});

const inContainer = (override: object) => ({
  overrides: { workload: { spec: { template: { spec: { containers: [{ name: 'worker', ...override }] } } } } },
});

/** Every place in some JSON, as an override that puts a value there; lists are reached by the names of their items. */
function places(json: unknown): ((value: unknown) => unknown)[] {
  const here = (value: unknown) => value;
  if (Array.isArray(json)) {
    const named = json.filter((item) => typeof item?.name === 'string');
    const inside = named.flatMap((item) => places(item).map((put) => (value: unknown) => [nameOf(item, put(value))]));
    return [here, ...inside];
  }
  if (typeof json !== 'object' || json === null) return [here];
  const more = Object.fromEntries(['ports', 'initContainers', 'from', 'spec', 'labels'].map((key) => [key, undefined]));
  const members = Object.entries({ ...more, ...json });
  return [
    here,
    ...members.flatMap(([key, member]) => places(member).map((put) => (value: unknown) => ({ [key]: put(value) }))),
  ];
}

const nameOf = ({ name }: { name: string }, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { name, ...value } : value;

const WRONG = [null, 5, 'web', true, [], {}, [null], [5], [{}], [{ name: 'web' }], { a: null }, { name: 5 }];

test.each(Object.entries(PARTS))('whatever overrides %s, what stops it is a message and not a stack', (_, make) => {
  const all = places(make(newChart(), undefined)?.toJson());
  const override = fc
    .tuple(fc.constantFrom(...all), fc.constantFrom<unknown>(...WRONG))
    .map(([put, value]) => put(value));
  fc.assert(
    fc.property(override, (json) => {
      try {
        const chart = newChart();
        make(chart, json as object);
        chart.node.root.node.findAll().flatMap(({ node }) => node.validate());
        RequiredSecrets.of(chart);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
    runs(500),
  );
});

test.each([
  [{ spec: { template: 5 } }, '`overrides.workload.spec.template` is 5', 'an object'],
  [
    { spec: { template: { spec: { containers: {} } } } },
    '`overrides.workload.spec.template.spec.containers` is {}',
    'a list',
  ],
  [
    inContainer({ env: 5 }).overrides.workload,
    '`overrides.workload.spec.template.spec.containers[0].env` is 5',
    'a list',
  ],
  [{ spec: { replicas: [] } }, '`overrides.workload.spec.replicas` is []', 'a value'],
  [[], '`overrides.workload` is []', "the API's own JSON, as an object"],
  [{ metadata: null }, '`overrides.workload.metadata` is null', "the API's own JSON, as an object"],
])('an override of another shape is refused: %j', (workload, message, allowed) => {
  const error = errorOf(() => newRelease(newChart(), { overrides: { workload } }));
  expect(error.message).toContain(`test/worker: ${message}`);
  expect(error.message).toContain(`allowed: ${allowed}`);
});

test('an override of one field of a container leaves the others, and the other containers', () => {
  const props = { sidecars: [{ name: 'proxy', image: 'acme/proxy:1' }] };
  const before = rendered((chart) => newRelease(chart, props));
  const after = rendered((chart) =>
    newRelease(chart, { ...props, ...inContainer({ terminationMessagePath: '/tmp/log' }) }),
  );
  expect(container(after)).toEqual({ ...container(before), terminationMessagePath: '/tmp/log' });
  expect(pod(after).containers[1]).toEqual(pod(before).containers[1]);
});

test('null removes a field', () => {
  const manifests = rendered((chart) => newRelease(chart, inContainer({ resources: { limits: { cpu: null } } })));
  expect(container(manifests).resources.limits).toEqual({ memory: '512Mi', 'ephemeral-storage': '1Gi' });
});

test('an override takes the types of cdk8s-plus-27', () => {
  const livenessProbe = { tcpSocket: { port: k8s.IntOrString.fromNumber(4001) } };
  const resources = { limits: { memory: k8s.Quantity.fromString('1Gi') } };
  const manifests = rendered((chart) => newRelease(chart, inContainer({ livenessProbe, resources })));
  expect(container(manifests).livenessProbe.tcpSocket).toEqual({ port: 4001 });
  expect(container(manifests).resources.limits.memory).toBe('1Gi');
});

test('a field newer than the types of cdk8s-plus-27 arrives', () => {
  const manifests = rendered((chart) =>
    newRelease(chart, {
      overrides: {
        workload: {
          spec: { strategy: { rollingUpdate: { maxSurge: '50%' } }, template: { spec: { hostUsers: false } } },
        },
      },
    }),
  );
  expect(workload(manifests).spec.strategy.rollingUpdate).toEqual({ maxSurge: '50%', maxUnavailable: 0 });
  expect(pod(manifests).hostUsers).toBe(false);
});

test('an override of mounted content changes its name, so that it rolls the pods', () => {
  const vmArgs = { data: { 'vm.args': '-start_epmd false\n-erl_epmd_port 4370\n+P 5000\n' } };
  const build = (override?: object) =>
    rendered((chart) => {
      const overrides = override && { configMap: { data: override } };
      const config = new ConfigBundle(chart, 'config', { values: { A: 'b' }, overrides });
      newRelease(chart, { config, overrides: override ? { vmArgs } : undefined });
    });
  const before = build();
  const after = build({ B: 'c' });
  expect(argumentFiles(after)['vm.args']).toContain('+P 5000');
  expect(pod(after).volumes.at(-1).configMap.name).not.toBe(pod(before).volumes.at(-1).configMap.name);
  const [source] = container(after).envFrom;
  expect(source).not.toEqual(container(before).envFrom[0]);
  expect(one(after, 'ConfigMap', source.configMapRef.name).data).toEqual({ A: 'b', B: 'c' });
});

test('what other objects refer to is not overridden', () => {
  for (const override of [{ metadata: { name: 'fixed' } }, { metadata: { namespace: 'other' } }, { kind: 'Secret' }]) {
    const make = () => rendered((chart) => newRelease(chart, { overrides: { serviceAccount: override } }));
    expect(make).toThrow(/`overrides\.serviceAccount\..+` is .+ {2}fix: {5}set `name` on the construct/s);
  }
});

test('raw parts in the types of cdk8s-plus-27 arrive whole', () => {
  const chart = newChart();
  const sidecar: k8s.Container = {
    name: 'proxy',
    image: 'acme/proxy:1',
    ports: [{ containerPort: 9901 }],
    readinessProbe: { httpGet: { path: '/ready', port: k8s.IntOrString.fromNumber(9901) } },
    resources: {
      requests: { cpu: k8s.Quantity.fromString('10m') },
      limits: { memory: k8s.Quantity.fromNumber(67108864) },
    },
  };
  newRelease(chart, {
    sidecars: [sidecar],
    initContainers: [{ ...sidecar, name: 'setup', ports: undefined, readinessProbe: undefined }],
    volumes: [{ name: 'cache', emptyDir: { sizeLimit: k8s.Quantity.fromString('1Gi') } }],
    volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
    scratch: [{ mountPath: '/scratch', size: Size.mebibytes(10) }],
  });
  const manifests = synth(chart);
  const [proxy] = pod(manifests).containers.slice(1);
  expect(proxy.readinessProbe.httpGet).toEqual({ path: '/ready', port: 9901 });
  expect(proxy.resources).toEqual({ requests: { cpu: '10m' }, limits: { memory: 67108864 } });
  expect(pod(manifests).initContainers[0].resources).toEqual(proxy.resources);
  expect(pod(manifests).volumes.find(({ name }: any) => name === 'cache').emptyDir).toEqual({ sizeLimit: '1Gi' });
  expect(container(manifests).volumeMounts).toContainEqual({ name: 'cache', mountPath: '/cache' });
});

test('a user’s patch on the ApiObject comes after everything', () => {
  const chart = newChart();
  const release = newRelease(chart, inContainer({ tty: true }));
  release.workload.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/tty', false));
  expect(container(synth(chart)).tty).toBe(false);
});
