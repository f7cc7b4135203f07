import { Refusal } from '../errors/refusal';
import type { DescribedEndpoint } from '../exposure/endpoint-description';
import type { IExposure } from '../exposure/i-exposure';
import type { DescribedRelease } from '../release/release-description';
import type { PhoenixServiceProps } from './phoenix-service-props';

/** Types of a Service by which requests from outside reach it as they are; the proxies of other ways in pass it by. */
const PAST_NO_PROXY: ReadonlySet<string | undefined> = new Set(['NodePort', 'LoadBalancer']);

/**
 * Refuses long polling where requests of one session may reach nodes that do not know each other. The session is a process
 * on one node; another node passes a request on where the two are connected, and answers 410 otherwise.
 *
 * Source: Phoenix 1.7, lib/phoenix/transports/long_poll.ex, `resume_session` and `server_ref`.
 */
export function checkLongpoll(
  { longpoll = false, cluster, exposures = [] }: PhoenixServiceProps,
  { workload: { bounds } }: DescribedRelease,
  { service }: DescribedEndpoint,
): void {
  if (!longpoll || cluster !== undefined || bounds.max <= 1) return;
  const byAddress = service.spec?.sessionAffinity === 'ClientIP';
  const stays = ({ sticky = false, service: asked }: IExposure) =>
    sticky || (byAddress && PAST_NO_PROXY.has(asked?.type));
  if (exposures.length === 0 ? byAddress : exposures.every(stays)) return;
  throw new Refusal({
    property: 'longpoll',
    value: `true, with ${bounds.max} pods in no cluster`,
    why: 'each request of a session may reach another pod, which does not know it: Phoenix answers 410 and the client starts over, again and again',
    allowed: 'nodes of one cluster, requests of a client that stay at one pod, or one pod',
    fix: "cluster: new ErlangCluster(…); or ways in with a cookie of the proxy (`sticky` of an IExposure, annotations of an Ingress); where no proxy is between: overrides: { service: { spec: { sessionAffinity: 'ClientIP' } } }",
  });
}
