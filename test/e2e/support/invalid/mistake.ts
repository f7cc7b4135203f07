import type { Chart } from 'cdk8s';
import { ConfigBundle, ElixirRelease, Exposure, type IExposure, PhoenixService, Tls } from 'cdk8s-elixir';
import { cluster, web, worker } from '../hello';

/** A mistake in two forms: as a change of a good manifest, and as properties. */
export interface Mistake {
  readonly what: string;
  /** The kind of the manifest. */
  readonly kind: string;
  /** Where it is changed, and to what. */
  readonly at: string;
  readonly to: unknown;
  /** The same, asked for through properties. */
  readonly build: (chart: Chart) => unknown;
}

export const phoenix = (props: any) => (chart: Chart) => new PhoenixService(chart, 'web', web(cluster(chart), props));
export const release = (props: any) => (chart: Chart) =>
  new ElixirRelease(chart, 'state', worker(cluster(chart), props));
export const bundle = (props: any) => (chart: Chart) => new ConfigBundle(chart, 'config', props);
export const exposed = (make: () => IExposure) => (chart: Chart) => phoenix({ exposures: [make()] })(chart);
export const ingress = (props: any) => exposed(() => Exposure.ingress({ tls: Tls.secret('tls'), ...props }));
export const named = (name: string) => phoenix({ name });
export const LONG = 'a'.repeat(64);

export const POD = 'spec.template.spec';
export const MAIN = `${POD}.containers.0`;

export function mistake(what: string, kind: string, at: string, to: unknown, build: Mistake['build']): Mistake {
  return { what, kind, at, to, build };
}
