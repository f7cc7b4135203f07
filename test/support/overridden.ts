// A cluster with a Phoenix service and a worker, and what is refused after an override of one of their parts.
import {
  Discovery,
  type ElixirReleaseProps,
  type ErlangClusterProps,
  Exposure,
  Gateway,
  GatewayListener,
  type IExposure,
  Tls,
} from 'cdk8s-elixir';
import { errorOf, newChart, newCluster, newPhoenix, newRelease, synth } from './subjects';

/** Override of one part of one construct. */
export interface Override {
  /** Constructs, with what differs from the usual. */
  readonly cluster?: Partial<ErlangClusterProps>;
  readonly worker?: Partial<ElixirReleaseProps>;
  readonly web?: object;
  /** Override of a Gateway that the web service's routes hang at; none without it. */
  readonly gateway?: object;
}

/** The manifests after an override. */
export function overridden({ cluster, worker, web, gateway }: Override): any[] {
  const chart = newChart();
  const chat = newCluster(chart, cluster);
  const exposures = [Exposure.ingress({ className: 'nginx', tls: Tls.secret('chat-tls') })];
  newPhoenix(chart, { cluster: chat, exposures, stableNames: worker?.stableNames, ...web });
  newRelease(chart, { cluster: chat, ...worker });
  if (gateway !== undefined) {
    const listeners = [
      GatewayListener.http(),
      GatewayListener.https(['chat.example.com'], { tls: Tls.secret('chat-tls') }),
    ];
    new Gateway(chart, 'public', { className: 'traefik', listeners, overrides: { gateway } });
  }
  return synth(chart);
}

/** The message of the refusal of an override. */
export function refusalOf(override: Override): string {
  return errorOf(() => overridden(override)).message;
}

/** Overrides of the worker's workload, of its pod, of its container, of variables of its container. */
export const ofWorkload = (workload: object, more: Partial<ElixirReleaseProps> = {}): Override => ({
  worker: { ...more, overrides: { workload } },
});
export const ofPod = (spec: object, more?: Partial<ElixirReleaseProps>) =>
  ofWorkload({ spec: { template: { spec } } }, more);
export const ofContainer = (container: object, more?: Partial<ElixirReleaseProps>) =>
  ofPod({ containers: [{ name: 'worker', ...container }] }, more);
export const ofVariable = (name: string, change: object, more?: Partial<ElixirReleaseProps>) =>
  ofContainer({ env: [{ name, ...change }] }, more);
export const GONE = { $patch: 'delete' };

/** The same with a strategy. */
export const under = (discovery: ErlangClusterProps['discovery'], override: Override): Override => ({
  ...override,
  cluster: { ...override.cluster, discovery },
});
export const named = (override: Override): Override =>
  under(Discovery.kubernetesDnsSrv(), { ...override, worker: { stableNames: true, ...override.worker } });

/** Overrides of the worker's argument files. */
export const ofFiles = (data: object): Override => ({ worker: { overrides: { vmArgs: { data } } } });

/** Overrides of other parts. */
export const ofPolicy = (spec: object, more: Partial<ElixirReleaseProps> = {}): Override => ({
  worker: { ...more, overrides: { networkPolicy: { spec } } },
});
export const ofBudget = (spec: object, more: Partial<ElixirReleaseProps> = {}): Override => ({
  worker: { ...more, overrides: { podDisruptionBudget: { spec } } },
});
export const ofIngress = (Ingress: object): Override => ({ web: { overrides: { exposures: { Ingress } } } });
const AT_GATEWAY = { gateway: 'public', sectionName: 'https', httpSectionName: 'http' };
export const ofGateway = (gateway: object): Override => ({
  gateway,
  web: { exposures: [Exposure.gateway(AT_GATEWAY)] },
});
export const ofRoute = (
  HTTPRoute: object,
  exposures: IExposure[] = [Exposure.gateway({ gateway: 'public', sectionName: 'https' })],
): Override => ({ gateway: {}, web: { exposures, overrides: { exposures: { HTTPRoute } } } });
export const ofService = (service: object): Override => ({ web: { overrides: { service } } });
export const ofRole = (role: object): Override => ({
  cluster: { discovery: Discovery.kubernetes(), overrides: { role } },
});
export const ofBinding = (roleBinding: object): Override => ({
  cluster: { discovery: Discovery.kubernetes() },
  worker: { overrides: { roleBinding } },
});

/** What is refused: what it is, the override, the property that the message names, and words of the fix. */
export type Refused = readonly [string, Override, string, string];

/** Tests that each override is refused. */
export function refuses(table: readonly Refused[]): void {
  test.each(table)('%s is refused', (_, override, property, fix) => {
    const message = refusalOf(override);
    const properties = [...message.matchAll(/`([^`]+)` is /g)].map(([, one]) => one);
    expect(properties.filter((one) => one.includes(property))).not.toEqual([]);
    expect(message).toContain(fix);
  });
}
