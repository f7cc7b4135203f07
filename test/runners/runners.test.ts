// Pods that a release starts by itself, and what lets it start them.
import { Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  Discovery,
  Distribution,
  Drain,
  Egress,
  type ElixirReleaseProps,
  type ErlangClusterProps,
  type FlameRunnersOptions,
  Resources,
  Runners,
  Waiver,
} from 'cdk8s-elixir';
import {
  container,
  errorOf,
  newChart,
  newCluster,
  newPhoenix,
  newRelease,
  one,
  rendered,
  synth,
  workload,
} from '../support/subjects';

const starting = (
  props: Partial<ElixirReleaseProps> = {},
  options: Partial<FlameRunnersOptions> = {},
  cluster: Partial<ErlangClusterProps> = {},
) =>
  rendered((chart) => {
    newRelease(chart, {
      cluster: newCluster(chart, cluster),
      runners: Runners.flame({ max: 3, ...options }),
      ...props,
    });
  });
const templates = (manifests: any[]) => manifests.filter(({ data }) => data?.['pod.json'] !== undefined);
const podOf = (manifests: any[]) => JSON.parse(templates(manifests)[0].data['pod.json']);
const variables = ({ env }: any) => env.map(({ name }: any) => name);

test('without runners there is nothing of them', () => {
  const manifests = rendered((chart) => newRelease(chart, { cluster: newCluster(chart) }));
  expect(templates(manifests)).toEqual([]);
  expect(manifests.map(({ kind }) => kind)).not.toContain('ResourceQuota');
  expect(workload(manifests).spec.template.spec.automountServiceAccountToken).toBe(false);
});

describe('the release', () => {
  test('finds the template by a variable, and has a token', () => {
    const manifests = starting();
    const { spec } = workload(manifests).spec.template;
    const [{ metadata }] = templates(manifests);
    expect(spec.automountServiceAccountToken).toBe(true);
    expect(spec.containers[0].env).toContainEqual({ name: 'RUNNER_POD_TEMPLATE', value: '/etc/runners/pod.json' });
    expect(spec.containers[0].volumeMounts).toContainEqual({
      name: 'runners',
      mountPath: '/etc/runners',
      readOnly: true,
    });
    expect(spec.volumes).toContainEqual({ name: 'runners', configMap: { name: metadata.name } });
  });

  test('may create, get and delete pods, and nothing else', () => {
    const manifests = starting();
    expect(one(manifests, 'Role').rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['create', 'get', 'delete'] },
    ]);
    expect(one(manifests, 'RoleBinding')).toMatchObject({
      roleRef: { kind: 'Role', name: 'worker-runners' },
      subjects: [{ kind: 'ServiceAccount', name: 'worker', namespace: 'chat' }],
    });
  });

  test.each<[string, Partial<ElixirReleaseProps>]>([
    ['a property', { serviceAccountName: 'somebody' }],
    ['an override', { overrides: { workload: { spec: { template: { spec: { serviceAccountName: 'somebody' } } } } } }],
  ])('may do so with the ServiceAccount that %s names', (_, props) => {
    expect(one(starting(props), 'RoleBinding').subjects[0].name).toBe('somebody');
  });

  test('keeps its right to list pods beside that', () => {
    const manifests = starting({}, {}, { discovery: Discovery.kubernetes() });
    const names = manifests.filter(({ kind }) => kind === 'RoleBinding').map(({ metadata }) => metadata.name);
    expect(names).toEqual(['worker-discovery', 'worker-runners']);
  });

  test('rolls when the template changes, which is another ConfigMap then', () => {
    const [one, other] = [starting(), starting({}, { lifetime: Duration.hours(1) })];
    expect(templates(one)[0].metadata.name).not.toBe(templates(other)[0].metadata.name);
    expect(workload(one).spec.template).not.toEqual(workload(other).spec.template);
  });

  test('needs a chart with a namespace', () => {
    const chart = newChart({});
    const build = () => newRelease(chart, { cluster: newCluster(chart), runners: Runners.flame({ max: 1 }) });
    expect(errorOf(build).message).toContain('a RoleBinding must name the namespace');
  });
});

