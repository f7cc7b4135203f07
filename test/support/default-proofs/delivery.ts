import { Duration, Size } from 'cdk8s';
import { ArgoCdApplication, FluxKustomization, FluxSource, Namespace, PodSecurityLevel } from 'cdk8s-elixir';
import { rendered } from '../subjects';
import { type Build, list, map, override, overrides, type Proofs, text } from './proof';

const namespace: Build = (props) => rendered((chart) => new Namespace(chart, 'namespace', props));
const AT = { repository: 'https://github.com/acme/deploy.git', path: 'dist/shop', targetNamespace: 'shop' };
const application: Build = (props) => rendered((chart) => new ArgoCdApplication(chart, 'shop', { ...AT, ...props }));
const kustomization: Build = (props) =>
  rendered((chart) => {
    const source = FluxSource.gitRepository('deploy');
    new FluxKustomization(chart, 'shop', { source, path: 'dist/shop', ...props });
  });
const source: Build = (options) => kustomization({ source: FluxSource.ociRepository('deploy', options) });

/** Namespaces, and the tools that deliver. */
export const DELIVERY: Proofs = {
  'NamespaceProps.annotations': map(namespace, 'note', 'x'),
  'NamespaceProps.containerDefaults': text(namespace, undefined, { memory: { limit: Size.mebibytes(256) } }),
  'NamespaceProps.labels': map(namespace, 'team', 'chat'),
  'NamespaceProps.overrides': {
    build: namespace,
    same: {},
    other: { namespace: { metadata: { labels: { a: 'b' } } } },
  },
  'NamespaceProps.podSecurity': { build: namespace, other: PodSecurityLevel.BASELINE },
  'NamespaceProps.quota': text(namespace, undefined, { pods: '5' }),
  ...overrides('NamespaceOverrides', [
    override(namespace, 'namespace'),
    override((props) => namespace({ quota: { pods: '5' }, ...props }), 'resourceQuota'),
    override(
      (props) => namespace({ containerDefaults: { memory: { limit: Size.mebibytes(256) } }, ...props }),
      'limitRange',
    ),
  ]),
  'ArgoCdApplicationProps.automated': { build: application, other: false },
  'ArgoCdApplicationProps.clusterName': { build: application, other: 'eu' },
  'ArgoCdApplicationProps.deletesObjects': { build: application, other: true },
  'ArgoCdApplicationProps.include': text(application, undefined, 'production.k8s.yaml'),
  'ArgoCdApplicationProps.name': text(application, 'shop', 'other'),
  'ArgoCdApplicationProps.overrides': {
    build: application,
    same: {},
    other: { application: { metadata: { labels: { a: 'b' } } } },
  },
  'ArgoCdApplicationProps.project': { build: application, other: 'shop' },
  'ArgoCdApplicationProps.revision': { build: application, other: 'main' },
  ...overrides('ArgoCdApplicationOverrides', [override(application, 'application')]),
  'FluxKustomizationProps.dependsOn': list(kustomization, 'database'),
  'FluxKustomizationProps.interval': { build: kustomization, other: Duration.minutes(1) },
  'FluxKustomizationProps.name': text(kustomization, 'shop', 'other'),
  'FluxKustomizationProps.overrides': {
    build: kustomization,
    same: {},
    other: { kustomization: { metadata: { labels: { a: 'b' } } } },
  },
  'FluxKustomizationProps.prune': { build: kustomization, other: false },
  'FluxKustomizationProps.timeout': { build: kustomization, other: Duration.minutes(1) },
  'FluxKustomizationProps.wait': { build: kustomization, other: false },
  ...overrides('FluxKustomizationOverrides', [override(kustomization, 'kustomization')]),
  'FluxSourceOptions.namespace': text(source, undefined, 'infra'),
};
