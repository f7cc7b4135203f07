// What namespaces and the tools that deliver need in the places where values are given.
import { ArgoCdApplication, FluxKustomization, FluxSource, Namespace } from 'cdk8s-elixir';
import { rendered } from '../subjects';

const SOURCE = FluxSource.gitRepository('deploy');

/** Entries of the tables of `roots.ts`. */
export const DELIVERY = {
  constructs: { ArgoCdApplication, FluxKustomization, Namespace },
  least: {
    ArgoCdApplicationProps: () => ({
      repository: 'https://github.com/acme/deploy.git',
      path: 'dist/shop',
      targetNamespace: 'shop',
    }),
    FluxKustomizationProps: () => ({ source: SOURCE, path: 'dist/shop' }),
  },
  use: {
    FluxSource: (source: any) =>
      rendered((chart) => new FluxKustomization(chart, 'shop', { source, path: 'dist/shop' })),
  },
};
