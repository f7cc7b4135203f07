import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { isInside, isRange } from '../kubernetes/addresses';
import { hasSteps } from '../kubernetes/route-paths';
import { pathSegment, subdomain } from './forms';
import { has, isFilled } from './read-json';
import { filled, needsOne, oneOf, type Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/** Rules of NetworkPolicies, Ingresses and budgets. */
export const NETWORK_RULES: Rules = {
  NetworkPolicyPeer: oneOf('podSelector', 'namespaceSelector', 'ipBlock'),
  *NetworkPolicyPort({ port, endPort }) {
    if (endPort === undefined || endPort === null) return;
    if (typeof port !== 'number' || Number(endPort) < port) {
      yield wrong(['endPort'], endPort, 'a number from `port` on, which is a number too', 'change one of them');
    }
  },
  *NetworkPolicySpec({ policyTypes }) {
    if (Array.isArray(policyTypes) && policyTypes.length > 2) {
      yield wrong(['policyTypes'], policyTypes, 'Ingress and Egress, each once', 'leave one out');
    }
  },
  *IPBlock({ cidr, except }) {
    for (const [index, one] of (Array.isArray(except) ? except : []).entries()) {
      if (!isRange(one) || !isRange(cidr) || isInside(one, cidr)) continue;
      yield wrong(['except', index], one, 'ranges inside of cidr, and smaller', 'change it');
    }
  },
  *IngressSpec(spec) {
    if (isFilled(spec, 'rules') || has(spec, 'defaultBackend')) return;
    yield missing(['rules'], 'rules, or a defaultBackend', 'keep those of the library');
  },
  HTTPIngressRuleValue: filled('paths'),
  *HTTPIngressPath(path) {
    const { path: text = '', pathType } = path;
    const isExact = ['Exact', 'Prefix'].includes(String(pathType));
    if (typeof text !== 'string') return;
    if (!text.startsWith('/') && (isExact || text !== '')) {
      yield wrong(['path'], text, 'a path that starts with /', 'for example "/"');
    }
    if (isExact && hasSteps(text)) yield wrong(['path'], text, 'a path without //, /./, /../ and %2f', 'change it');
  },
  *IngressBackend(backend) {
    yield* needsOne(backend, ['service', 'resource']);
    const { resource } = backend;
    if (isDictionary(resource)) yield* objectReference(resource);
    const { service } = backend;
    const port = valueAt(service, 'port');
    if (isDictionary(service) && !(isDictionary(port) && (isFilled(port, 'name') || isFilled(port, 'number')))) {
      yield missing(['service', 'port'], 'the name or the number of a port', "for example { name: 'http' }");
    }
  },
  *Ingress({ metadata, spec }) {
    const old = valueAt(metadata, 'annotations', 'kubernetes.io/ingress.class');
    const name = valueAt(spec, 'ingressClassName');
    if (old !== undefined && name !== undefined && old !== name) {
      yield wrong(['spec', 'ingressClassName'], name, 'what the annotation says', 'keep one of them');
    }
  },
};

function* objectReference({ apiGroup, kind, name }: Dictionary): Faults {
  if (apiGroup !== undefined && !subdomain.accepts(apiGroup, 0)) {
    yield wrong(['resource', 'apiGroup'], apiGroup, subdomain.allowed, 'write the group of the kind');
  }
  for (const [field, value] of Object.entries({ kind, name })) {
    if (!pathSegment.accepts(value, 0)) yield wrong(['resource', field], value, pathSegment.allowed, 'change it');
  }
}
