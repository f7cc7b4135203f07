import { ArgoCdApplication, type ArgoCdApplicationProps } from 'cdk8s-elixir';
import { newChart, one, rendered } from '../support/subjects';

const AT = { repository: 'https://github.com/acme/deploy.git', path: 'dist/shop', targetNamespace: 'shop' };
const made = (props: Partial<ArgoCdApplicationProps> = {}) =>
  one(
    rendered((chart) => new ArgoCdApplication(chart, 'shop', { ...AT, ...props })),
    'Application',
  );

test('an Application syncs a folder by itself, and removes last what nothing names any more', () => {
  expect(made()).toMatchObject({
    apiVersion: 'argoproj.io/v1alpha1',
    metadata: { name: 'shop' },
    spec: {
      project: 'default',
      source: { repoURL: AT.repository, path: 'dist/shop', targetRevision: 'HEAD' },
      destination: { name: 'in-cluster', namespace: 'shop' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['PruneLast=true', 'ServerSideApply=true'],
      },
    },
  });
  expect(made().metadata.finalizers).toBeUndefined();
});

test('a file of the folder, another cluster, by hand, with its objects', () => {
  const { metadata, spec } = made({
    include: 'production.k8s.yaml',
    clusterName: 'eu',
    automated: false,
    deletesObjects: true,
  });
  expect(spec.source.directory).toEqual({ include: 'production.k8s.yaml' });
  expect(spec.destination.name).toBe('eu');
  expect(spec.syncPolicy.automated).toBeUndefined();
  expect(metadata.finalizers).toEqual(['resources-finalizer.argocd.argoproj.io/foreground']);
});

test.each(['git@github.com:acme/deploy.git', 'ssh://git@github.com/acme/deploy.git', 'oci://ghcr.io/acme/deploy'])(
  '%s is an address',
  (repository) => {
    expect(made({ repository }).spec.source.repoURL).toBe(repository);
  },
);

test.each(['deploy', 'https://', 'https://a b', 'https://me:pass1234@github.com/a', 'https://token@github.com/a'])(
  '%s is none',
  (repository) => {
    expect(() => new ArgoCdApplication(newChart(), 'shop', { ...AT, repository })).toThrow('`repository` is');
  },
);
