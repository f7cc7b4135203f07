import { Exposure, NetworkPeer, Waiver } from 'cdk8s-elixir';
import { newCluster, newPhoenix, rendered, SECRET } from '../subjects';
import { endpoint, exposed, ingress, phoenix, refused } from './builds';
import { type Build, list, override, overrides, type Proof, type Proofs, text } from './proof';

const GATEWAY = [Exposure.gateway({ gateway: 'a' })];
const byKind = (build: Build): Proof => ({
  build: ({ exposures }) => build({ overrides: { exposures } }),
  same: {},
  other: { HTTPRoute: { metadata: { annotations: { touched: 'yes' } } } },
});

/** Endpoints, ways in, Phoenix. */
export const EXPOSURE: Proofs = {
  'SharedReleaseProps.databaseIpv6': {
    build: (props) => [
      phoenix(props),
      rendered((chart) => {
        const same = props.databaseIpv6 === false ? {} : props;
        newPhoenix(chart, { cluster: newCluster(chart, { ipv6: true }), ...same });
      }),
    ],
    same: false,
    other: true,
  },
  'SharedReleaseProps.databaseUrl': text(phoenix, undefined, SECRET.key('DATABASE_URL')),
  'EndpointOptions.exposures': list(phoenix, Exposure.gateway({ gateway: 'a' })),
  'SharedReleaseProps.poolSize': text(phoenix, undefined, 10),
  'PhoenixServiceProps.port': { build: phoenix, other: 4001 },
  'IngressExposureOptions.className': text(ingress, undefined, 'nginx'),
  'HttpEndpointProps.allow': {
    build: (props) => refused(() => endpoint({ exposures: [Exposure.ingress()], host: 'a.example', ...props })),
    same: [Waiver.plainHttp('tested')],
    other: [],
  },
  'HttpEndpointProps.host': {
    build: (props) => endpoint({ exposures: props.host ? GATEWAY : [], ...props }),
    same: undefined,
    other: 'a.example',
  },
  'HttpEndpointProps.name': text(endpoint, 'worker', 'other'),
  'HttpEndpointProps.overrides': {
    build: endpoint,
    same: {},
    other: { service: { metadata: { annotations: { a: 'b' } } } },
  },
  'HttpEndpointProps.port': text(endpoint, 'http', 'admin'),
  ...overrides('HttpEndpointOverrides', [override(endpoint, 'service')]),
  'HttpEndpointOverrides.exposures': byKind((props) => endpoint({ host: 'a.example', exposures: GATEWAY, ...props })),
  'IExposure.appProtocol': text(exposed, undefined, 'kubernetes.io/ws'),
  'IExposure.plainHttp': { build: exposed, other: true },
  'IExposure.sticky': {
    build: (exposure) =>
      refused(() => phoenix({ longpoll: true, exposures: [{ kind: 'own', manifests: () => [], ...exposure }] })),
    other: true,
  },
  'PhoenixServiceProps.longpoll': { build: (props) => refused(() => phoenix(props)), other: true },
  ...overrides('PhoenixServiceOverrides', [override(phoenix, 'service')]),
  'PhoenixServiceOverrides.exposures': byKind((props) => phoenix({ exposures: GATEWAY, ...props })),
  'PhoenixServiceProps.httpPeers': text(phoenix, undefined, [NetworkPeer.pods({ a: 'b' })]),
  'PhoenixServiceProps.overrides': {
    build: phoenix,
    same: {},
    other: { service: { metadata: { annotations: { a: 'b' } } } },
  },
};
