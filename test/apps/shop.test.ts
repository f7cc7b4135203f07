import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Delivery } from 'cdk8s-elixir';
import { Shop } from '../../apps/shop/chart';
import { container, one, pod, synth, variables, workload } from '../support/subjects';

const manifests = synth(new Shop(new App(), 'production'));
const job = manifests.find(({ kind }) => kind === 'Job');

test('the application fits on a screen', () => {
  const lines = readFileSync(join(__dirname, '../../apps/shop/chart.ts'), 'utf8').split('\n');
  const body = lines.slice(lines.findIndex((line) => line.includes('super(')) + 1);
  expect(body.length).toBeLessThanOrEqual(40);
});

test('every role runs one image, and reads one configuration', () => {
  const once = [job.spec.template.spec, one(manifests, 'CronJob', 'prune').spec.jobTemplate.spec.template.spec];
  const all = [
    container(manifests, 'web'),
    container(manifests, 'worker'),
    ...once.map(({ containers }) => containers[0]),
  ];
  expect(new Set(all.map(({ image }) => image))).toEqual(new Set(['ghcr.io/acme/shop:3.2.0']));
  expect(new Set(all.map(({ envFrom }) => JSON.stringify(envFrom))).size).toBe(1);
});

test('web and worker wait for the migration; the worker does not serve, and has time for its jobs', () => {
  expect(job.metadata.name).toMatch(/^migrate-[0-9a-f]{10}$/);
  for (const name of ['web', 'worker']) {
    expect(pod(manifests, name).initContainers.map((init: any) => init.name)).toEqual(['wait-for-migrate']);
  }
  expect(variables(manifests, 'web').PHX_SERVER).toBe('true');
  expect(variables(manifests, 'worker').PHX_SERVER).toBeUndefined();
  expect(pod(manifests, 'worker').terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
});

test('under Argo CD nothing waits in a pod, and the migration comes first', () => {
  const app = new App();
  Delivery.set(app, Delivery.argoCd());
  const argo = synth(new Shop(app, 'production'));
  const wave = ({ metadata }: any) => metadata.annotations?.['argocd.argoproj.io/sync-wave'];
  expect([wave(argo.find(({ kind }) => kind === 'Job')), wave(workload(argo, 'web'))]).toEqual(['1', '2']);
  expect(pod(argo, 'web').initContainers).toBeUndefined();
});
