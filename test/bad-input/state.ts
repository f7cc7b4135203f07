import { Size } from 'cdk8s';
import { Discovery, type ElixirReleaseProps, type IDiscovery, ReleaseState, Scaling, VmFlags } from 'cdk8s-elixir';
import { newChart, newCluster, newRelease } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';
import { release, value } from './scaling';

const size = Size.gibibytes(1);
const mnesia = ReleaseState.mnesia({ size });
const scaling = Scaling.horizontal({ min: 3, max: 5, cpuUtilization: 70 });
const HTTP = [{ name: 'http', port: 4000 }];

/** A member of a cluster with one wrong property. */
const member = (
  name: string,
  props: Partial<ElixirReleaseProps>,
  expects: Omit<Expected, 'path'>,
  discovery: IDiscovery = Discovery.kubernetesDnsSrv(),
): BadInput => ({
  name,
  build: () => {
    const chart = newChart();
    return newRelease(chart, { cluster: newCluster(chart, { discovery }), ...props });
  },
  expects: { path: 'test/worker', ...expects },
});

/** State under the names of nodes, and Services of single pods. */
export const STATE: readonly BadInput[] = [
  member(
    'state in a cluster that finds addresses',
    { state: mnesia },
    {
      property: 'state',
      value: 'Mnesia, with dns_cluster',
      allowed: 'finds names',
      fix: 'Discovery.kubernetesDnsSrv()',
    },
    Discovery.dnsCluster(),
  ),
  member(
    'state under a scaler',
    { state: mnesia, scaling },
    { property: 'scaling', value: 'horizontal, with state', allowed: 'a fixed number', fix: 'set replicas' },
  ),
  member(
    'state of a Deployment',
    { state: mnesia, stableNames: false },
    { property: 'stableNames', value: 'false', allowed: 'true, or nothing', fix: 'remove it' },
  ),
  member(
    'an even number of nodes of Ra',
    { state: ReleaseState.ra({ size }) },
    { property: 'replicas', value: '2', allowed: 'an odd number', fix: 'set replicas: 3' },
  ),
  member(
    'an even number of nodes of Khepri',
    { state: ReleaseState.khepri({ size }), replicas: 4 },
    { property: 'replicas', value: '4', allowed: 'an odd number', fix: 'set replicas: 5' },
  ),
  release(
    'state of several pods in no cluster',
    { state: mnesia },
    { property: 'state', value: 'Mnesia, of 2 pods', allowed: 'one pod, or a cluster', fix: 'set replicas: 1' },
  ),
  value('state of no size', () => ReleaseState.mnesia({ size: Size.kibibytes(0) }), 'ReleaseState.mnesia.size', {
    value: '0',
    allowed: 'whole KiB, one or more',
    fix: 'Size',
  }),
  value(
    'state of a StorageClass that cannot be',
    () => ReleaseState.ra({ size, storageClass: 'Fast' }),
    'ReleaseState.ra.storageClass',
    { value: 'Fast', allowed: 'lower-case', fix: 'choose a name' },
  ),
  release(
    'a folder of Mnesia that a Deployment is pointed at',
    { vmFlags: VmFlags.of({ lines: [`-mnesia dir '"/data"'`] }) },
    {
      property: 'vmFlags',
      value: 'a folder of Mnesia',
      allowed: 'stable names',
      fix: 'ReleaseState.mnesia({ size: Size.gibibytes(1) })',
    },
  ),
  release(
    'Services of pods of a Deployment',
    { podServices: true, ports: HTTP },
    { property: 'podServices', allowed: 'with stableNames', fix: 'or remove it' },
  ),
  release(
    'Services of pods without a port',
    { podServices: true, stableNames: true },
    { property: 'podServices', allowed: 'with ports', fix: 'set ports' },
  ),
  release(
    'Services of pods under a scaler',
    { podServices: true, stableNames: true, ports: HTTP, scaling },
    { property: 'podServices', value: 'with horizontal', allowed: 'a fixed number', fix: 'set replicas' },
  ),
  release(
    'an override of Services of pods that are not made',
    { overrides: { podServices: { spec: { type: 'NodePort' } } } },
    { property: 'overrides.podServices', allowed: 'none', fix: 'set the property' },
  ),
];
