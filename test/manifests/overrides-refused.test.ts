// Overrides and raw values that would be lost, refused by the API server, or render something else.
import { App, Chart } from 'cdk8s';
import { Egress, KubernetesTarget } from 'cdk8s-elixir';
import { Container, k8s, Secret, Volume } from 'cdk8s-plus-27';
import { errorOf, newChart, newCluster, newPhoenix, newRelease } from '../support/subjects';

const POD = 'overrides.workload.spec.template.spec';
const podSpec = (spec: object) => ({ overrides: { workload: { spec: { template: { spec } } } } });
const inContainer = (override: object) => podSpec({ containers: [{ name: 'worker', ...override }] });
const IN_WORKER = `${POD}.containers[0]`;

/** Message of the refusal of a release with a sidecar in a cluster. */
function refusal(props: object): string {
  const chart = newChart();
  const sidecars = [{ name: 'proxy', image: 'acme/proxy:1' }];
  return errorOf(() =>
    newRelease(chart, { cluster: newCluster(chart), sidecars, env: { LOG_LEVEL: 'info' }, ...props }),
  ).message;
}

const says = (props: object, property: string, ...words: string[]) => {
  const message = refusal(props);
  expect(message.slice(0, message.indexOf('\n'))).toContain(`test/worker: \`${property}\` is`);
  for (const word of words) expect(message).toContain(word);
};

test.each<[string, object, string, string]>([
  [
    'handlers',
    inContainer({ lifecycle: { preStop: { exec: {}, sleep: {} } } }),
    `${IN_WORKER}.lifecycle.preStop`,
    'exec',
  ],
  ['probes', inContainer({ livenessProbe: { exec: {}, grpc: {} } }), `${IN_WORKER}.livenessProbe`, 'grpc'],
  ['sources', podSpec({ volumes: [{ name: 'a', emptyDir: {}, secret: {} }] }), `${POD}.volumes[0]`, 'secret'],
  ['values', inContainer({ env: [{ name: 'A', value: 'b', valueFrom: {} }] }), `${IN_WORKER}.env[0]`, 'valueFrom'],
  [
    'strategies',
    { overrides: { workload: { spec: { strategy: { type: 'Recreate', rollingUpdate: {} } } } } },
    'overrides.workload.spec.strategy',
    'Recreate',
  ],
  [
    'budgets',
    { overrides: { podDisruptionBudget: { spec: { minAvailable: 1, maxUnavailable: 1 } } } },
    'overrides.podDisruptionBudget.spec',
    'minAvailable',
  ],
  [
    'peers',
    { overrides: { networkPolicy: { spec: { ingress: [{ from: [{ ipBlock: {}, podSelector: {} }] }] } } } },
    'overrides.networkPolicy.spec.ingress[0].from[0]',
    'ipBlock',
  ],
])('two %s of which one may be given are refused', (_, props, property, word) => {
  says(props, property, word, 'takes only one of them');
});

test('a misspelt container is refused, with the one that is meant', () => {
  says(
    podSpec({ containers: [{ name: 'workr', tty: true }] }),
    `${IN_WORKER}.name`,
    '"workr"',
    'did you mean worker?',
    '`sidecars`',
  );
  says(
    podSpec({ initContainers: [{ name: 'setup' }] }),
    `${POD}.initContainers[0].name`,
    'the list is empty',
    '`initContainers` of the release',
  );
  says(podSpec({ initContainers: [{ name: 'proxy' }] }), `${POD}.initContainers[0].name`, 'write it into containers');
  says(podSpec({ containers: [{ name: 'workr', $patch: 'delete' }] }), `${IN_WORKER}.name`, 'did you mean worker?');
  says(podSpec({ containers: [{ tty: true }] }), IN_WORKER, 'told apart by name');
});

test('items that are not whole are refused, with the ones that are meant', () => {
  says(inContainer({ env: [{ name: 'LOG_LEVL' }] }), `${IN_WORKER}.env[0]`, 'did you mean LOG_LEVEL?', "value: ''");
  says(podSpec({ volumes: [{ name: 'tmpp' }] }), `${POD}.volumes[0]`, 'did you mean tmp?', 'needs a source');
  says(
    inContainer({ volumeMounts: [{ mountPath: '/temp', readOnly: true }] }),
    `${IN_WORKER}.volumeMounts[0].mountPath`,
    'did you mean /tmp?',
  );
  says(
    inContainer({ volumeMounts: [{ mountPath: '/a', name: 'tpm' }] }),
    `${IN_WORKER}.volumeMounts[0].name`,
    'no such volume',
    'did you mean tmp?',
  );
});

