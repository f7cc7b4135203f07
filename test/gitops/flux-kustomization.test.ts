import { Duration } from 'cdk8s';
import { FluxKustomization, FluxSource } from 'cdk8s-elixir';
import { newChart, one, rendered } from '../support/subjects';

test('a Kustomization applies a folder, waits for its objects, and for others first', () => {
  const manifests = rendered((chart) => {
    const source = FluxSource.ociRepository('deploy', { namespace: 'infra' });
    const times = { interval: Duration.minutes(1), timeout: Duration.minutes(5) };
    new FluxKustomization(chart, 'shop', { source, path: 'dist/shop', dependsOn: ['database'], ...times });
  });
  expect(one(manifests, 'Kustomization')).toMatchObject({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    metadata: { name: 'shop' },
    spec: {
      sourceRef: { kind: 'OCIRepository', name: 'deploy', namespace: 'infra' },
      path: './dist/shop',
      interval: '60s',
      timeout: '300s',
      prune: true,
      wait: true,
      dependsOn: [{ name: 'database' }],
    },
  });
});

test('a folder that is absolute, empty or outside is refused', () => {
  for (const path of ['/dist', '', 'a/../..', 'a b']) {
    const source = FluxSource.gitRepository('deploy');
    expect(() => new FluxKustomization(newChart(), 'shop', { source, path })).toThrow('`path` is');
  }
});
