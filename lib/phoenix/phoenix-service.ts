import type { ApiObject } from 'cdk8s';
import type { SecretValue } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Refusal, within } from '../errors/refusal';
import type { EnvVar } from '../kubernetes/api';
import { objectLabels } from '../kubernetes/labels';
import { manifest } from '../manifests/manifest';
import { Drain } from '../pod/drain';
import { accepted } from '../release/accepted';
import type { Role } from '../release/describe-release';
import { ElixirRelease } from '../release/elixir-release';
import type { ElixirReleaseProps } from '../release/elixir-release-props';
import { waived, waiverAnnotations } from '../risks/waiver';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import type { Exposure } from './exposure';
import { checkHost } from './host';
import { HTTP, httpRoute, ingress, service } from './objects';

/** Properties of a PhoenixService. */
export interface PhoenixServiceProps extends ElixirReleaseProps {
  /**
   * The host under which browsers reach it: `PHX_HOST`, and the host of every exposure.
   */
  readonly host: string;

  /**
   * Ways in from outside.
   *
   * @default - none: inside the Kubernetes cluster it is reached as `http://NAME`
   */
  readonly exposures?: Exposure[];

  /**
   * `SECRET_KEY_BASE`: a key of an existing Secret, 64 bytes or more (`mix phx.gen.secret`).
   */
  readonly secretKeyBase: SecretKey | SecretValue;

  /**
   * `DATABASE_URL`: a key of an existing Secret.
   *
   * @default - none: a release without a database
   */
  readonly databaseUrl?: SecretKey | SecretValue;

  /**
   * `POOL_SIZE`: connections to the database, of each pod.
   *
   * @default - not set: the 10 of the generated runtime.exs
   */
  readonly poolSize?: number;

  /**
   * `ECTO_IPV6`: whether the database is reached over IPv6.
   *
   * @default - whether the cluster talks IPv6
   */
  readonly databaseIpv6?: boolean;

  /**
   * The port on which Phoenix listens: `PORT`.
   *
   * @default 4000
   */
  readonly port?: number;
}

/**
 * A Phoenix application that serves: an ElixirRelease with its Service and the ways in. The pods get what the generated
 * `runtime.exs` reads, `PHX_SERVER` among it, so that `bin/my_app start` serves as `bin/server` does.
 */
export class PhoenixService extends ElixirRelease {
  /** The host. */
  public readonly host: string;

  /** The Service: port 80, to the port `http` of the pods. */
  public readonly service: ApiObject;

  /** The HTTPRoutes, one for each exposure through a Gateway. */
  public readonly routes: ApiObject[];

  /** The Ingresses, one for each exposure through an Ingress. */
  public readonly ingresses: ApiObject[];

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props what runs, and how it is reached
   * @throws where a value cannot work, with what would
   */
  constructor(scope: Construct, id: string, props: PhoenixServiceProps) {
    super(scope, id, props);
    const { cluster, exposures = [], overrides } = props;
    const served = {
      name: this.name,
      host: props.host,
      labels: objectLabels(this.name, cluster?.name, props.labels),
      ipv6: cluster?.ipv6 ?? false,
      gateway: exposures.some((exposure) => exposure._gateway !== undefined),
    };
    this.host = props.host;
    this.service = manifest(this, 'service', service(served), overrides?.service);
    const gateways = exposures.flatMap(({ _gateway }) => (_gateway ? [_gateway] : []));
    this.routes = gateways.map((options, index) =>
      manifest(
        this,
        numbered('route', index),
        httpRoute(served, numbered(this.name, index), options),
        overrides?.route,
      ),
    );
    const ingresses = exposures.flatMap(({ _ingress }) => (_ingress ? [_ingress] : []));
    const annotations = waiverAnnotations(accepted(props).filter((waiver) => waiver.risk === 'plain-http'));
    this.ingresses = ingresses.map((options, index) =>
      manifest(
        this,
        numbered('ingress', index),
        ingress(served, numbered(this.name, index), options, annotations),
        overrides?.ingress,
      ),
    );
  }

  /** @internal */
  protected override _parts(props: PhoenixServiceProps): { readonly [part: string]: unknown } {
    const exposures = props.exposures ?? [];
    const [route] = exposures.filter((exposure) => exposure._gateway);
    const [ingress] = exposures.filter((exposure) => exposure._ingress);
    return { ...super._parts(props), service: true, route, ingress };
  }

  /** @internal */
  protected override _role(props: PhoenixServiceProps): Role {
    return within(this.node.path, () => {
      checkTls(props);
      return {
        nameRule: 'service',
        ports: [{ name: HTTP, port: props.port ?? 4000 }],
        env: variables(props),
        drains: [Drain.sockets(), Drain.requests()],
      };
    });
  }
}

/** The first of several has the name itself, the others a number behind it. */
function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

/** What a generated runtime.exs reads. */
function variables(props: PhoenixServiceProps): EnvVar[] {
  const { poolSize, databaseUrl, port = 4000 } = props;
  if (poolSize !== undefined && !(Number.isInteger(poolSize) && poolSize >= 1)) {
    throw new Refusal({
      property: 'poolSize',
      value: poolSize,
      allowed: 'a whole number from 1',
      fix: 'leave it out for 10',
    });
  }
  const ipv6 = props.databaseIpv6 ?? props.cluster?.ipv6 ?? false;
  const database = databaseUrl === undefined ? undefined : SecretKey._from('databaseUrl', databaseUrl);
  return [
    { name: 'PHX_SERVER', value: 'true' },
    { name: 'PHX_HOST', value: checkHost('host', props.host) },
    { name: 'PORT', value: String(port) },
    secretVariable('SECRET_KEY_BASE', SecretKey._from('secretKeyBase', props.secretKeyBase)),
    ...(database ? [secretVariable('DATABASE_URL', database)] : []),
    ...(poolSize === undefined ? [] : [{ name: 'POOL_SIZE', value: String(poolSize) }]),
    ...(ipv6 ? [{ name: 'ECTO_IPV6', value: 'true' }] : []),
  ];
}

function checkTls(props: PhoenixServiceProps): void {
  const open = (props.exposures ?? []).findIndex(
    ({ _ingress }) => _ingress && !(_ingress.tlsSecret || _ingress.issuer || _ingress.clusterIssuer),
  );
  if (open < 0 || waived(accepted(props), 'plain-http')) return;
  throw new Refusal({
    property: `exposures[${open}]`,
    value: 'Exposure.ingress without TLS',
    why: 'session cookies would cross the network in the open, and a generated prod configuration makes https links',
    allowed: 'tlsSecret, issuer or clusterIssuer',
    fix: "clusterIssuer: 'letsencrypt'; where a load balancer ends TLS itself: allow: [Waiver.plainHttp('why')]",
  });
}