test('a quota counts pods that have a longest life, as runners have and pods of workloads have not', () => {
  const manifests = starting({}, { lifetime: Duration.minutes(5) });
  expect(one(manifests, 'ResourceQuota').spec).toEqual({ hard: { pods: '3' }, scopes: ['Terminating'] });
  expect(podOf(manifests).spec.activeDeadlineSeconds).toBe(300);
  expect(podOf(starting()).spec.activeDeadlineSeconds).toBe(86400);
  expect(workload(manifests).spec.template.spec.activeDeadlineSeconds).toBeUndefined();
});

describe('a runner', () => {
  test('has what the container of the release has, but for what serves and asks', () => {
    const manifests = rendered((chart) => {
      const config = new ConfigBundle(chart, 'config', { values: { LOG_LEVEL: 'info' }, files: { 'a.toml': 'a = 1' } });
      newPhoenix(chart, { cluster: newCluster(chart), config: [config], runners: Runners.flame({ max: 1 }) });
    });
    const [pod, own] = [podOf(manifests).spec.containers[0], container(manifests)];
    const left = ['PHX_SERVER', 'RUNNER_POD_TEMPLATE'];
    expect(variables(pod)).toEqual(variables(own).filter((name: string) => !left.includes(name)));
    expect(pod.envFrom).toEqual(own.envFrom);
    expect(pod.volumeMounts).toEqual(own.volumeMounts.filter(({ name }: any) => name !== 'runners'));
    for (const key of ['image', 'imagePullPolicy', 'resources', 'securityContext']) expect(pod[key]).toEqual(own[key]);
    expect(pod.ports).toEqual([{ name: 'dist', containerPort: 4370, protocol: 'TCP' }]);
    for (const key of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle'])
      expect(pod[key]).toBeUndefined();
  });

  test('is started by the script, because the command of the image may serve; a command of the release stays', () => {
    const command = (props: Partial<ElixirReleaseProps>) => podOf(starting(props)).spec.containers[0];
    expect(command({}).command).toEqual(['/app/bin/chat', 'start']);
    expect(command({ script: '/srv/bin/chat' }).command).toEqual(['/srv/bin/chat', 'start']);
    expect(command({ command: ['/srv/run'] }).command).toEqual(['/srv/run']);
    expect(command({ args: ['go'] })).toMatchObject({ args: ['go'] });
    expect(command({ args: ['go'] }).command).toBeUndefined();
  });

  test('keeps a variable of what serves that another one refers to', () => {
    const env = { PHX_SERVER: 'true', SERVES: '$(PHX_SERVER)' };
    expect(variables(podOf(starting({ env })).spec.containers[0])).toContain('PHX_SERVER');
  });

  test('ends for good, without a token, and has the time of the release to stop', () => {
    const { spec } = podOf(starting({ drains: [Drain.of('work', Duration.seconds(90))] }));
    expect(spec).toMatchObject({ restartPolicy: 'Never', automountServiceAccountToken: false });
    expect(spec.terminationGracePeriodSeconds).toBe(100);
    expect(spec.topologySpreadConstraints).toBeUndefined();
  });

  test('has no label by which a Service, a budget, a workload or discovery selects', () => {
    const { metadata } = podOf(starting({ labels: { team: 'chat' } }));
    expect(metadata.labels).toEqual({ team: 'chat', 'cdk8s-elixir/runner': 'worker', 'cdk8s-elixir/joins': 'chat' });
    expect(metadata.generateName).toBe('worker-runner-');
    expect(metadata.name).toBeUndefined();
  });

  test('has no token where discovery asks the API server', () => {
    expect(podOf(starting({}, {}, { discovery: Discovery.kubernetes() })).spec.automountServiceAccountToken).toBe(
      false,
    );
  });

  test('has other resources where it is said, with as many schedulers as cores', () => {
    const manifests = starting({}, { resources: Resources.large() });
    const pod = podOf(manifests).spec;
    expect(pod.containers[0].resources.limits.cpu).toBe('4');
    const name = pod.volumes.find((volume: any) => volume.name === 'vm-args').configMap.name;
    expect(one(manifests, 'ConfigMap', name).data['vm.args']).toContain('+S 4:4');
    const own = workload(manifests).spec.template.spec.volumes.find((volume: any) => volume.name === 'vm-args');
    expect(one(manifests, 'ConfigMap', own.configMap.name).data['vm.args']).toContain('+S 1:1');
  });

  test('mounts the argument files of the release where they are the same', () => {
    const manifests = starting({}, { poolSize: 1 });
    expect(manifests.filter(({ data }) => data?.['vm.args'] !== undefined)).toHaveLength(1);
    expect(podOf(manifests).spec.containers[0].env).toContainEqual({ name: 'POOL_SIZE', value: '1' });
  });

  test('has the waivers of the release', () => {
    const allow = [Waiver.podSecurity('tested')];
    const manifests = starting({ user: 0, allow });
    expect(podOf(manifests).spec.securityContext.runAsUser).toBe(0);
    expect(templates(manifests)[0].metadata.annotations).toEqual({ 'cdk8s-elixir/waiver.pod-security': 'tested' });
  });

  test('has what an override of its template says', () => {
    const PodTemplate = { template: { spec: { nodeSelector: { disk: 'ssd' } } } };
    const manifests = starting({ overrides: { runners: { PodTemplate } } });
    expect(podOf(manifests).spec.nodeSelector).toEqual({ disk: 'ssd' });
    expect(workload(manifests).spec.template.spec.nodeSelector).toBeUndefined();
  });

  test('does without the claims of others, and shares folders', () => {
    const scratch = [{ mountPath: '/data', size: Size.mebibytes(5) }];
    expect(podOf(starting({ scratch })).spec.containers[0].volumeMounts).toContainEqual(
      expect.objectContaining({ mountPath: '/data' }),
    );
  });
});

describe('its policy', () => {
  const OF_CLUSTER = ['cluster', 'joins'].map((key) => ({
    podSelector: { matchLabels: { [`cdk8s-elixir/${key}`]: 'chat' } },
  }));

  test('admits members and runners on the ports of the distribution, and nobody else', () => {
    const ports = [{ name: 'http', port: 4000 }];
    const manifests = starting({ ports }, {}, { distribution: Distribution.singlePort({ port: 5000 }) });
    expect(one(manifests, 'NetworkPolicy', 'worker-runners').spec).toEqual({
      podSelector: { matchLabels: { 'cdk8s-elixir/runner': 'worker' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: OF_CLUSTER, ports: [{ port: 5000, protocol: 'TCP' }] }],
    });
  });

  test('lets it connect where the release may, but for the API server', () => {
    const egress = [Egress.dns(), Egress.apiServer('10.0.0.1/32')];
    const policies = ['worker', 'worker-runners'].map((name) => one(starting({ egress }), 'NetworkPolicy', name).spec);
    expect(policies[1].policyTypes).toEqual(['Ingress', 'Egress']);
    expect(policies[1].egress).toEqual(policies[0].egress.slice(0, 2));
    expect(policies[1].egress[0].to).toEqual(OF_CLUSTER);
    expect(policies[0].egress).toHaveLength(3);
  });

  test('is not there where the distribution is open by waiver', () => {
    const manifests = starting({ allow: [Waiver.openDistribution('tested')] });
    expect(manifests.filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([]);
  });
});

test('an override is checked as the API server would', () => {
  const build = (kind: string, json: object) => () => starting({ overrides: { runners: { [kind]: json } } });
  const wrong = { template: { spec: { containers: [{ name: 'worker', imagePullPolicy: 'Sometimes' }] } } };
  expect(errorOf(build('PodTemplate', wrong)).message).toContain('overrides.runners.PodTemplate');
  expect(errorOf(build('ResourceQuota', { spec: { scopes: ['Ending'] } })).message).toContain('spec.scopes');
});

test('two releases of a namespace say the same number of runners, which is that of the namespace', () => {
  const build = (max: number) => {
    const chart = newChart();
    const cluster = newCluster(chart);
    newRelease(chart, { cluster, runners: Runners.flame({ max: 2 }) });
    newRelease(chart, { cluster, runners: Runners.flame({ max }) }, 'other');
    return () => synth(chart);
  };
  expect(build(2)).not.toThrow();
  expect(errorOf(build(9)).message).toContain('worker-runners 2, other-runners 9, so there are 2 at most');
});
