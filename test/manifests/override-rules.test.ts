// Overrides of a NetworkPolicy's rules, and of a pod's volumes.
import { checkMembers, checkRules } from '../../lib/manifests/override-rules';
import { checkVolumes } from '../../lib/manifests/override-volumes';
import { errorOf } from '../support/subjects';

const firstLine = (body: () => unknown) => errorOf(body).message.split('\n')[0];
const policy = (spec: unknown) => ({ kind: 'NetworkPolicy', spec });
const PORT = { ports: [{ port: 80 }] };

describe('rules of egress', () => {
  const check = (made: unknown, given: unknown) => () =>
    checkRules('overrides.networkPolicy', policy(made), { spec: given });
  const INGRESS = { policyTypes: ['Ingress'] };

  test.each<[object, object]>([
    [INGRESS, { egress: [PORT] }],
    [INGRESS, { egress: [PORT], policyTypes: ['Ingress'] }],
    [{ policyTypes: ['Ingress', 'Egress'] }, { egress: [PORT], policyTypes: ['Ingress'] }],
    [INGRESS, { egress: [] }],
  ])('say nothing where %j is overridden with %j', (made, given) => {
    expect(firstLine(check(made, given))).toContain('`overrides.networkPolicy.spec.egress` is [');
  });

  test.each<[unknown, unknown]>([
    [{ policyTypes: ['Ingress', 'Egress'] }, { egress: [PORT] }],
    [INGRESS, { egress: [PORT], policyTypes: ['Egress'] }],
    [INGRESS, { egress: [PORT], policyTypes: null }],
    [{}, { egress: [PORT] }],
    [INGRESS, { egress: null }],
    [INGRESS, { ingress: [PORT] }],
    [INGRESS, null],
    [undefined, { egress: [PORT] }],
  ])('are fine where %j is overridden with %j', (made, given) => {
    expect(check(made, given)).not.toThrow();
  });

  test('matter to a NetworkPolicy alone', () => {
    const spec = { ...INGRESS };
    expect(() => checkRules('overrides.role', { kind: 'Role', spec }, { spec: { egress: [PORT] } })).not.toThrow();
  });
});

describe('the rule for members', () => {
  const of = (cluster: string) => ({ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': cluster } } });
  const from = (...clusters: string[]) => ({ from: clusters.map(of) });
  const to = (...clusters: string[]) => ({ to: clusters.map(of) });
  const BOTH = { policyTypes: ['Ingress', 'Egress'], ingress: [PORT, from('chat')], egress: [PORT, to('chat')] };
  const check = (made: object, merged: unknown) => () =>
    checkMembers('overrides.networkPolicy', policy(made), policy(merged));

  test.each<[string, unknown]>([
    ['ingress', { ...BOTH, ingress: [PORT] }],
    ['ingress', { ...BOTH, ingress: [] }],
    ['ingress', { ...BOTH, ingress: undefined }],
    ['ingress', { ...BOTH, ingress: [from('other')] }],
    ['ingress', { ...BOTH, ingress: [to('chat')] }],
    ['ingress', { ...BOTH, policyTypes: undefined, ingress: [] }],
    ['egress', { ...BOTH, egress: [PORT] }],
    ['egress', { ...BOTH, egress: [from('chat')] }],
  ])('of %s is missing in %j', (list, merged) => {
    expect(firstLine(check(BOTH, merged))).toContain(
      `\`overrides.networkPolicy.spec.${list}\` is "without the rule for members"`,
    );
  });

  test.each<[unknown]>([
    [BOTH],
    [{ ...BOTH, ingress: [from('chat'), from('other')] }],
    [{ ...BOTH, ingress: [from('other', 'chat')] }],
    [{ ...BOTH, policyTypes: ['Egress'], ingress: [] }],
    [{ ...BOTH, policyTypes: ['Ingress'], egress: [] }],
    [{ ...BOTH, ingress: 'all' }],
  ])('is there in %j', (merged) => {
    expect(check(BOTH, merged)).not.toThrow();
  });

  test('is not that of peers without the label, which stands before it', () => {
    const proxy = { from: [{ podSelector: { matchLabels: { app: 'proxy' } } }] };
    const made = { ...BOTH, ingress: [proxy, from('chat')] };
    expect(check(made, { ...made, ingress: [proxy] })).toThrow('without the rule for members');
  });

  test('need not be there where there was none, or in another kind', () => {
    expect(check({ ingress: [PORT] }, { ingress: [] })).not.toThrow();
    expect(() => checkMembers('overrides.role', { kind: 'Role', spec: BOTH }, { spec: {} })).not.toThrow();
  });
});

describe('a volume that is removed', () => {
  const pod = (spec: unknown) => ({ spec: { template: { spec } } });
  const volumes = [{ name: 'tmp' }, { name: 'data' }];
  const container = (name: string, ...volumeNames: string[]) => ({
    name,
    volumeMounts: volumeNames.map((volume) => ({ name: volume, mountPath: `/${volume}` })),
  });
  const check =
    (merged: unknown, made: unknown = { volumes }) =>
    () =>
      checkVolumes('overrides.workload', pod(made), pod(merged));

  test.each<[string, object]>([
    ['tmp', { volumes: [{ name: 'data' }], containers: [container('web', 'data', 'tmp')] }],
    ['data', { volumes: [{ name: 'tmp' }], containers: [container('web'), container('proxy', 'data')] }],
    ['data', { volumes: [], initContainers: [container('setup', 'data')] }],
    ['tmp', { containers: [container('web', 'tmp')] }],
  ])('%s is still mounted in %j', (name, merged) => {
    const { message } = errorOf(check(merged));
    expect(message).toContain(`\`overrides.workload.spec.template.spec.volumes\` is "without ${name}"`);
    expect(message).toContain(`mounts the volume ${name} at /${name}`);
  });

  test.each<[unknown, unknown?]>([
    [{ volumes: [{ name: 'data' }], containers: [container('web', 'data')] }],
    [{ volumes, containers: [container('web', 'tmp', 'other')] }],
    [null],
    [{ volumes: [], containers: [container('web', 'tmp')] }, null],
  ])('is mounted nowhere in %j', (merged, made = { volumes }) => {
    expect(check(merged, made)).not.toThrow();
  });
});
