import { App, Chart, JsonPatch } from 'cdk8s';
import { Waiver } from 'cdk8s-elixir';
import { FastApp } from 'cdk8s-elixir/app';
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { errorOf, foreign, newChart, newCluster, newPhoenix, newRelease, synth } from '../support/subjects';

const MEMBERS = { 'cdk8s-elixir/cluster': 'chat' };

/** A Service of somebody else. */
function theirService(chart: Chart, port: number, selector: object = MEMBERS) {
  const spec = { selector, ports: [{ port }] };
  return foreign(chart, 'theirs', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'theirs' }, spec });
}

test('checks see what users patch into our objects', () => {
  const chart = newChart();
  const { workload } = newRelease(chart);
  expect(() => synth(chart)).not.toThrow();
  workload.addJsonPatch(JsonPatch.add('/spec/template/spec/hostPID', true));
  expect(errorOf(() => synth(chart)).message).toContain('`hostPID` is');
  workload.addJsonPatch(JsonPatch.remove('/spec/template/spec/hostPID'));
  expect(() => synth(chart)).not.toThrow();
});

test('checks see objects that somebody else adds to the tree', () => {
  const chart = newChart();
  newRelease(chart, { cluster: newCluster(chart) });
  expect(() => synth(chart)).not.toThrow();
  theirService(new Chart(chart.node.root, 'other', { namespace: 'chat' }), 4370);
  expect(errorOf(() => synth(chart)).message).toContain('`Service "theirs", port` is');
});

test('a Service that shares a label with members and selects other pods opens nothing', () => {
  const chart = newChart();
  newRelease(chart, { cluster: newCluster(chart) });
  theirService(chart, 4370, { ...MEMBERS, tier: 'proxy' });
  expect(() => synth(chart)).not.toThrow();
});

describe("somebody else's NetworkPolicy opens nothing", () => {
  const ANY = [{}];
  const WITHOUT = (operator: string, values: string[]) => ({
    podSelector: { matchExpressions: [{ key: 'cdk8s-elixir/cluster', operator, values }] },
    ingress: ANY,
  });
  test.each<[string, object, object?]>([
    ['with rules for other ports', { podSelector: {}, ingress: [{ ports: [{ port: 4000 }, { port: 'http' }] }] }],
    ['with rules for ranges beside it', { podSelector: {}, ingress: [{ ports: [{ port: 4371, endPort: 9000 }] }] }],
    ['with rules for UDP', { podSelector: {}, ingress: [{ ports: [{ protocol: 'UDP', port: 4370 }] }] }],
    ['with rules for members', { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: MEMBERS } }] }] }],
    ['for egress', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] }],
    ['for other pods by a label', { podSelector: { matchLabels: { tier: 'proxy' } }, ingress: ANY }],
    ['for pods that are no members', WITHOUT('DoesNotExist', [])],
    ['for members of another cluster', WITHOUT('In', ['other'])],
    ['for members of any other cluster', WITHOUT('NotIn', ['chat'])],
    ['in another namespace', { podSelector: {}, ingress: ANY }, { namespace: 'other' }],
    [
      'with the reason in its annotation',
      { podSelector: {}, ingress: ANY },
      { annotations: { 'cdk8s-elixir/waiver.open-distribution': 'the mesh isolates' } },
    ],
  ])('%s', (_, spec, metadata = {}) => {
    const chart = newChart();
    newRelease(chart, { cluster: newCluster(chart) });
    const manifest = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
    foreign(chart, 'theirs', { ...manifest, metadata: { name: 'theirs', ...metadata }, spec });
    expect(() => synth(chart)).not.toThrow();
  });
});

test("somebody else's NetworkPolicy is not accepted without a reason", () => {
  const chart = newChart();
  newRelease(chart, { cluster: newCluster(chart) });
  foreign(chart, 'theirs', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'theirs', annotations: { 'cdk8s-elixir/waiver.open-distribution': '' } },
    spec: { podSelector: {}, ingress: [{}] },
  });
  expect(errorOf(() => synth(chart)).message).toContain('`NetworkPolicy "theirs", rule` is');
});

