import { Duration } from 'cdk8s';
import { Probe } from 'cdk8s-elixir';
import { container, newCluster, newPhoenix, newRelease, rendered } from '../support/subjects';

const probes = (manifests: any[]) => {
  const { startupProbe, readinessProbe, livenessProbe } = container(manifests);
  return { startupProbe, readinessProbe, livenessProbe };
};

test('by default the declared port is opened, and the three checks differ in their patience', () => {
  const tcpSocket = { port: 'http' };
  expect(probes(rendered((chart) => newPhoenix(chart)))).toEqual({
    startupProbe: { tcpSocket, periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 60 },
    readinessProbe: { tcpSocket, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { tcpSocket, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
  });
});

test('a member without ports is asked on the port of the distribution', () => {
  const { readinessProbe } = probes(rendered((chart) => newRelease(chart, { cluster: newCluster(chart) })));
  expect(readinessProbe.tcpSocket).toEqual({ port: 'dist' });
});

test('a release without any port is not asked', () => {
  const none = { startupProbe: undefined, readinessProbe: undefined, livenessProbe: undefined };
  expect(probes(rendered((chart) => newRelease(chart)))).toEqual(none);
});

test('HTTP is asked so that force_ssl answers it', () => {
  const check = Probe.fromHttpGet('/health', { period: Duration.seconds(3) });
  const { readinessProbe } = probes(rendered((chart) => newPhoenix(chart, { readinessProbe: check })));
  expect(readinessProbe.periodSeconds).toBe(3);
  expect(readinessProbe.httpGet).toEqual({
    path: '/health',
    port: 'http',
    httpHeaders: [
      { name: 'Host', value: 'localhost' },
      { name: 'X-Forwarded-Proto', value: 'https' },
    ],
  });
});

test('a readiness check of the database does not become a liveness check', () => {
  const check = Probe.fromHttpGet('/ready');
  const { livenessProbe } = probes(rendered((chart) => newPhoenix(chart, { readinessProbe: check })));
  expect(livenessProbe.tcpSocket).toEqual({ port: 'http' });
});

test('gRPC is asked by number, for one service or all', () => {
  const make = (startupProbe: Probe) =>
    probes(rendered((chart) => newPhoenix(chart, { startupProbe }))).startupProbe.grpc;
  expect(make(Probe.fromGrpc())).toEqual({ port: 4000 });
  expect(make(Probe.fromGrpc({ service: 'chat.v1' }))).toEqual({ port: 4000, service: 'chat.v1' });
});

test('a check can ask another declared port', () => {
  const ports = [{ name: 'admin', port: 4001 }];
  const livenessProbe = Probe.fromTcpSocket({ port: 'admin' });
  expect(probes(rendered((chart) => newPhoenix(chart, { ports, livenessProbe }))).livenessProbe.tcpSocket).toEqual({
    port: 'admin',
  });
});