test('a volume that is removed is not mounted any more', () => {
  const tmp = [{ name: 'tmp', $patch: 'delete' }];
  const crash = [{ $patch: 'replace' }, { name: 'tmp', emptyDir: {} }];
  says(podSpec({ volumes: tmp }), `${POD}.volumes`, '"without tmp"', "{ mountPath: '/tmp', $patch: 'delete' }");
  says(podSpec({ volumes: crash }), `${POD}.volumes`, 'the container worker mounts the volume');
  const volumeMounts = [{ mountPath: '/tmp', $patch: 'delete' }];
  newRelease(newChart(), podSpec({ volumes: tmp, containers: [{ name: 'worker', volumeMounts }] }));
  says(
    inContainer({ volumeMounts: [{ mountPath: '/a', name: 'gone' }] }),
    `${IN_WORKER}.volumeMounts[0].name`,
    'no such volume',
  );
});

test('rules of a NetworkPolicy that cut the members off are refused', () => {
  const policy = (spec: object | null) => ({ overrides: { networkPolicy: { spec } } });
  for (const ingress of [null, [{ $patch: 'replace' }], [{ $patch: 'replace' }, { ports: [{ port: 80 }] }]]) {
    says(policy({ ingress }), 'overrides.networkPolicy.spec.ingress', 'could no longer reach each other', '4370');
  }
  const egress = [{ $patch: 'replace' }, { ports: [{ port: 53, protocol: 'UDP' }] }];
  const isolated = { egress: [Egress.dns()], ...policy({ egress }) };
  says(isolated, 'overrides.networkPolicy.spec.egress', 'could no longer reach each other');
  const open = { egress: [Egress.dns()], ...policy({ policyTypes: ['Ingress'], egress: null }) };
  const chart = newChart();
  newRelease(chart, { cluster: newCluster(chart), ...open });
});

test('a list that is given anew has whole items', () => {
  const anew = (worker: object) =>
    podSpec({ containers: [{ $patch: 'replace' }, { name: 'worker', image: 'a:1', ...worker }] });
  says(anew({ env: [{ name: 'LOG_LEVEL' }] }), `${POD}.containers[1].env[0]`, 'needs a value');
  newRelease(newChart(), anew({ env: [{ name: 'LOG_LEVEL', value: 'info' }] }));
});

test('a removal of nothing and two items of one key are refused: one would be lost', () => {
  const gone = [{ name: 'gone', $patch: 'delete' }];
  says(podSpec({ volumes: gone }), `${POD}.volumes[0]`, 'nothing would be removed', 'allowed: tmp');
  says(inContainer({ env: gone }), `${IN_WORKER}.env[0]`, 'nothing would be removed', 'LOG_LEVEL');
  says(
    inContainer({ volumeMounts: [{ mountPath: '/gone', $patch: 'delete' }] }),
    `${IN_WORKER}.volumeMounts[0]`,
    '/tmp',
  );
  const anew = [{ $patch: 'replace' }, ...gone];
  says(inContainer({ env: anew }), `${IN_WORKER}.env[1]`, 'holds nothing to remove');
  const twice = ['debug', 'info'].map((value) => ({ name: 'LOG_LEVEL', value }));
  says(inContainer({ env: twice }), `${IN_WORKER}.env[1]`, 'only one of them would stay');
  says(inContainer({ env: [{ $patch: 'replace' }, ...twice] }), `${IN_WORKER}.env[2]`, 'the same name');
});

test('items that are whole pass', () => {
  const volumes = [{ name: 'a', emptyDir: {} }];
  const volumeMounts = [
    { name: 'a', mountPath: '/a' },
    { name: 'data', mountPath: '/data' },
  ];
  const template = {
    spec: { volumes, containers: [{ name: 'worker', env: [{ name: 'A', value: '' }], volumeMounts }] },
  };
  const resources = { requests: { storage: '1Gi' } };
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources } }];
  newRelease(newChart(), { stableNames: true, overrides: { workload: { spec: { template, volumeClaimTemplates } } } });
});