test('a name of a port that is no text makes no check stumble', () => {
  const chart = newChart();
  const { workload } = newRelease(chart, { cluster: newCluster(chart) });
  workload.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/ports/0/name', 5));
  expect(errorOf(() => synth(chart)).message).toMatch(/^Validation failed .*\n.*startupProbe` is "dist"/);
});

test('a second synth after a fix passes', () => {
  const chart = newChart();
  newRelease(chart, { cluster: newCluster(chart) });
  const theirs = theirService(chart, 4370);
  expect(() => synth(chart)).toThrow('opens the Erlang distribution');
  theirs.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 4000));
  expect(() => synth(chart)).not.toThrow();
});

test('removing what is wrong from the tree is a fix', () => {
  const chart = newChart();
  newRelease(chart);
  newRelease(chart, { name: 'worker' }, 'twin');
  expect(() => synth(chart)).toThrow('one object of a kind');
  chart.node.tryRemoveChild('twin');
  expect(() => synth(chart)).not.toThrow();
});

test.each([
  ['the stock App', App],
  ['FastApp', FastApp],
])('manifests are read once a synth with %s, however many charts there are', (_, AppClass) => {
  const app = new AppClass();
  const charts = ['a', 'b', 'c', 'd'].map((id) => new Chart(app, id, { namespace: id }));
  for (const chart of charts) newPhoenix(chart, { cluster: newCluster(chart) });
  const theirs = theirService(charts[0], 4000);
  let rendered = 0;
  const { toJson } = theirs;
  theirs.toJson = () => {
    rendered += 1;
    return toJson.call(theirs);
  };
  app.synthYaml();
  expect(rendered).toBe(2); // once for the checks, once for the output
});

test('everything that is wrong is reported together, each with its path', () => {
  const chart = newChart();
  newRelease(chart, { overrides: { workload: { spec: { template: { spec: { hostIPC: true } } } } } }, 'one');
  newRelease(chart, { overrides: { workload: { spec: { template: { spec: { hostPID: true } } } } } }, 'two');
  const { message } = errorOf(() => synth(chart));
  expect(message).toMatch(/\[test\] test\/one\/workload: .*hostIPC/);
  expect(message).toMatch(/\[test\] test\/two\/workload: .*hostPID/);
});

test('what is only somebody else’s is not ours to judge', () => {
  const chart = newChart();
  newRelease(chart);
  for (const id of ['one', 'two']) {
    foreign(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' }, data: { PASSWORD: 'x' } });
  }
  expect(() => synth(chart)).not.toThrow();
});

test('the same checks run over manifests from anywhere', () => {
  const chart = newChart();
  newPhoenix(chart, { cluster: newCluster(chart) });
  const manifests = synth(chart).flatMap((manifest) => subjectsOf(manifest, { path: 'web.yaml' }));
  expect(check(manifests)).toEqual([]);
  const headless = manifests.filter(({ name }) => name !== 'chat-nodes');
  expect(check(headless).map(({ property }) => property)).toEqual(['label cdk8s-elixir/cluster']);
});

test('a risk that is accepted by name is not reported, and its reason is kept', () => {
  const chart = newChart();
  newRelease(chart, {
    overrides: { workload: { spec: { template: { spec: { hostNetwork: true } } } } },
    allow: [Waiver.podSecurity('it measures the host')],
  });
  const workload = synth(chart).find(({ kind }) => kind === 'Deployment');
  expect(workload.metadata.annotations).toEqual({ 'cdk8s-elixir/waiver.pod-security': 'it measures the host' });
});

describe.each([
  ['the stock App', App],
  ['FastApp', FastApp],
])('a second synth in the same tick, with %s', (_, AppClass) => {
  const appWith = (add: (chart: Chart) => void) => {
    const app = new AppClass();
    const chart = new Chart(app, 'test', { namespace: 'chat' });
    add(chart);
    return { app, chart };
  };

  test('sees a Service that was added since', () => {
    const { app, chart } = appWith((to) => newRelease(to, { cluster: newCluster(to) }));
    expect(() => app.synthYaml()).not.toThrow();
    theirService(chart, 4370);
    expect(() => app.synthYaml()).toThrow('opens the Erlang distribution');
  });

  test("sees what was patched into somebody else's object since", () => {
    const { app, chart } = appWith((to) => newRelease(to, { cluster: newCluster(to) }));
    const theirs = theirService(chart, 4000);
    expect(() => app.synthYaml()).not.toThrow();
    theirs.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 4370));
    expect(() => app.synthYaml()).toThrow('opens the Erlang distribution');
    theirs.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 4000));
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('sees a selector that was changed since', () => {
    const { app, chart } = appWith((to) => newRelease(to, { cluster: newCluster(to) }));
    const service = theirService(chart, 4370, { 'cdk8s-elixir/cluster': 'other' });
    expect(() => app.synthYaml()).not.toThrow();
    service.addJsonPatch(JsonPatch.replace('/spec/selector', MEMBERS));
    expect(() => app.synthYaml()).toThrow('opens the Erlang distribution');
  });
});
