import { ArgoCdApplication, FluxKustomization, FluxSource, Namespace } from 'cdk8s-elixir';
import { newChart, newRelease } from '../support/subjects';
import { type BadInput, MARKED } from './bad-input';

const AT = { repository: 'https://github.com/acme/deploy.git', path: 'dist/shop', targetNamespace: 'shop' };

/** Namespaces, and the tools that deliver. */
export const DELIVERY: readonly BadInput[] = [
  {
    name: 'a namespace that is made after something else',
    build: () => {
      const chart = newChart();
      newRelease(chart);
      new Namespace(chart, 'namespace');
    },
    expects: { path: 'test/namespace', property: 'scope', allowed: 'a chart without objects', fix: 'first' },
  },
  {
    name: 'a Namespace of a chart without one',
    build: () => new Namespace(newChart({}), 'namespace'),
    expects: { property: 'namespace of the chart', allowed: 'a chart with a namespace', fix: "{ namespace: 'shop' }" },
  },
  {
    name: 'a quota that is no amount',
    build: () => new Namespace(newChart(), 'namespace', { quota: { pods: 'many' } }),
    expects: {
      path: 'test/namespace',
      property: 'quota.spec.hard.pods',
      hidden: 'many',
      allowed: 'a quantity',
      fix: 'for example',
    },
  },
  {
    name: 'a repository with a password',
    build: () =>
      new ArgoCdApplication(newChart(), 'shop', {
        ...AT,
        repository: `https://me:${MARKED}@github.com/acme/deploy.git`,
      }),
    expects: { property: 'repository', hidden: MARKED, allowed: 'without a password', fix: 'https://github.com' },
  },
  {
    name: 'a repository with a token',
    build: () =>
      new ArgoCdApplication(newChart(), 'shop', { ...AT, repository: `https://${MARKED}@github.com/acme/a` }),
    expects: { property: 'repository', hidden: MARKED, allowed: 'without a password', fix: 'https://github.com' },
  },
  {
    name: 'a folder that leads out of the repository',
    build: () => new ArgoCdApplication(newChart(), 'shop', { ...AT, path: '../shop' }),
    expects: { property: 'path', value: '"../shop"', allowed: 'a folder in the repository', fix: 'dist/shop' },
  },
  {
    name: 'a Kustomization that depends on one twice',
    build: () => {
      const source = FluxSource.gitRepository('deploy');
      new FluxKustomization(newChart(), 'shop', { source, path: 'dist', dependsOn: ['a', 'a'] });
    },
    expects: { property: 'dependsOn[1]', value: '"a"', allowed: 'each once', fix: 'remove it' },
  },
  {
    name: 'a source of Flux whose name is none',
    build: () => FluxSource.gitRepository('My Repo'),
    expects: { property: 'FluxSource.gitRepository', value: '"My Repo"', allowed: 'lower-case letters', fix: 'choose' },
  },
];