test.each<[object, string, string]>([
  [inContainer({ lifecyle: {} }), `${IN_WORKER}.lifecyle`, 'did you mean lifecycle?'],
  [inContainer({ livenessprobe: {} }), `${IN_WORKER}.livenessprobe`, 'did you mean livenessProbe?'],
  [
    inContainer({ securityContext: { runAsuser: 5 } }),
    `${IN_WORKER}.securityContext.runAsuser`,
    'did you mean runAsUser?',
  ],
  [podSpec({ tolerationss: [] }), `${POD}.tolerationss`, 'did you mean tolerations?'],
  [
    podSpec({ terminationGracePeriod: 5 }),
    `${POD}.terminationGracePeriod`,
    'did you mean terminationGracePeriodSeconds?',
  ],
  [podSpec({ whatever: 5 }), `${POD}.whatever`, 'PodSpec has no such field'],
  [{ overrides: { workload: { metdata: {} } } }, 'overrides.workload.metdata', 'did you mean metadata?'],
  [
    { overrides: { networkPolicy: { spec: { ingres: [] } } } },
    'overrides.networkPolicy.spec.ingres',
    'did you mean ingress?',
  ],
  [{ overrides: { workloads: {} } }, 'overrides.workloads', 'did you mean workload?'],
  [{ overrides: { constructor: {} } }, 'overrides.constructor', 'ElixirReleaseOverrides has none of that name'],
  [{ sidecars: [{ name: 'a', image: 'b:1', comand: ['x'] }] }, 'sidecars[0].comand', 'did you mean command?'],
  [{ volumes: [{ name: 'a', emptydir: {} }] }, 'volumes[0].emptydir', 'did you mean emptyDir?'],
  [{ volumeMounts: [{ name: 'tmp', mountpath: '/a' }] }, 'volumeMounts[0].mountpath', 'did you mean mountPath?'],
  [{ scheduling: { tolerations: [{ kee: 'a' }] } }, 'scheduling.tolerations[0].kee', 'did you mean key?'],
  [{ scheduling: { affinity: { nodeAffinty: {} } } }, 'scheduling.affinity.nodeAffinty', 'did you mean nodeAffinity?'],
  [{ hostAliases: [{ ip: '10.0.0.1', hostname: ['a'] }] }, 'hostAliases[0].hostname', 'did you mean hostnames?'],
])('a misspelt field of %j is refused', (props, property, fix) => {
  says(props, property, fix);
});

test('fields that are newer than the table pass, and so do keys of maps', () => {
  const spec = { somethingOfTomorrow: [], schedulingGroup: { podGroupName: 'a' } };
  const app = new App();
  KubernetesTarget.set(app, { version: '1.99' });
  const chart = new Chart(app, 'test', { namespace: 'chat' });
  const overrides = { vmArgs: { data: { contaners: 'a' }, metadata: { labels: { nam: 'a' } } } };
  newRelease(chart, { overrides: { ...podSpec(spec).overrides, ...overrides } });
});

test('a list that changes nothing and a patch that is unknown are refused', () => {
  says(inContainer({ env: [] }), `${IN_WORKER}.env`, "[{ $patch: 'replace' }]");
  says(
    { overrides: { networkPolicy: { spec: { ingress: [] } } } },
    'overrides.networkPolicy.spec.ingress',
    'changes nothing',
  );
  says(inContainer({ resources: { $patch: 'delete' } }), `${IN_WORKER}.resources.$patch`, 'null removes');
  says(inContainer({ env: [{ name: 'A', $patch: 'remove' }] }), `${IN_WORKER}.env[0].$patch`, '"delete" and "replace"');
});

test('an instance of a class of cdk8s-plus-27 is refused by name', () => {
  const chart = newChart();
  const volume = Volume.fromEmptyDir(chart, 'cache', 'cache');
  const secret = Secret.fromSecretName(chart, 'theirs', 'plus');
  const proxy = new Container({ image: 'acme/proxy:1' });
  const as = (value: unknown) => [value] as any[];
  says(
    { volumes: as(volume) },
    'volumes[0]',
    '"Volume of cdk8s-plus-27"',
    'is a construct',
    "write { name: 'cache', emptyDir: {} }",
  );
  says({ sidecars: as(proxy) }, 'sidecars[0]', '"Container of cdk8s-plus-27"');
  says(podSpec({ volumes: as(volume) }), `${POD}.volumes[0]`, "write { name: 'cache', emptyDir: {} }");
  says(
    inContainer({ envFrom: [{ secretRef: secret }] }),
    `${IN_WORKER}.envFrom[0].secretRef`,
    "write { name: 'settings' }",
  );
  says({ overrides: { workload: chart } }, 'overrides.workload', '"Chart of cdk8s"');
  const quantity = { limits: { memory: k8s.Quantity.fromString('1Gi') } };
  newRelease(newChart(), inContainer({ resources: quantity }));
});

test.each(['__proto__', 'constructor'])('the key %s is refused in our words, and pollutes nothing', (key) => {
  const labels = JSON.parse(`{ ${JSON.stringify(key)}: "a" }`);
  says(
    { overrides: { workload: { metadata: { labels } } } },
    `overrides.workload.metadata.labels.${key}`,
    'choose another key',
  );
  const service = JSON.parse(`{ ${JSON.stringify(key)}: { "polluted": true } }`);
  const message = errorOf(() => newPhoenix(newChart(), { overrides: { service } })).message;
  expect(message).toContain(`\`overrides.service.${key}\` is`);
  expect(({} as any).polluted).toBeUndefined();
});
