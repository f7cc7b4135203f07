import type { EndpointOptions } from '../exposure/endpoint-options';
import type { NetworkPeer } from '../pod/network';
import type { ElixirReleaseOverrides } from '../release/elixir-release-props';
import type { ReleaseProps } from '../release/release-props';

/** Overrides for the parts of a PhoenixService: the API's own JSON, merged deeply. */
export interface PhoenixServiceOverrides extends ElixirReleaseOverrides {
  /** Into the Service. @default - nothing */
  readonly service?: any;
  /**
   * Into the objects of the ways in, by their kind: `{ HTTPRoute: { metadata: { annotations: { … } } } }`.
   *
   * @default - nothing
   */
  readonly exposures?: { [kind: string]: any };
}

/** Properties of a PhoenixService. */
export interface PhoenixServiceProps extends ReleaseProps, EndpointOptions {
  /**
   * Host under which browsers reach it: `PHX_HOST`, and the host of every way in where `hosts` are left out.
   *
   * Phoenix takes sockets from pages of this host alone. Where `hosts` are others, the release has all of them in
   * `CHECK_ORIGIN`, `//shop.example.com,//*.shop.example.com`, and config/runtime.exs gives them to the endpoint:
   * `check_origin: if(origins = System.get_env("CHECK_ORIGIN"), do: String.split(origins, ","), else: true)`.
   */
  readonly host: string;

  /**
   * Port on which Phoenix listens: `PORT`.
   *
   * @default 4000
   */
  readonly port?: number;

  /**
   * Whether clients may use long polling: `longpoll` of a `socket` in the endpoint, with `longPollFallbackMs` in app.js,
   * as newer versions of `mix phx.new` make both. With several pods it needs a cluster, or ways in that keep a
   * client at one pod; without it is refused. Manifests cannot show what the endpoint says, so that without this nothing
   * is checked.
   *
   * Source: Phoenix 1.7, lib/phoenix/transports/long_poll.ex; installer/templates, endpoint.ex and app.js.
   *
   * @default false
   */
  readonly longpoll?: boolean;

  /**
   * Peers that may connect to the HTTP port, for example the Gateway's pods alone.
   *
   * @default - everybody who reaches the pod
   */
  readonly httpPeers?: NetworkPeer[];

  /**
   * Whether the HTTP port is open to the ways in alone, by what each says of where its requests come from, and to
   * `httpPeers` beside them. Pods of the same application reach it through the ways in too.
   *
   * @default false
   */
  readonly onlyFromExposures?: boolean;

  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply: items of a list by their name or other
   * key, `null` removes a field, `[{ $patch: 'replace' }, …]` replaces a list.
   *
   * @default - nothing
   */
  readonly overrides?: PhoenixServiceOverrides;
}
