import { DefaultDeny, type DefaultDenyProps, Egress, KubernetesTarget, ServiceMesh } from 'cdk8s-elixir';
import { newChart, newCluster, newRelease, rendered, synth } from '../subjects';
import { type Build, list, override, overrides, type Proofs, text } from './proof';

const denied: Build = (props: DefaultDenyProps) => rendered((chart) => new DefaultDeny(chart, 'default-deny', props));

/** A member of a cluster in a mesh, and a release in none. */
const meshed =
  (props: (mesh?: ServiceMesh) => [object, object]): Build =>
  ({ mesh }) => {
    const chart = newChart();
    KubernetesTarget.set(chart, { version: '1.29' });
    const [cluster, release] = props(mesh);
    newRelease(chart, { cluster: newCluster(chart, cluster) });
    newRelease(chart, release, 'alone');
    return synth(chart);
  };
const options =
  (of: (options: object) => ServiceMesh): Build =>
  (given) =>
    meshed((mesh) => [{ mesh }, {}])({ mesh: of(given) });

/** Meshes, and what a namespace denies. */
export const NETWORK: Proofs = {
  'DefaultDenyProps.egress': list(denied, Egress.dns()),
  'DefaultDenyProps.name': text(denied, 'default-deny', 'other'),
  'DefaultDenyProps.overrides': {
    build: denied,
    same: {},
    other: { networkPolicy: { metadata: { annotations: { a: 'b' } } } },
  },
  ...overrides('DefaultDenyOverrides', [override(denied, 'networkPolicy')]),
  'ErlangClusterProps.mesh': text(
    meshed((mesh) => [{ mesh }, {}]),
    undefined,
    ServiceMesh.istio(),
  ),
  'SharedReleaseProps.mesh': text(
    meshed((mesh) => [{}, { mesh }]),
    undefined,
    ServiceMesh.istio(),
  ),
  'ServiceMeshOptions.proxyDistribution': { build: options(ServiceMesh.istio), other: true },
  'ServiceMeshOptions.excludedOutboundPorts': list(options(ServiceMesh.istio), 5432),
};
