import type { ElixirRelease } from '../release/elixir-release';
import type { Waiver } from '../risks/waiver';
import type { DescribedEndpoint } from './endpoint-description';
import type { EndpointOptions, HttpEndpointOverrides } from './endpoint-options';

/** Properties of an HttpEndpoint. */
export interface HttpEndpointProps extends EndpointOptions {
  /** Release whose pods answer. */
  readonly release: ElixirRelease;

  /**
   * Name of the Service and of the ways in.
   *
   * @default - the release's name
   */
  readonly name?: string;

  /**
   * Host under which the ways in serve, where `hosts` are left out.
   *
   * @default - none, which is enough without exposures
   */
  readonly host?: string;

  /**
   * Name of the declared port that answers.
   *
   * @default - the first declared port
   */
  readonly port?: string;

  /**
   * Accepted risks.
   *
   * @default - those of the release
   */
  readonly allow?: Waiver[];

  /**
   * Overrides: the API's own JSON for any field of any part.
   *
   * @default - nothing
   */
  readonly overrides?: HttpEndpointOverrides;

  /**
   * Endpoint as the construct that it is a part of has described it.
   *
   * @internal
   */
  readonly _described?: DescribedEndpoint;
}
