import { App } from 'cdk8s';
import { ChatCluster, environments } from '../../apps/chat-cluster/chart';
import { container, pod, synth, variables, workload } from '../support/subjects';

/** What a reviewer looks at first, of each role. */
function roles(environment: string): object {
  const manifests = synth(new ChatCluster(new App(), environment, environments[environment]));
  const role = (name: string) => {
    const { image, command, resources } = container(manifests, name);
    const { RELEASE_NODE, DNS_CLUSTER_QUERY, PHX_HOST } = variables(manifests, name);
    const { replicas } = workload(manifests, name).spec;
    const grace = pod(manifests, name).terminationGracePeriodSeconds;
    return {
      image,
      command,
      replicas,
      grace,
      limits: resources.limits,
      env: { RELEASE_NODE, DNS_CLUSTER_QUERY, PHX_HOST },
    };
  };
  const objects = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/-[0-9a-f]{10}$/, '-HASH')}`);
  return { objects, web: role('web'), worker: role('worker') };
}

test.each(Object.keys(environments))('the roles of %s are these', (environment) => {
  expect(roles(environment)).toMatchSnapshot();
});

test('the environments stand in namespaces of their own, and differ in nothing that is not said', () => {
  const app = new App();
  const [staging, production] = Object.entries(environments).map(([id, props]) =>
    synth(new ChatCluster(app, id, props)),
  );
  expect(new Set(staging.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['chat-staging']));
  const kinds = (manifests: any[]) =>
    manifests.map(({ kind }) => kind).filter((kind) => kind !== 'PodDisruptionBudget');
  expect(kinds(staging)).toEqual(kinds(production));
});
