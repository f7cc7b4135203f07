import { Size } from 'cdk8s';
import { Discovery, type ElixirReleaseProps } from 'cdk8s-elixir';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { newCluster, newRelease, one, rendered, variables, workload } from '../support/subjects';

const specOf = (props: Partial<ElixirReleaseProps>) => workload(rendered((chart) => newRelease(chart, props))).spec;
const storage = (more = {}) => [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1), ...more }];

test('a singleton is a StatefulSet of one pod that nothing keeps from being evicted', () => {
  const manifests = rendered((chart) => newRelease(chart, { singleton: true }));
  expect([workload(manifests).kind, workload(manifests).spec.replicas]).toEqual(['StatefulSet', 1]);
  expect(manifests.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  expect(one(manifests, 'Service').metadata.name).toBe('worker-nodes');
});

test('a singleton can be stopped, and be a member by its name or by its address', () => {
  expect(specOf({ singleton: true, scaledToZero: true }).replicas).toBe(0);
  const named = rendered((chart) =>
    newRelease(chart, {
      cluster: newCluster(chart, { discovery: Discovery.kubernetesDnsSrv() }),
      singleton: true,
      stableNames: true,
    }),
  );
  expect(variables(named).RELEASE_NODE).toContain('$(POD_NAME)');
  const addressed = rendered((chart) => newRelease(chart, { cluster: newCluster(chart), singleton: true }));
  expect(variables(addressed).RELEASE_NODE).toContain('$(POD_IP)');
});

test('claims have their access mode, and stay unless something else is said', () => {
  const accessMode = PersistentVolumeAccessMode.READ_WRITE_ONCE_POD;
  const { volumeClaimTemplates, ...spec } = specOf({ storage: storage({ accessMode }) });
  expect(volumeClaimTemplates[0].spec.accessModes).toEqual(['ReadWriteOncePod']);
  expect(spec).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
  expect(specOf({ storage: storage(), claimRetention: { deletedWhenScaledDown: true } })).toMatchObject({
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' },
  });
});

test('pods begin at the first ordinal, and so do the names by which others find them', () => {
  expect(specOf({ stableNames: true, startOrdinal: 5 }).ordinals).toEqual({ start: 5 });
  expect(specOf({ stableNames: true })).not.toHaveProperty('ordinals');
  const manifests = rendered((chart) =>
    newRelease(chart, {
      cluster: newCluster(chart, { discovery: Discovery.epmd() }),
      stableNames: true,
      startOrdinal: 5,
    }),
  );
  const nodes = variables(manifests).LIBCLUSTER_EPMD_HOSTS.split(',');
  expect(nodes.map((node: string) => node.replace(/\..*/, ''))).toEqual(['chat@worker-5', 'chat@worker-6']);
});
