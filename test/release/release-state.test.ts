import { Size } from 'cdk8s';
import { Discovery, type ElixirReleaseProps, ReleaseState, VmFlags } from 'cdk8s-elixir';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { keptState, stateLine } from '../../lib/beam/kept-state';
import { detailsOf } from '../support/findings';
import { member, object } from '../support/member';
import {
  argumentFiles,
  container,
  newCluster,
  newRelease,
  one,
  rendered,
  variables,
  workload,
} from '../support/subjects';

const size = Size.gibibytes(2);
const made = (state: ReleaseState, props: Partial<ElixirReleaseProps> = {}) =>
  rendered((chart) => {
    const cluster = newCluster(chart, { discovery: Discovery.kubernetesDnsSrv() });
    newRelease(chart, { cluster, replicas: 3, state, ...props });
  });

test.each([
  ['mnesia', ReleaseState.mnesia({ size }), `-mnesia dir '"/var/lib/mnesia"'`],
  ['ra', ReleaseState.ra({ size }), `-ra data_dir '"/var/lib/ra"'`],
  ['khepri', ReleaseState.khepri({ size }), `-khepri default_ra_system '"/var/lib/khepri"'`],
])('nodes with stable names and volumes, to which the library is pointed: %s', (name, state, line) => {
  const manifests = made(state);
  const { kind, spec } = workload(manifests);
  expect([kind, spec.replicas, spec.podManagementPolicy, spec.updateStrategy]).toEqual([
    'StatefulSet',
    3,
    'Parallel',
    { type: 'RollingUpdate' },
  ]);
  expect(spec.volumeClaimTemplates).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
    },
  ]);
  expect(container(manifests).volumeMounts).toContainEqual({ name, mountPath: `/var/lib/${name}` });
  expect(argumentFiles(manifests)['vm.args'].split('\n')).toContain(line);
  expect(argumentFiles(manifests)['remote.vm.args']).not.toContain(name);
  expect(variables(manifests).RELEASE_NODE).toContain('@$(POD_NAME).');
  expect(one(manifests, 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
});

test('the volume is of the class and of the access that are told, and stays or goes as claims do', () => {
  const accessMode = PersistentVolumeAccessMode.READ_WRITE_ONCE_POD;
  const state = ReleaseState.mnesia({ size, storageClass: 'fast', accessMode });
  const { spec } = workload(made(state, { claimRetention: { deletedWithStatefulSet: true } }));
  expect(spec.volumeClaimTemplates[0].spec).toMatchObject({ accessModes: [accessMode], storageClassName: 'fast' });
  expect(spec.persistentVolumeClaimRetentionPolicy.whenDeleted).toBe('Delete');
});

test('one pod keeps state in no cluster: its node has one name', () => {
  const state = ReleaseState.khepri({ size });
  for (const props of [{ singleton: true }, { replicas: 1 }]) {
    const manifests = rendered((chart) => newRelease(chart, { state, ...props }));
    expect([workload(manifests).kind, variables(manifests).RELEASE_NODE]).toEqual(['StatefulSet', 'worker@127.0.0.1']);
  }
});

test('lines of the user may point a library elsewhere where the names of nodes stay', () => {
  const vmFlags = VmFlags.of({ lines: [`-mnesia dir '"/data"'`] });
  const storage = [{ name: 'data', mountPath: '/data', size }];
  expect(workload(rendered((chart) => newRelease(chart, { vmFlags, storage }))).kind).toBe('StatefulSet');
});

test('a folder of state is found in arguments outside of comments', () => {
  expect(keptState(`+S 1:1\n${stateLine('Ra', '/data')}\n`)).toBe('Ra');
  expect(keptState(`-start_epmd false -mnesia dir '"/a"'`)).toBe('Mnesia');
  expect(keptState(`# -mnesia dir '"/a"'\n-mnesia debug verbose\n-khepri default_store_id a`)).toBeUndefined();
});

test('YAML of others that keeps state under names that change is told, and says so where it is meant', () => {
  const files = object('v1', 'ConfigMap', 'chat-vm', { data: { 'vm.args': stateLine('Mnesia', '/data') } });
  const told = detailsOf('beam/node-state');
  const named = { env: [{ name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes.chat.svc.cluster.local' }] };
  const addressed = { env: [{ name: 'RELEASE_NODE', value: 'chat@$(POD_IP)' }] };
  expect(told(member(named), files)).toEqual([['vm.args', 'a folder of Mnesia', ['ConfigMap/chat-vm']]]);
  expect(told(member({ ...addressed, kind: 'StatefulSet' }), files)).toHaveLength(1);
  expect(told(member({ ...named, kind: 'StatefulSet' }), files)).toEqual([]);
  const annotations = { 'cdk8s-elixir/waiver.settings-elsewhere': 'a cache' };
  const { metadata, ...rest } = member(named);
  expect(told({ ...rest, metadata: { ...metadata, annotations } }, files)).toEqual([]);
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: rest.spec.template } };
  expect(told(job, files)).toEqual([]);
});
