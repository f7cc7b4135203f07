import { Refusal } from '../errors/refusal';
import { couldHoldSecret } from '../errors/show';

/**
 * Host of a node's name: the part behind the `@`.
 */
export enum NodeHost {
  /** Pod's IP address, `chat@10.1.2.3`: works with any workload; the name goes with the pod. */
  ADDRESS = 'address',

  /** Pod's stable DNS name, `chat@web-0.chat-nodes.ns.svc.cluster.local`: needs a StatefulSet. */
  FQDN = 'fqdn',
}

/** Variables of the pod that node names are made of; they stand first in every environment. */
export const POD_VARIABLES = { POD_IP: 'status.podIP', POD_NAME: 'metadata.name', POD_NAMESPACE: 'metadata.namespace' };

/**
 * Full DNS name of a pod. Only the full one is usable: with a shorter one connecting is refused, because it is not
 * the name that the other node has itself.
 */
export function podFqdn(pod: string, service: string, namespace: string, domain: string): string {
  return `${pod}.${service}.${namespace}.svc.${domain}`;
}

/** Value of RELEASE_NODE of a member of a cluster. */
export function memberNode(basename: string, host: NodeHost, service: string, domain: string): string {
  if (host === NodeHost.ADDRESS) return `${basename}@$(POD_IP)`;
  return `${basename}@${podFqdn('$(POD_NAME)', service, '$(POD_NAMESPACE)', domain)}`;
}

/** Value of RELEASE_NODE of a release in no cluster: `remote`, `rpc` and `stop` work, nobody else can connect. */
export function loopbackNode(basename: string): string {
  return `${basename}@127.0.0.1`;
}

/**
 * Node's basename: letters, digits, `_` and `-`. Anything else, a dot above all, ends the VM with "Invalid node name!".
 */
export function checkBasename(property: string, basename: string): string {
  if (typeof basename === 'string' && /^[A-Za-z0-9_-]{1,63}$/.test(basename)) return basename;
  throw new Refusal({
    property,
    value: basename,
    why: 'the VM stops at boot with "Invalid node name!"',
    allowed: '1 to 63 letters, digits, `_` and `-` (what stands before the `@`, without it)',
    fix: `for example "${suggestion(String(basename))}"`,
  });
}

function suggestion(basename: string): string {
  if (couldHoldSecret(basename)) return 'app';
  const start = basename.split('@')[0].replace(/[^A-Za-z0-9_-]+/g, '_');
  return start.slice(0, 63) || 'app';
}
