// Releases that are in no cluster, beside policies of the whole namespace, as YAML.
import { detailsOf } from '../support/findings';
import { object } from '../support/member';

const found = detailsOf('beam/egress-closed');
const cookie = { name: 'RELEASE_COOKIE', value: 'a' };
const web = (labels: object = {}, env: object[] = [cookie]) =>
  object('apps/v1', 'Deployment', 'web', {
    spec: {
      template: { metadata: { labels: { app: 'web', ...labels } }, spec: { containers: [{ name: 'web', env }] } },
    },
  });
const policy = (spec: object, name = 'all') =>
  object('networking.k8s.io/v1', 'NetworkPolicy', name, {
    spec: { policyTypes: ['Egress'], podSelector: {}, ...spec },
  });
const OF_WEB = { podSelector: { matchLabels: { app: 'web' } } };
const DNS = { ports: [{ port: 53, protocol: 'UDP' }] };

test.each<[string, object[], string[]]>([
  ['one without rules', [policy({})], ['all']],
  ['one that lets DNS through', [policy({ egress: [DNS] })], ['all']],
  ['several of them', [policy({}), policy({ egress: [DNS] }, 'dns')], ['all', 'dns']],
])('is a finding beside %s', (_, policies, names) => {
  const involved = names.map((name) => `NetworkPolicy/${name}`);
  expect(found(web(), ...policies)).toEqual([['egress', 'not given', involved]]);
});

test.each<[string, object, object[]]>([
  ['without a policy', web(), []],
  ['beside one of ingress', web(), [policy({ policyTypes: ['Ingress'] })]],
  ['beside one for its pods too', web(), [policy({}), policy(OF_WEB, 'web')]],
  ['beside one with another connection', web(), [policy({ egress: [DNS, { ports: [{ port: 5432 }] }] })]],
  ['as a member of a cluster', web({ 'cdk8s-elixir/cluster': 'chat' }), [policy({})]],
  ['without a release', web({}, []), [policy({})]],
])('is none %s', (_, workload, policies) => {
  expect(found(workload, ...policies)).toEqual([]);
});
