import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fieldsOf, isTyped, spelling, typeOfKind } from '../../lib/kubernetes/schema';
import { KINDS, PLUS_NAMES, TYPES } from '../../lib/kubernetes/schema.generated';

const FILE = join(__dirname, '../../lib/kubernetes/schema.generated.ts');

const field = (type: string, name: string) => fieldsOf(type)?.get(name);

test('the table is small', () => {
  expect(readFileSync(FILE, 'utf8').length).toBeLessThan(50_000);
});

test('every field can be read, and every type that one names is in the table', () => {
  for (const type of Object.keys(TYPES)) {
    for (const [name, one] of fieldsOf(type) ?? []) {
      expect([type, name]).not.toContain('');
      if (isTyped(one)) expect([type, name, one.of, fieldsOf(one.of)]).not.toContain(undefined);
    }
  }
});

test('fields say what they hold, and since when', () => {
  expect(field('Container', 'env')).toMatchObject({ around: '[', of: 'EnvVar', mergedBy: ['name'] });
  expect(field('Container', 'name')).toMatchObject({ around: '', of: '', required: true });
  expect(field('Container', 'restartPolicy')).toMatchObject({ since: 28 });
  expect(field('PodResourceClaim', 'source')).toMatchObject({ until: 30 });
  expect(field('PodSpec', 'overhead')).toMatchObject({ around: '{', of: 'q' });
  expect(field('Toleration', 'operator')?.values).toEqual(
    new Map(Object.entries({ Equal: 0, Exists: 0, Gt: 35, Lt: 35 })),
  );
  expect(field('HttpRouteSpec', 'hostnames')).toMatchObject({ items: [undefined, 16], bounds: [1, 253] });
  expect(field('HttpRouteSpec', 'hostnames')?.pattern?.test('*.example.com')).toBe(true);
  expect(field('HttpRouteSpecRulesMatches', 'headers')).toMatchObject({ distinctBy: ['name'] });
  expect(field('CertificateSpec', 'usages')?.values?.has('digital signature')).toBe(true);
  expect(field('MiddlewareSpecRetry', 'maxRequestBodyBytes')).toMatchObject({ of: 'l', bounds: [-1, undefined] });
  expect(field('MiddlewareSpec', 'plugin')).toMatchObject({ around: '{', of: '*' });
  expect(field('BackendConfigSpecCdn', 'signedUrlKeys')).toMatchObject({ of: 'BackendConfigSpecCdnSignedUrlKeys' });
  expect(field('BackendConfigSpecIap', 'enabled')).toMatchObject({ of: 'b', required: false });
});

const MODELS = dirname(require.resolve('kubernetes-models/package.json'));

/** Types of the table in kubernetes-models, which has them from the schema of another release by other means. */
const models = Object.keys(TYPES).flatMap((type) =>
  [...new Set(Object.keys(KINDS).map((kind) => dirname(kind)))]
    .map((group): [string, string] => [type, join(MODELS, group, `${type}.d.ts`)])
    .filter(([, file]) => existsSync(file)),
);

test('most types can be compared with those of kubernetes-models', () => {
  expect(models.length).toBeGreaterThan(120);
});

test.each(models)('%s has every field that kubernetes-models knows', (type, file) => {
  const body = /^export interface I\w+[^{\n]* \{\n([\s\S]*?)^\}/m.exec(readFileSync(file, 'utf8'))?.[1] as string;
  for (const [, name, optional] of body.matchAll(/^ {4}"([^"]+)"(\??):/gm)) {
    const found = field(type, name);
    expect([name, found !== undefined]).toEqual([name, true]);
    if (optional === '' && !['apiVersion', 'kind'].includes(name))
      expect([name, found?.required]).toEqual([name, true]);
  }
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
