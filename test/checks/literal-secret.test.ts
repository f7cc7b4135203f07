// Every place of a manifest where a secret can be written out.
import { check } from '../../lib/checks/check';
import { literalSecret } from '../../lib/checks/literal-secret';
import { subjectsOf } from '../../lib/inventory/subject';
import { waiverKey } from '../../lib/risks/accepted-risks';

const PASSWORD = 'hunter2';
const URL = `postgres://chat:${PASSWORD}@db/chat`;
const TOKEN = ['gh', 'p_', 'x1'.repeat(18)].join('');

const container = (members: object) => ({ spec: { containers: [{ name: 'web', image: 'a:1', ...members }] } });
const deployment = (template: object, metadata: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec: { template },
});
const configMap = (members: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...members });
const base64 = (text: string) => Buffer.from(text).toString('base64');

const found = (manifest: object) =>
  check(subjectsOf(manifest, { path: 'a' }), [literalSecret]).map(({ property }) => property);

test.each<[string, object, string]>([
  [
    'a variable, by name',
    deployment(container({ env: [{ name: 'PGPASSWORD', value: PASSWORD }] })),
    'container web, env.PGPASSWORD',
  ],
  ['a variable, by form', deployment(container({ env: [{ name: 'A', value: URL }] })), 'container web, env.A'],
  ['arguments', deployment(container({ args: ['--cookie', PASSWORD] })), 'container web.args'],
  [
    'a command',
    deployment(container({ command: ['sh', '-c', `PGPASSWORD=${PASSWORD} psql`] })),
    'container web.command',
  ],
  [
    'the header of a probe',
    deployment(
      container({ livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: PASSWORD }] } } }),
    ),
    'container web, livenessProbe.Authorization',
  ],
  [
    'the command of a probe',
    deployment(container({ readinessProbe: { exec: { command: ['curl', '-u', `chat:${PASSWORD}`] } } })),
    'container web, readinessProbe.command',
  ],
  [
    'the command of a hook',
    deployment(container({ lifecycle: { preStop: { exec: { command: ['curl', URL] } } } })),
    'container web, preStop.command',
  ],
  [
    'an init container',
    deployment({ spec: { initContainers: [{ name: 'setup', env: [{ name: 'A', value: URL }] }], containers: [] } }),
    'container setup, env.A',
  ],
  ['an annotation', configMap({ metadata: { name: 'a', annotations: { note: URL } } }), 'metadata.annotations.note'],
  [
    'the reason of a waiver',
    deployment({}, { annotations: { [waiverKey('latest-tag')]: `token=${PASSWORD}` } }),
    `metadata.annotations.${waiverKey('latest-tag')}`,
  ],
  ['a label', configMap({ metadata: { name: 'a', labels: { note: TOKEN } } }), 'metadata.labels.note'],
  [
    'an annotation of pods',
    deployment({ metadata: { annotations: { note: URL } } }),
    'metadata of pods.annotations.note',
  ],
  ['a label of pods', deployment({ metadata: { labels: { note: TOKEN } } }), 'metadata of pods.labels.note'],
  ['a value', configMap({ data: { SMTP_PASSWORD: PASSWORD } }), 'data.SMTP_PASSWORD'],
  ['a file, by name', configMap({ data: { '.pgpass': 'db:5432:*:chat:x' } }), 'data..pgpass'],
  ['a file, by content', configMap({ data: { 'app.conf': `password = ${PASSWORD}` } }), 'data.app.conf'],
  ['flags of the VM', configMap({ data: { 'vm.args': `+P 5000\n-setcookie ${PASSWORD}\n` } }), 'data.vm.args'],
  ['a binary file, by content', configMap({ binaryData: { 'a.bin': base64(`x ${URL}`) } }), 'binaryData.a.bin'],
  ['a binary file, by name', configMap({ binaryData: { id_rsa: base64('x') } }), 'binaryData.id_rsa'],
])('a secret in %s is found once', (_, manifest, property) => {
  expect(found(manifest)).toEqual([property]);
});

const ofJobs = (metadata: object, kind = 'CronJob') => ({
  apiVersion: 'batch/v1',
  kind,
  metadata: { name: 'a' },
  spec: { jobTemplate: { metadata } },
});

test('the metadata of Jobs are those of a CronJob', () => {
  expect(found(ofJobs({ labels: { note: TOKEN }, annotations: { note: URL } }))).toEqual([
    'metadata of Jobs.labels.note',
    'metadata of Jobs.annotations.note',
  ]);
  expect(found(ofJobs({ annotations: { note: URL } }, 'Deployment'))).toEqual([]);
});

test('a label is one from the length of a token on', () => {
  const labelled = (note: unknown) => configMap({ metadata: { name: 'a', labels: { note }, annotations: { of: 5 } } });
  const text = 'postgres://ab:hunter2@db';
  expect(text).toHaveLength(24);
  expect(found(labelled(text))).toEqual(['metadata.labels.note']);
  expect(found(labelled(text.slice(0, -1)))).toEqual([]);
  expect(found(labelled([text]))).toEqual([]);
});

test('a Pod is looked at once', () => {
  const metadata = { name: 'a', annotations: { note: URL } };
  expect(found({ apiVersion: 'v1', kind: 'Pod', metadata, ...container({}) })).toEqual(['metadata.annotations.note']);
});

test('a waiver of the name accepts each of them', () => {
  const accepts = (name: string) => ({ annotations: { [waiverKey(`plain-value.${name}`)]: 'public by design' } });
  expect(found(deployment(container({ args: ['--cookie', PASSWORD] }), accepts('args')))).toEqual([]);
  expect(found(configMap({ metadata: { name: 'a', ...accepts('id_rsa') }, data: { id_rsa: 'x' } }))).toEqual([]);
});

test.each<[string, object]>([
  [
    'a Secret',
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { PASSWORD }, data: { a: URL } },
  ],
  ['a name of a Secret', configMap({ metadata: { name: 'a', annotations: { 'example.com/auth-secret': 'basic' } } })],
  ['a certificate', configMap({ binaryData: { 'ca.crt': base64('-----BEGIN CERTIFICATE-----\nMIIE\n') } })],
  ['a reference', deployment(container({ args: ['--cookie', '$(COOKIE)'], env: [{ name: 'TOKEN', valueFrom: {} }] }))],
  ['what is none of the form', deployment(container({ args: 'a', command: [1], livenessProbe: 'x', lifecycle: 1 }))],
])('%s is none', (_, manifest) => {
  expect(found(manifest)).toEqual([]);
});
