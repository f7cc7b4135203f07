// Parts of pods, of a release or of a job, from their description.
import { Size } from 'cdk8s';
import { Egress, ExistingSecret, NetworkPeer, Resources, type SharedReleaseProps } from 'cdk8s-elixir';
import { Cpu, EnvValue, k8s } from 'cdk8s-plus-27';
import type { ReleaseData } from './app-description';
import type { Arrange } from './build-options';

export const SECRET = ExistingSecret.named('generated');

export const egress = () => [
  Egress.dns(),
  Egress.apiServer('10.0.0.1/32'),
  Egress.to(NetworkPeer.pods({ a: 'b' }), [5432]),
];

export function volumeProps(volume: boolean | undefined, arrange: Arrange) {
  if (!volume) return {};
  return {
    volumes: [arrange({ name: 'shared', emptyDir: { sizeLimit: k8s.Quantity.fromString('1Gi') } })],
    volumeMounts: [arrange({ name: 'shared', mountPath: '/shared' })],
  };
}

/** Variables that refer to others; in which order they are given must not matter. */
export function buildEnv(env: NonNullable<ReleaseData['env']>, arrange: Arrange): SharedReleaseProps['env'] {
  const name = (index: number) => `${'ZEBRA'[index % 5]}_${index}`;
  const value = (refersTo: readonly number[], index: number) =>
    ['$(POD_IP)', ...refersTo.map((to) => (index === 0 ? '$(POD_NAME)' : `$(${name(to % index)})`))].join('/');
  return arrange(
    Object.fromEntries(
      env.map(({ kind, refersTo }, index) => [
        name(index),
        kind === 'secret'
          ? SECRET.key(`ENV_${index}`)
          : kind === 'plus'
            ? EnvValue.fromValue(value(refersTo, index))
            : value(refersTo, index),
      ]),
    ),
  );
}

export function buildResources(data: NonNullable<ReleaseData['resources']>, arrange: Arrange): Resources {
  if (typeof data === 'string') return Resources[data]();
  const cpu = data.millis === undefined ? undefined : { request: Cpu.millis(1), limit: Cpu.millis(data.millis) };
  return Resources.of(arrange({ cpu, memory: { limit: Size.mebibytes(data.mebibytes) } }));
}

export function sidecar(kind: 'plain' | 'types', index: number): k8s.Container {
  const port = 20000 + index + 1;
  const base = {
    name: `sidecar-${index}`,
    image: 'acme/proxy:1',
    ports: [{ name: `side-${index}`, containerPort: port }],
  };
  if (kind === 'plain')
    return {
      ...base,
      env: [
        { name: 'A', value: 'b' },
        { name: 'C', value: '$(A)' },
      ],
    };
  return {
    ...base,
    readinessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(port) } },
    resources: { limits: { memory: k8s.Quantity.fromString('64Mi') }, requests: { cpu: k8s.Quantity.fromNumber(1) } },
  };
}
