import { isIP } from 'node:net';
import type { Dictionary } from '../json/dictionary';
import { GRPC_METHOD, GRPC_SERVICE } from '../kubernetes/gateway-api';
import { isName } from '../kubernetes/names';
import { isFilled, itemsOf } from './read-json';
import { checkFilter, checkMatches, checkParents, FILTER_LISTS } from './route-rules';
import type { Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/**
 * Rules of the other kinds of the Gateway API: `x-kubernetes-validations` of their CustomResourceDefinitions. Types that
 * two kinds have alike are one, and have the rules of the first.
 */
export const GATEWAY_RULES: Rules = {
  *GrpcRouteSpec({ parentRefs, rules }) {
    yield* checkParents(itemsOf(parentRefs));
    yield* checkMatches(rules, 0);
  },
  GrpcRouteSpecRules: FILTER_LISTS.rule,
  GrpcRouteSpecRulesBackendRefs: FILTER_LISTS.backend,
  GrpcRouteSpecRulesBackendRefsFilters: checkFilter,
  *GrpcRouteSpecRulesMatchesMethod({ type = 'Exact', service, method }) {
    if (service === undefined && method === undefined) yield missing([], 'service or method', 'give one of them');
    if (type !== 'Exact') return;
    if (typeof service === 'string' && !GRPC_SERVICE.test(service)) {
      yield wrong(['service'], service, 'the name of a service with its package', 'for example "helloworld.Greeter"');
    }
    if (typeof method === 'string' && !GRPC_METHOD.test(method)) {
      yield wrong(['method'], method, 'the name of a method', 'for example "SayHello"');
    }
  },
  *TlsRouteSpec({ parentRefs, hostnames }) {
    yield* checkParents(itemsOf(parentRefs));
    for (const [index, host] of (Array.isArray(hostnames) ? hostnames : []).entries()) {
      if (isIP(String(host)) !== 0) yield wrong(['hostnames', index], host, 'a host, no address', 'name the host');
    }
  },
  TlsRouteSpecRulesBackendRefs: FILTER_LISTS.backend,
  *GatewaySpec({ addresses, listeners }) {
    yield* checkAddresses(itemsOf(addresses));
    yield* checkListeners(itemsOf(listeners));
  },
  *ListenerSetSpec({ listeners }) {
    yield* checkListeners(itemsOf(listeners));
  },
  *GatewaySpecListenersTls(tls) {
    const isOfGateway = (tls.mode ?? 'Terminate') === 'Terminate';
    if (isOfGateway && !isFilled(tls, 'certificateRefs') && !isFilled(tls, 'options')) {
      yield missing(['certificateRefs'], 'a certificate where the mode is Terminate', 'name its Secret');
    }
  },
  *GatewaySpecInfrastructure({ labels, annotations }) {
    for (const [field, values] of Object.entries({ labels, annotations })) {
      for (const key of Object.keys(Object(values))) {
        if (!isName('qualifiedKey', key)) yield wrong([field, key], '', 'keys that Kubernetes takes', 'rename the key');
      }
    }
  },
  *BackendTlsPolicySpec({ targetRefs }) {
    const all = itemsOf(targetRefs);
    for (const [index, one] of all) {
      const same = all.filter(([at, other]) => at !== index && targetOf(other) === targetOf(one));
      if (same.some(([, other]) => !isFilled(other, 'sectionName') || other.sectionName === one.sectionName)) {
        yield wrong(['targetRefs', index], one, 'targets, or sections of one, that differ', 'remove one');
      }
    }
  },
  *BackendTlsPolicySpecValidation(validation) {
    const given = ['caCertificateRefs', 'wellKnownCACertificates'].filter((one) => isFilled(validation, one));
    if (given.length === 1) return;
    const words = 'caCertificateRefs or wellKnownCACertificates';
    yield given.length === 0
      ? missing([], words, 'give one of them')
      : wrong([given[0]], validation[given[0]], words, 'keep one of them');
  },
  *BackendTlsPolicySpecValidationSubjectAltNames(name) {
    for (const [type, field] of Object.entries({ Hostname: 'hostname', URI: 'uri' })) {
      if (isFilled(name, field) === (name.type === type)) continue;
      const words = `${field} where the type is ${type}, and nowhere else`;
      yield name.type === type ? missing([field], words, 'give it') : wrong([field], name[field], words, 'change type');
    }
  },
};

function targetOf({ group, kind, name }: Dictionary): string {
  return JSON.stringify([group, kind, name]);
}

const HOST = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function* checkAddresses(all: readonly [number, Dictionary][]): Faults {
  for (const [index, { type = 'IPAddress', value }] of all) {
    if (typeof value !== 'string' || !['IPAddress', 'Hostname'].includes(String(type))) continue;
    if (type === 'Hostname' && !HOST.test(value)) {
      yield wrong(['addresses', index, 'value'], value, 'a host', 'for example "gateway.example.com"');
    }
    if (type === 'IPAddress' && (isIP(value) === 0 || value.includes('%'))) {
      yield wrong(['addresses', index, 'value'], value, 'an IP address', 'for example "203.0.113.7"');
    }
    if (all.some(([at, other]) => at < index && (other.type ?? 'IPAddress') === type && other.value === value)) {
      yield wrong(['addresses', index], {}, 'each address once', 'remove one');
    }
  }
}

const WITHOUT_TLS: readonly unknown[] = ['HTTP', 'TCP', 'UDP'];
const WITHOUT_HOST: readonly unknown[] = ['TCP', 'UDP'];

function* checkListeners(all: readonly [number, Dictionary][]): Faults {
  for (const [index, { protocol, hostname, tls, port }] of all) {
    const at = ['listeners', index];
    const { mode = 'Terminate' } = Object(tls) as Dictionary;
    if (WITHOUT_TLS.includes(protocol) && tls !== undefined) {
      yield wrong([...at, 'tls'], tls, 'tls with the protocols HTTPS and TLS alone', 'remove it, or change protocol');
    }
    if (protocol === 'HTTPS' && tls !== undefined && mode !== 'Terminate') {
      yield wrong([...at, 'tls', 'mode'], mode, 'Terminate with HTTPS', 'write protocol: TLS to pass it through');
    }
    if (protocol === 'TLS' && tls === undefined) yield missing([...at, 'tls'], 'tls with the protocol TLS', 'give it');
    if (WITHOUT_HOST.includes(protocol) && hostname !== undefined && hostname !== '') {
      yield wrong([...at, 'hostname'], hostname, 'no hostname with TCP and UDP', 'remove it');
    }
    const isSame = (other: Dictionary) =>
      other.port === port && other.protocol === protocol && other.hostname === hostname;
    if (all.some(([before, other]) => before < index && isSame(other))) {
      yield wrong(at, {}, 'listeners of which no two have the same port, protocol and hostname', 'change one of them');
    }
  }
}
