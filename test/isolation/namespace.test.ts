import { App, Chart, Size } from 'cdk8s';
import { Namespace, type NamespaceProps, PodSecurityLevel } from 'cdk8s-elixir';
import { FastApp } from 'cdk8s-elixir/app';
import { Cpu } from 'cdk8s-plus-27';
import { parseAllDocuments } from 'yaml';
import { newChart, newCluster, newPhoenix, one, rendered, synth } from '../support/subjects';

const made = (props?: NamespaceProps) => rendered((chart) => new Namespace(chart, 'any', props));

test('a namespace is that of its chart, in none itself, and enforces the restricted standard', () => {
  expect(one(made(), 'Namespace')).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'chat',
      labels: {
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
  });
  const { metadata } = one(
    made({ podSecurity: PodSecurityLevel.BASELINE, labels: { team: 'a' }, annotations: { b: 'c' } }),
    'Namespace',
  );
  expect(metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'baseline', team: 'a' });
  expect(metadata.annotations).toEqual({ b: 'c' });
});

test('a quota and defaults of containers are objects of the namespace', () => {
  const manifests = made({
    quota: { 'requests.cpu': '20', pods: '50' },
    containerDefaults: {
      cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
      memory: { limit: Size.mebibytes(256) },
      ephemeralStorage: { request: Size.gibibytes(1) },
    },
  });
  expect(one(manifests, 'ResourceQuota')).toMatchObject({
    metadata: { name: 'namespace', namespace: 'chat' },
    spec: { hard: { 'requests.cpu': '20', pods: '50' } },
  });
  expect(one(manifests, 'LimitRange').spec.limits).toEqual([
    {
      type: 'Container',
      default: { cpu: '1', memory: '256Mi' },
      defaultRequest: { cpu: '100m', 'ephemeral-storage': '1Gi' },
    },
  ]);
});

test.each([
  ['App', () => new App()],
  ['FastApp', () => new FastApp()],
])('it stands first in the file of an %s, whatever depends on what', (_, make) => {
  const app = make();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new Namespace(chart, 'namespace', { quota: { pods: '50' } });
  const service = newPhoenix(chart, { cluster: newCluster(chart) });
  service.release.node.addDependency(service.endpoint);
  const kinds = parseAllDocuments(app.synthYaml() as string).map((one) => one.toJS().kind);
  expect(kinds.slice(0, 2)).toEqual(['Namespace', 'ResourceQuota']);
});

test('a second one is refused, as anything that was made before it', () => {
  const chart = newChart();
  new Namespace(chart, 'a');
  expect(() => new Namespace(chart, 'b')).toThrow('a chart without objects');
  expect(synth(chart)).toHaveLength(1);
});
