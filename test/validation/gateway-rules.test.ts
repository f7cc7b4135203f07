// What the API server has against kinds of the Gateway API: the rules of their CustomResourceDefinitions.
import { faultIn } from '../../lib/validation';

const listeners = (...all: object[]) => ['GatewaySpec', { gatewayClassName: 'a', listeners: all }] as const;
const https = (more: object = {}) => ({ name: 'a', port: 443, protocol: 'HTTPS', ...more });
const tls = (more: object = {}) => ({ certificateRefs: [{ name: 'a' }], ...more });
const parent = (more: object = {}) => ({ name: 'a', ...more });
const grpc = (spec: object) => ['GrpcRouteSpec', spec] as const;
const backendTls = (validation: object, targets: object[] = [target()]) =>
  ['BackendTlsPolicySpec', { targetRefs: targets, validation: { hostname: 'a.b', ...validation } }] as const;
function target(more: object = {}) {
  return { group: '', kind: 'Service', name: 'a', ...more };
}
const system = { wellKnownCACertificates: 'System' };
const authority = { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'a' }] };

type Value = readonly [string, object];

/** What is wrong, and where; each pair differs in what is given alone. */
const FAULTS: readonly (readonly [Value, string, Value])[] = [
  [listeners(), 'listeners', listeners(https())],
  [listeners(https({ hostname: '*' })), 'listeners.0.hostname', listeners(https({ hostname: '*.a.b' }))],
  [listeners(https({ port: 0 })), 'listeners.0.port', listeners(https({ port: 1 }))],
  [
    listeners(https({ tls: {} })),
    'listeners.0.tls.certificateRefs',
    listeners(https({ tls: { options: { a: 'b' } } })),
  ],
  [listeners(https({ tls: tls({ mode: 'Passthrough' }) })), 'listeners.0.tls.mode', listeners(https({ tls: tls() }))],
  [
    listeners(https({ protocol: 'HTTP', tls: tls() })),
    'listeners.0.tls',
    listeners(https({ protocol: 'TLS', tls: { mode: 'Passthrough' } })),
  ],
  [listeners(https({ protocol: 'TLS' })), 'listeners.0.tls', listeners(https({ protocol: 'acme.io/Q' }))],
  [
    listeners(https({ protocol: 'TCP', hostname: 'a.b' })),
    'listeners.0.hostname',
    listeners(https({ protocol: 'TCP', hostname: undefined })),
  ],
  [listeners(https(), https({ port: 1 })), 'listeners.1', listeners(https(), https({ name: 'b', port: 1 }))],
  [listeners(https(), https({ name: 'b' })), 'listeners.1', listeners(https(), https({ name: 'b', hostname: 'a.b' }))],
  [
    [
      'GatewaySpec',
      { gatewayClassName: 'a', listeners: [https()], addresses: [{ value: '1.2.3.4' }, { value: '1.2.3.4' }] },
    ],
    'addresses.1',
    ['GatewaySpec', { gatewayClassName: 'a', listeners: [https()], addresses: [{ value: '1.2.3.4' }, {}] }],
  ],
  [
    ['GatewaySpec', { gatewayClassName: 'a', listeners: [https()], addresses: [{ value: 'a.b' }] }],
    'addresses.0.value',
    ['GatewaySpec', { gatewayClassName: 'a', listeners: [https()], addresses: [{ value: '::1' }] }],
  ],
  [
    ['GatewaySpec', { gatewayClassName: 'a', listeners: [https()], addresses: [{ type: 'Hostname', value: 'a_b' }] }],
    'addresses.0.value',
    ['GatewaySpec', { gatewayClassName: 'a', listeners: [https()], addresses: [{ type: 'Hostname', value: 'a.b' }] }],
  ],
  [
    ['GatewaySpecInfrastructure', { labels: { 'a b': 'c' } }],
    'labels.a b',
    ['GatewaySpecInfrastructure', { labels: { 'a/b': 'c' }, annotations: { a: 'b c' } }],
  ],
  [
    ['ListenerSetSpec', { parentRef: parent(), listeners: [https({ protocol: 'TLS' })] }],
    'listeners.0.tls',
    ['ListenerSetSpec', { parentRef: parent(), listeners: [https()] }],
  ],
  [
    grpc({ parentRefs: [parent(), parent()] }),
    'parentRefs.0',
    grpc({ parentRefs: [parent({ sectionName: 'a' }), parent({ sectionName: 'b' })] }),
  ],
  [grpc({ rules: [{ backendRefs: [{ name: 'a' }] }] }), 'rules.0.backendRefs.0.port', grpc({ rules: [{}] })],
  [
    grpc({ rules: [{ filters: [{ type: 'RequestMirror' }] }] }),
    'rules.0.filters.0.requestMirror',
    grpc({ rules: [{ filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['a'] } }] }] }),
  ],
  [
    grpc({ rules: Array.from({ length: 3 }, () => ({ matches: Array.from({ length: 64 }, () => ({})) })) }),
    'rules',
    grpc({ rules: Array.from({ length: 2 }, () => ({ matches: Array.from({ length: 64 }, () => ({})) })) }),
  ],
  [
    grpc({ rules: [{ matches: [{ method: {} }] }] }),
    'rules.0.matches.0.method',
    grpc({ rules: [{ matches: [{ method: { method: 'A' } }] }] }),
  ],
  [
    grpc({ rules: [{ matches: [{ method: { service: 'a-b' } }] }] }),
    'rules.0.matches.0.method.service',
    grpc({ rules: [{ matches: [{ method: { type: 'RegularExpression', service: 'a-b' } }] }] }),
  ],
  [
    grpc({ rules: [{ matches: [{ method: { service: 'a.B', method: 'c.d' } }] }] }),
    'rules.0.matches.0.method.method',
    grpc({ rules: [{ matches: [{ method: { service: 'A.b', method: 'c_d' } }] }] }),
  ],
  [
    ['TlsRouteSpec', { hostnames: ['1.2.3.4'], rules: [{ backendRefs: [{ name: 'a', port: 1 }] }] }],
    'hostnames.0',
    ['TlsRouteSpec', { hostnames: ['*.a.b'], rules: [{ backendRefs: [{ name: 'a', port: 1 }] }] }],
  ],
  [
    ['TlsRouteSpec', { hostnames: ['a.b'], rules: [{ backendRefs: [{ name: 'a' }] }] }],
    'rules.0.backendRefs.0.port',
    ['TlsRouteSpec', { hostnames: ['a.b'], rules: [{ backendRefs: [{ name: 'a', kind: 'Pool' }] }] }],
  ],
  [backendTls({}), 'validation', backendTls(system)],
  [backendTls({ ...system, ...authority }), 'validation.caCertificateRefs', backendTls(authority)],
  [
    backendTls(system, [target(), target({ sectionName: 'a' })]),
    'targetRefs.1',
    backendTls(system, [target({ sectionName: 'b' }), target({ sectionName: 'a' })]),
  ],
  [
    backendTls({ ...system, subjectAltNames: [{ type: 'URI' }] }),
    'validation.subjectAltNames.0.uri',
    backendTls({ ...system, subjectAltNames: [{ type: 'URI', uri: 'a://b' }] }),
  ],
  [
    backendTls({ ...system, subjectAltNames: [{ type: 'URI', uri: 'a://b', hostname: 'a.b' }] }),
    'validation.subjectAltNames.0.hostname',
    backendTls({ ...system, subjectAltNames: [{ type: 'Hostname', hostname: 'a.b' }] }),
  ],
  [
    ['ReferenceGrantSpec', { from: [], to: [{ group: '', kind: 'Secret' }] }],
    'from',
    [
      'ReferenceGrantSpec',
      { from: [{ group: 'a', kind: 'Gateway', namespace: 'a' }], to: [{ group: '', kind: 'Secret' }] },
    ],
  ],
];

test.each(FAULTS)('%j has a fault at %s, and %j has none', ([type, value], at, [other, right]) => {
  const fault = faultIn(value, type, 37);
  expect(fault?.at.join('.')).toBe(at);
  expect(fault?.allowed).toMatch(/./);
  expect(fault?.fix).toMatch(/./);
  expect(faultIn(right, other, 37)).toBeUndefined();
});
