import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { within } from '../errors/refusal';
import { manifest } from '../manifests/manifest';
import { checkSameNamespace, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { describeEndpoint } from './describe-endpoint';
import type { DescribedEndpoint } from './endpoint-description';
import type { HttpEndpointProps } from './http-endpoint-props';

/**
 * Service of a release and the ways in from outside. A PhoenixService has one of its own; with this any release that
 * declares a port can have one.
 */
export class HttpEndpoint extends Construct {
  /** Name of the Service. */
  public readonly name: string;

  /** Number of the Service's port. */
  public readonly port: number;

  /** Service. */
  public readonly service: ApiObject;

  /** Objects of the ways in, in the order in which they were given. */
  public readonly exposures: ApiObject[];

  /**
   * @param scope a chart, or a construct in one
   * @param id id of the construct; the name is the release's, unless `name` says otherwise
   * @param props release, host and ways in
   * @throws where a value cannot work, with one that would
   */
  constructor(scope: Construct, id: string, props: HttpEndpointProps) {
    const described = props?._described ?? describe(scope, id, props);
    super(scope, id);
    this.name = described.service.metadata?.name as string;
    this.port = described.port.port;
    this.service = manifest(this, 'service', described.service);
    this.exposures = described.exposures.map(({ id: exposureId, object }) => manifest(this, exposureId, object));
    this.node.defaultChild = this.service;
  }
}

publicClass(HttpEndpoint, 'HttpEndpoint');

function describe(scope: Construct, id: string, props: HttpEndpointProps): DescribedEndpoint {
  const place = placeOf(scope, id);
  return within(place, () => {
    checkProps('HttpEndpointProps', props);
    const { release } = props;
    const why = 'a Service selects pods of its own namespace only';
    checkSameNamespace(place, { property: 'release', construct: release, why });
    return describeEndpoint(place, release._described, props);
  });
}
