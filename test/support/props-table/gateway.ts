// What Gateways and routes need in the places where values are given.
import { Exposure, Gateway, GatewayListener, type GatewayProps, ListenerSet, Tls } from 'cdk8s-elixir';
import { newChart, newPhoenix, rendered } from '../subjects';

const TLS = Tls.secret('mine');
const LISTENERS = [GatewayListener.https(['a.example'], { tls: TLS })];
const through = (options: object) =>
  rendered((chart) => newPhoenix(chart, { exposures: [Exposure.gateway({ gateway: 'public', ...options })] }));
const made = (props: Partial<GatewayProps>) =>
  rendered((chart) => new Gateway(chart, 'public', { className: 'a', listeners: LISTENERS, ...props }));

/** Entries of the tables of `roots.ts`. */
export const GATEWAY = {
  least: {
    GatewayExposureOptions: () => ({ gateway: 'public' }),
    GatewayProps: () => ({ className: 'a', listeners: LISTENERS }),
    GrpcRouteExposureOptions: () => ({ gateway: 'public' }),
    HeaderChanges: () => ({ remove: ['server'] }),
    HttpsListenerOptions: () => ({ tls: TLS }),
    ListenerSetProps: () => ({ gateway: 'public', listeners: LISTENERS }),
    RouteExposureOptions: () => ({ gateway: 'public' }),
    RouteRewrite: () => ({ host: 'a.example' }),
  },
  use: {
    GatewayListener: (listener: any) => made({ listeners: [listener, ...LISTENERS] }),
    RouteFilter: (filter: any) => through({ filters: [filter] }),
    RouteMatch: (match: any) => through({ matches: [match] }),
    RouteNamespaces: (routesFrom: any) => made({ routesFrom }),
    RouteParent: (parent: any) => through({ gateway: undefined, parents: [parent] }),
  },
  arguments: {
    endpoint: () => newPhoenix(newChart()).endpoint,
    hosts: () => ['b.example'],
  },
  on: {
    Gateway: () => new Gateway(newChart(), 'public', { className: 'a', listeners: LISTENERS }),
    ListenerSet: () => new ListenerSet(newChart(), 'team', { gateway: 'public', listeners: LISTENERS }),
  },
};
