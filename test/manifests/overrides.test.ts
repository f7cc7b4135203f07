import { JsonPatch, Size } from 'cdk8s';
import { ConfigBundle } from 'cdk8s-elixir';
import { k8s } from 'cdk8s-plus-27';
import { PARTS } from '../support/parts';
import {
  argumentFiles,
  container,
  errorOf,
  newChart,
  newRelease,
  one,
  pod,
  rendered,
  synth,
  workload,
} from '../support/subjects';

const MARK = { metadata: { annotations: { touched: 'yes' } } };

test.each(Object.entries(PARTS))('an override reaches any field of %s and loses nothing', (_, make) => {
  const before = make(newChart(), undefined)?.toJson();
  const after = make(newChart(), MARK)?.toJson();
  expect(after.metadata.annotations.touched).toBe('yes');
  const { touched, ...annotations } = after.metadata.annotations;
  const metadata = { ...after.metadata, annotations: Object.keys(annotations).length ? annotations : undefined };
  expect({ ...after, metadata }).toEqual(before);
});

const inContainer = (override: object) => ({
  overrides: { workload: { spec: { template: { spec: { containers: [{ name: 'worker', ...override }] } } } } },
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
  [{ spec: { replicas: [] } }, '`overrides.workload.spec.replicas` is "a list of 0"', 'a whole number'],
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
      newRelease(chart, { config: [config], overrides: override ? { vmArgs } : undefined });
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
