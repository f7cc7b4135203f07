import { Construct } from 'constructs';
import type { ErlangCluster } from '../cluster/erlang-cluster';
import { within } from '../errors/refusal';
import { describeEndpoint } from '../exposure/describe-endpoint';
import type { DescribedEndpoint } from '../exposure/endpoint-description';
import { HttpEndpoint } from '../exposure/http-endpoint';
import { placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { describeRelease } from '../release/describe-release';
import { ElixirRelease } from '../release/elixir-release';
import type { DescribedRelease } from '../release/release-description';
import { withRelease } from '../release/with-release';
import { checkLongpoll } from './check-longpoll';
import { HTTP, phoenixContribution } from './phoenix-contribution';
import type { PhoenixServiceProps } from './phoenix-service-props';

/**
 * Phoenix application that serves: a release, an HTTP endpoint with its ways in, and the variables that the generated
 * `runtime.exs` reads, `PHX_SERVER` among them, so that `bin/my_app start` serves as `bin/server` does.
 */
export class PhoenixService extends Construct {
  /** Name of its objects. */
  public readonly name: string;

  /** Host under which browsers reach it. */
  public readonly host: string;

  /** Release: the pods, and everything that they need. */
  public readonly release: ElixirRelease;

  /** Endpoint: the Service and the ways in. */
  public readonly endpoint: HttpEndpoint;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props properties of the release and of its endpoint
   * @throws where a value cannot work, with one that would
   */
  constructor(scope: Construct, id: string, props: PhoenixServiceProps) {
    const { release, endpoint, cluster } = describe(scope, id, props);
    super(scope, id);
    this.name = release.workload.name;
    this.host = props.host;
    this.release = new ElixirRelease(this, 'release', { cluster, _described: release });
    this.endpoint = new HttpEndpoint(this, 'endpoint', { release: this.release, _described: endpoint });
    this.node.defaultChild = this.release.workload;
  }
}

publicClass(PhoenixService, 'PhoenixService');

/** Parts of a service, described and checked. */
interface Described {
  readonly release: DescribedRelease;
  readonly endpoint: DescribedEndpoint;
  readonly cluster?: ErlangCluster;
}

function describe(scope: Construct, id: string, given: PhoenixServiceProps): Described {
  const place = placeOf(scope, id);
  return within(place, () => {
    checkProps('PhoenixServiceProps', given);
    const props = withRelease(given);
    const { service: ofService, exposures: ways, ...overrides } = props.overrides ?? {};
    const kind = { nameRule: 'service', contributions: [phoenixContribution(props)] } as const;
    const release = describeRelease(place, props.overrides ? { ...props, overrides } : props, kind);
    const { exposures, service, host, hosts, cluster } = props;
    const endpoint = describeEndpoint(place, release, {
      exposures,
      service,
      host,
      hosts,
      port: HTTP,
      overrides: { service: ofService, exposures: ways },
    });
    checkLongpoll(props, release, endpoint);
    return { release, endpoint, cluster };
  });
}
