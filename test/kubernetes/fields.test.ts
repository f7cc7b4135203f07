import { readFileSync } from 'node:fs';
import { fieldsOf, spelling, typeOfKind } from '../../lib/kubernetes/fields';
import { FIELDS, PLUS_NAMES } from '../../lib/kubernetes/fields.generated';
import { FILE, generate } from '../support/kubernetes-fields/generate';

test('the table of fields is what the script makes of its sources, and small', () => {
  const text = readFileSync(FILE, 'utf8');
  expect(text).toBe(generate());
  expect(text.length).toBeLessThan(40_000);
});

test('every type that a field names is in the table', () => {
  const named = Object.keys(FIELDS).flatMap((type) => [...(fieldsOf(type)?.values() ?? [])]);
  for (const type of new Set(named)) if (type) expect([type, fieldsOf(type)]).not.toEqual([type, undefined]);
});

test('kinds of the library have a type, others have none', () => {
  expect(typeOfKind('apps/v1', 'StatefulSet')).toBe('StatefulSet');
  expect(typeOfKind('gateway.networking.k8s.io/v1', 'HTTPRoute')).toBe('HTTPRoute');
  expect(typeOfKind('route.openshift.io/v1', 'Route')).toBeUndefined();
});

test('a field is respelt in a type that has it, and nowhere else', () => {
  expect(spelling('Volume', 'downwardApi')).toBe('downwardAPI');
  expect(spelling('PodSpec', 'hostIpc')).toBe('hostIPC');
  expect(spelling('ServiceSpec', 'clusterIp')).toBe('clusterIP');
  expect(spelling('Container', 'clusterIp')).toBe('clusterIp');
  expect(spelling('Nothing', 'clusterIp')).toBe('clusterIp');
  expect(PLUS_NAMES).toMatchObject({ scaleIo: 'scaleIO', nonResourceUrLs: 'nonResourceURLs' });
});
