// The descriptions that proofs of defaults compare, each with some properties left open.
import { type ChartProps, Size } from 'cdk8s';
import {
  ConfigBundle,
  type ConfigBundleProps,
  Discovery,
  Exposure,
  HttpEndpoint,
  KubernetesTarget,
  NodeHost,
  Probe,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import { container, newChart, newCluster, newPhoenix, newRelease, rendered, synth } from '../subjects';
import type { Build } from './proof';

export const CHART: ChartProps = { namespace: 'chat' };
const RISKY = { allow: [Waiver.plainHttp('tested')] };
const OWN_OBJECT = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } };
export const HTTP = [{ name: 'http', port: 4000 }];

/** With two replicas, a declared port and a bundle of its own. */
export const release: Build = (props) => rendered((chart) => newRelease(chart, { ports: HTTP, ...props }));
export const phoenix: Build = (props) => rendered((chart) => newPhoenix(chart, props));
export const member: Build = (props) =>
  rendered((chart) => newRelease(chart, { cluster: newCluster(chart), ...props }));
export const cluster: Build = (props) => rendered((chart) => newPhoenix(chart, { cluster: newCluster(chart, props) }));
export const bundle: Build = (props: ConfigBundleProps) =>
  rendered((chart) => newRelease(chart, { config: [new ConfigBundle(chart, 'config', props)] }));
export const withFiles: Build = (props) => bundle({ files: { 'app.toml': 'a = 1' }, ...props });
export const discovery =
  (make: (options: any) => any, stableNames = false): Build =>
  (options) =>
    rendered((chart) => {
      const joined = newCluster(chart, { discovery: make(options) });
      newRelease(chart, { cluster: joined, stableNames });
    });
export const own: Build = (props) =>
  rendered((chart) => {
    const strategy = { strategy: 'own', nodeHost: NodeHost.ADDRESS, environment: () => ({ OWN: 'x' }), ...props };
    newRelease(chart, { cluster: newCluster(chart, { discovery: strategy }) });
  });
export const gateway: Build = (options) =>
  phoenix({ exposures: [Exposure.gateway({ gateway: 'public', ...options })] });
export const ingress: Build = (options) =>
  phoenix({ exposures: [Exposure.ingress(options)], allow: [Waiver.plainHttp('tested')] });
export const check: Build = (options) => release({ startupProbe: Probe.fromTcpSocket(options) });
export const endpoint: Build = (props) =>
  rendered((chart) => {
    const serving = newRelease(chart, { ports: [...HTTP, { name: 'admin', port: 4001 }], ...RISKY });
    new HttpEndpoint(chart, 'way-in', { release: serving, ...props });
  });
export const exposed: Build = (exposure) =>
  refused(() => phoenix({ exposures: [{ kind: 'own', manifests: () => [OWN_OBJECT], ...exposure }] }));
export const flags: Build = (options) => release({ vmFlags: VmFlags.of(options) });
export const target: Build = (props) => {
  const chart = newChart(CHART);
  KubernetesTarget.set(chart, props);
  newPhoenix(chart, { cluster: newCluster(chart) });
  return synth(chart);
};
export const port: Build = (props) => release({ ports: [{ ...HTTP[0], ...props }] });
export const storage: Build = (props) =>
  release({ storage: [{ name: 'd', mountPath: '/d', size: Size.gibibytes(1), ...props }] });
export const scheduling: Build = (props) => release({ scheduling: props });
/** Without cluster, ports and everything else that has a headless Service or a right of its own. */
export const standalone: Build = (props) => rendered((chart) => newRelease(chart, { stableNames: true, ...props }));
export const asking: Build = (props) =>
  rendered((chart) =>
    newRelease(chart, { cluster: newCluster(chart, { discovery: Discovery.kubernetes() }), ...props }),
  );
export const askingCluster: Build = (props) => cluster({ discovery: Discovery.kubernetes(), ...props });

/** The outcome, or that there was none. */
export function refused(body: () => unknown): unknown {
  try {
    return body();
  } catch (error) {
    return (error as Error).message;
  }
}

/** One member of the three probes; what is said in prose is compared with numbers rather than with another build. */
export function probes(member: string, options: object, expected: number[]): unknown {
  if (Object.values(options).includes('each its own')) return expected;
  const { startupProbe, readinessProbe, livenessProbe } = container(
    release({ startupProbe: Probe.fromTcpSocket(options) }) as any[],
  );
  return [startupProbe, readinessProbe, livenessProbe].map((probe) => probe[member]);
}
