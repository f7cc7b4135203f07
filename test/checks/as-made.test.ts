// Rules that objects hold as the library makes them: they hold, and they are run as soon as somebody changed one.
import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Exposure, HttpEndpoint, Tls } from 'cdk8s-elixir';
import { FastApp } from 'cdk8s-elixir/app';
import { check } from '../../lib/checks/check';
import { memberPolicy } from '../../lib/checks/member-policy';
import type { Rule } from '../../lib/checks/rule';
import { RULES, RULES_OF_PROPS } from '../../lib/checks/rules';
import { subjectsOf } from '../../lib/inventory/subject';
import { validApp } from '../support/arbitraries';
import { build } from '../support/build-app';
import { PARTS } from '../support/parts';
import fc, { runs } from '../support/random';
import { errorOf, foreign, newChart, newCluster, newPhoenix, newRelease, synth } from '../support/subjects';

test('no rule finds anything in an app that the library accepts', () => {
  fc.assert(
    fc.property(validApp(), (description) => {
      const manifests = Testing.synth(build(description).node.children[0] as Chart);
      const found = check(manifests.flatMap((one) => subjectsOf(one, { path: 'a' })));
      expect(found.map(({ rule, property, value }) => [rule.id, property, value])).toEqual([]);
    }),
    runs(150),
  );
});

test('some rules are for what users bring in properties, and all others hold', () => {
  expect(RULES.filter((rule) => !RULES_OF_PROPS.includes(rule)).every(({ holdsAsMade }) => holdsAsMade)).toBe(true);
});

/** Whether a synth runs the rules that objects hold as they are made: one of them is watched. */
function runsAll(chart: Chart): boolean {
  const run = jest.spyOn(memberPolicy as { run: Rule['run'] }, 'run');
  try {
    synth(chart);
    return run.mock.calls.length > 0;
  } finally {
    run.mockRestore();
  }
}

describe('every rule is run', () => {
  test.each(Object.keys(PARTS))('where an override changed %s', (part) => {
    const chart = newChart();
    PARTS[part](chart, { metadata: { annotations: { note: 'a' } } });
    expect(runsAll(chart)).toBe(true);
  });

  test('where a patch changed an object', () => {
    const chart = newChart();
    newRelease(chart).workload.addJsonPatch(JsonPatch.add('/spec/paused', false));
    expect(runsAll(chart)).toBe(true);
  });

  test('where an object was removed', () => {
    const chart = newChart();
    const cluster = newCluster(chart);
    newRelease(chart, { cluster });
    expect(runsAll(chart)).toBe(false);
    cluster.node.tryRemoveChild('service');
    expect(errorOf(() => synth(chart)).message).toContain('cannot find each other');
  });

  test("where somebody else's objects are in the tree, unless they open nothing", () => {
    const chart = newChart();
    newRelease(chart);
    foreign(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    expect(runsAll(chart)).toBe(false);
    foreign(chart, 'policy', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'b' } });
    expect(runsAll(chart)).toBe(true);
  });

  test('where a way in is of somebody else', () => {
    const chart = newChart();
    const manifests = () => [{ apiVersion: 'example.com/v1', kind: 'Door', metadata: { name: 'web' } }];
    newPhoenix(chart, { exposures: [{ kind: 'door', manifests }] });
    expect(runsAll(chart)).toBe(true);
  });

  test('where an endpoint has another host than the application knows, which is found', () => {
    const chart = newChart();
    const { release } = newPhoenix(chart);
    const exposures = [Exposure.ingress({ tls: Tls.secret('tls') })];
    new HttpEndpoint(chart, 'other', { name: 'other', release, host: 'other.example.com', exposures });
    expect(errorOf(() => synth(chart)).message).toContain('PHX_HOST is chat.example.com');
  });
});

test.each([
  ['the stock App', App],
  ['FastApp', FastApp],
])('a tree as it was made is not asked more, with %s', (_, AppClass) => {
  const chart = new Chart(new AppClass(), 'test', { namespace: 'chat' });
  newPhoenix(chart, { cluster: newCluster(chart), exposures: [Exposure.gateway({ gateway: 'a' })] });
  expect(runsAll(chart)).toBe(false);
});
