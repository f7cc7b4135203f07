import { isIP } from 'node:net';
import { type Dictionary, valueAt } from '../json/dictionary';
import { address } from './forms';
import { has, isFilled, itemsOf } from './read-json';
import { distinct, type Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/** Fields that a Service of one type alone may have. */
const OF_LOAD_BALANCERS = ['allocateLoadBalancerNodePorts', 'loadBalancerClass', 'loadBalancerSourceRanges'];

/** Rules of Services. */
export const SERVICE_RULES: Rules = {
  *ServiceSpec(spec) {
    const { type = 'ClusterIP' } = spec;
    if (type === 'ExternalName') yield* externalName(spec);
    else yield* addresses(spec);
    yield* ports(spec);
    if (type !== 'LoadBalancer') {
      for (const field of OF_LOAD_BALANCERS) {
        if (isFilled(spec, field)) yield wrong([field], spec[field], 'Services of type LoadBalancer', 'remove it');
      }
    }
    yield* traffic(spec);
    yield* affinity(spec);
  },
  *Service({ metadata, spec }) {
    const ranges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
    if (valueAt(metadata, 'annotations', ranges) !== undefined) {
      yield wrong(['metadata', 'annotations', ranges], '', 'loadBalancerSourceRanges', 'use the field');
    }
    const [hints, mode] = ['hints', 'mode'].map((one) =>
      valueAt(
        metadata,
        'annotations',
        one === 'hints' ? 'service.kubernetes.io/topology-aware-hints' : 'service.kubernetes.io/topology-mode',
      ),
    );
    if (hints !== undefined && mode !== undefined && hints !== mode) {
      yield wrong(['metadata', 'annotations'], spec, 'the same topology mode in both annotations', 'keep one of them');
    }
  },
};

function* externalName(spec: Dictionary): Faults {
  if (!isFilled(spec, 'externalName')) yield missing(['externalName'], 'a DNS name', 'give it');
  for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
    if (isFilled(spec, field)) yield wrong([field], spec[field], 'no addresses beside ExternalName', 'remove it');
  }
}

function* addresses(spec: Dictionary): Faults {
  const { clusterIP = '', clusterIPs, type = 'ClusterIP', ipFamilies } = spec;
  const all = Array.isArray(clusterIPs) && clusterIPs.length > 0 ? clusterIPs : clusterIP === '' ? [] : [clusterIP];
  const field = all[0] === clusterIP && !has(spec, 'clusterIPs') ? 'clusterIP' : 'clusterIPs';
  const isHeadless = all[0] === 'None';
  if (all.length > 0 && all[0] !== clusterIP) {
    yield wrong(['clusterIPs'], clusterIPs, 'clusterIP as its first item', 'remove it');
  }
  if (all.some((one, index) => !address.accepts(one, 0) && !(one === 'None' && index === 0))) {
    yield wrong([field], spec[field], '"None", or addresses of the cluster', 'remove it');
  }
  if (all.length > 2 || (isHeadless && all.length > 1))
    yield wrong([field], all, '"None", or two addresses', 'remove some');
  if (all.length === 2 && isIP(String(all[0])) === isIP(String(all[1]))) {
    yield wrong([field], all, 'addresses of two families', 'remove one');
  }
  const families = Array.isArray(ipFamilies) ? ipFamilies : [];
  for (const [index, one] of all.entries()) {
    const family = families[index];
    if (one !== 'None' && family !== undefined && `IPv${isIP(String(one))}` !== family) {
      yield wrong([field], all, 'addresses of ipFamilies, in their order', 'remove one of them');
    }
  }
  if (families.length > 2 || new Set(families).size < families.length) {
    yield wrong(['ipFamilies'], families, 'each family once', 'remove one');
  }
  if (families.length === 2 && !['PreferDualStack', 'RequireDualStack'].includes(String(spec.ipFamilyPolicy))) {
    yield wrong(['ipFamilies'], families, 'one family without a policy of two', "ipFamilyPolicy: 'PreferDualStack'");
  }
  if (isHeadless && type !== 'ClusterIP') yield wrong([field], spec[field], `addresses of a ${type}`, 'remove it');
}

function* ports(spec: Dictionary): Faults {
  const { type = 'ClusterIP', clusterIP } = spec;
  const all = itemsOf(spec.ports);
  if (all.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') {
    yield missing(['ports'], 'at least one port', "for example [{ name: 'http', port: 80 }]");
  }
  yield* distinct(spec, 'ports', ({ name }) => name, 'name');
  yield* distinct(spec, 'ports', ({ port, protocol = 'TCP' }) => `${port}/${protocol}`, 'port and protocol');
  yield* distinct(
    spec,
    'ports',
    ({ nodePort, protocol = 'TCP' }) => (nodePort ? `${nodePort}/${protocol}` : undefined),
    'nodePort and protocol',
  );
  for (const [index, port] of all) {
    if (all.length > 1 && !isFilled(port, 'name')) {
      yield missing(['ports', index, 'name'], 'a name, where there are several ports', 'give it');
    }
    if (port.nodePort && !['NodePort', 'LoadBalancer'].includes(String(type))) {
      yield wrong(
        ['ports', index, 'nodePort'],
        port.nodePort,
        'Services of type NodePort or LoadBalancer',
        'remove it',
      );
    }
  }
}

function* traffic(spec: Dictionary): Faults {
  const { type = 'ClusterIP', externalTrafficPolicy, healthCheckNodePort } = spec;
  const isOutside = ['NodePort', 'LoadBalancer'].includes(String(type)) || isFilled(spec, 'externalIPs');
  if (isFilled(spec, 'externalTrafficPolicy') && !isOutside) {
    yield wrong(
      ['externalTrafficPolicy'],
      externalTrafficPolicy,
      'Services that are reached from outside',
      'remove it',
    );
  }
  if (healthCheckNodePort && !(type === 'LoadBalancer' && externalTrafficPolicy === 'Local')) {
    const allowed = 'Services of type LoadBalancer with externalTrafficPolicy "Local"';
    yield wrong(['healthCheckNodePort'], healthCheckNodePort, allowed, 'remove it');
  }
}

function* affinity(spec: Dictionary): Faults {
  if (spec.sessionAffinity === 'ClientIP' || !has(spec, 'sessionAffinityConfig')) return;
  const allowed = 'sessionAffinityConfig beside sessionAffinity "ClientIP"';
  yield wrong(['sessionAffinityConfig'], spec.sessionAffinityConfig, allowed, 'remove it');
}
