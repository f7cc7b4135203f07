import { Refusal } from '../errors/refusal';
import { checkHost, checkHosts } from '../exposure/host';
import type { EnvVar } from '../kubernetes/api';
import { checkPortNumber } from '../kubernetes/port-numbers';
import type { Contribution } from '../pod/contribution';
import { Drain } from '../pod/drain';
import { checkSome } from '../pod/network';
import { releaseRisks } from '../release/release-risks';
import { accepts } from '../risks/accepted-risks';
import { SecretKey } from '../secrets/existing-secret';
import type { PhoenixServiceProps } from './phoenix-service-props';

/** Name of the HTTP port, in the container and in the Service. */
export const HTTP = 'http';

/** Drains of Phoenix and of its HTTP server, where the props name none. */
const DRAINS = [Drain.sockets(), Drain.requests()].map((drain) => drain._time(() => '')); // none runs the script

/** Port on which a generated runtime.exs listens. */
const PORT = 4000;

/**
 * Contribution of Phoenix to the pods: variables that a generated runtime.exs reads, the HTTP port, the drains.
 *
 * Source: `mix phx.new` 1.7, config/runtime.exs.
 *
 * @throws where host or port are none, or SECRET_KEY_BASE is missing
 */
export function phoenixContribution(props: PhoenixServiceProps): Contribution {
  const { port = PORT } = props;
  const from = peersOf(props);
  checkPortNumber('port', port, accepts(releaseRisks(props), 'pod-security') ? 1 : 1024);
  return {
    by: 'the PhoenixService',
    env: variables(props, port),
    ports: [
      {
        name: HTTP,
        port,
        property: 'port',
        ...(from ? { from: checkSome('httpPeers', from, 'everybody').map((peer) => peer._peer) } : {}),
      },
    ],
    drains: props.drains ? [] : DRAINS,
  };
}

/** Peers of the HTTP port; undefined for everybody. */
function peersOf({ httpPeers, onlyFromExposures = false, exposures = [] }: PhoenixServiceProps) {
  if (!onlyFromExposures) return httpPeers;
  const peers = exposures.flatMap(({ kind, from = [] }, index) => {
    if (from.length === 0) throw unknownPeers(`exposures[${index}]`, kind);
    return from;
  });
  if (peers.length + (httpPeers ?? []).length === 0) throw noExposures();
  return [...peers, ...(httpPeers ?? [])];
}

function unknownPeers(property: string, kind: string): Refusal {
  return new Refusal({
    property: `${property}.from`,
    value: undefined,
    why: `with onlyFromExposures the HTTP port would be closed to the way in "${kind}"`,
    allowed: 'the pods of its controller, or the addresses of its load balancer',
    fix: "for example from: [NetworkPeer.podsIn('infra', { 'app.kubernetes.io/name': 'traefik' })]",
  });
}

function noExposures(): Refusal {
  return new Refusal({
    property: 'onlyFromExposures',
    value: true,
    why: 'there is no way in: nobody could connect to the HTTP port',
    allowed: 'ways in, or httpPeers',
    fix: 'give `exposures`, or remove it',
  });
}

function variables({ host, hosts, secretKeyBase }: PhoenixServiceProps, port: number): EnvVar[] {
  SecretKey._from('secretKeyBase', secretKeyBase as SecretKey); // the release's runtime configuration sets it
  return [
    { name: 'PHX_SERVER', value: 'true' },
    { name: 'PHX_HOST', value: checkHost('host', host) },
    { name: 'PORT', value: String(port) },
    ...origins(host, hosts && checkHosts('hosts', hosts)),
  ];
}

/**
 * Hosts whose pages may open sockets, in the form that `check_origin` takes, where PHX_HOST alone does not say it.
 *
 * Source: Phoenix 1.7, Phoenix.Endpoint, `socket/3`, `:check_origin`; lib/phoenix/socket/transport.ex, `parse_origin` and
 * `compare_host?`.
 */
function origins(host: string, hosts: readonly string[] = []): EnvVar[] {
  const all = [...new Set([host, ...hosts])];
  if (all.length === 1) return [];
  return [{ name: 'CHECK_ORIGIN', value: all.map((one) => `//${one}`).join(',') }];
}
