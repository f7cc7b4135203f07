// What an override may be of, before it is looked into.
import { App } from 'cdk8s';
import { KubernetesTarget } from 'cdk8s-elixir';
import { checkOverrides, checkParts } from '../../lib/manifests/overrides';
import { applyOverrides } from '../../lib/manifests/parts';
import { errorOf } from '../support/subjects';

const TARGET = KubernetesTarget.of(new App());

const firstLine = (body: () => unknown) => errorOf(body).message.split('\n')[0];

test.each<[unknown, string]>([
  [5, '`overrides.workload` is 5'],
  ['a', '`overrides.workload` is "a"'],
  [null, '`overrides.workload` is null'],
  [[], '`overrides.workload` is []'],
  [new Date(0), '`overrides.workload` is "Date"'],
  [{ metadata: 5 }, '`overrides.workload.metadata` is 5'],
  [{ metadata: null }, '`overrides.workload.metadata` is null'],
  [{ apiVersion: 'v1' }, '`overrides.workload.apiVersion` is "v1"'],
  [{ kind: 'Job' }, '`overrides.workload.kind` is "Job"'],
  [{ metadata: { name: 'a' } }, '`overrides.workload.metadata.name` is "a"'],
  [{ metadata: { namespace: null } }, '`overrides.workload.metadata.namespace` is null'],
])('%j is no override', (workload, message) => {
  expect(firstLine(() => checkOverrides({ other: undefined, workload }))).toContain(message);
});

test('an object, nothing, and a field that is left out are overrides', () => {
  checkOverrides(undefined);
  checkOverrides({ workload: undefined });
  checkOverrides({ workload: {}, service: { metadata: { labels: {}, name: undefined }, kind: undefined } });
});

describe('a part that is not made', () => {
  const parts = { workload: {}, service: {}, role: undefined };

  test('is refused with the fields that would be lost', () => {
    const { message } = errorOf(() => checkParts({ role: { rules: [], metadata: {} } }, parts));
    expect(message).toContain('`overrides.role` is ["rules","metadata"]');
    expect(message).toContain('allowed: parts that it makes: workload, service\n');
    expect(message).not.toContain('did you mean');
  });

  test('is refused with the one that is meant', () => {
    const { message } = errorOf(() => checkParts({ servce: null }, parts));
    expect(message).toContain('`overrides.servce` is []');
    expect(message).toContain('did you mean service?');
  });

  test('is no part that every object has', () => {
    expect(firstLine(() => checkParts({ toString: {} }, parts))).toContain('`overrides.toString` is');
  });

  test('may be left out', () => {
    checkParts(undefined, parts);
    checkParts({ role: undefined, workload: {} }, parts);
  });
});

test('parts without overrides are what they were', () => {
  const parts = { workload: { kind: 'Job' }, role: undefined };
  expect(applyOverrides(parts, undefined, TARGET)).toBe(parts);
  expect(applyOverrides(parts, { workload: undefined }, TARGET).workload).toBe(parts.workload);
  expect(applyOverrides(parts, { workload: { spec: {} } }, TARGET)).toEqual({
    workload: { kind: 'Job', spec: {} },
    role: undefined,
  });
});
