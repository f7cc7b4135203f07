import { Duration, Size } from 'cdk8s';
import { Discovery, NetworkPeer, Probe, Waiver } from 'cdk8s-elixir';
import {
  container,
  errorOf,
  newCluster,
  newPhoenix,
  newRelease,
  one,
  pod,
  rendered,
  variables,
  workload,
} from '../support/subjects';

const HTTP = [{ name: 'http', port: 4000 }];

test('arguments reach the container, and a word of them may be the name of a command', () => {
  const manifests = rendered((chart) =>
    newRelease(chart, { command: ['/app/bin/chat', 'start'], args: ['rpc', 'remote'] }),
  );
  expect(container(manifests).command).toEqual(['/app/bin/chat', 'start']);
  expect(container(manifests).args).toEqual(['rpc', 'remote']);
});

test('a command of the release that does not become the VM is still refused', () => {
  const build = () => rendered((chart) => newRelease(chart, { command: ['/app/bin/chat', 'daemon'] }));
  expect(errorOf(build).message).toContain('`command` is ["/app/bin/chat","daemon"]');
});

test('/tmp holds 64 MiB, or what is asked for', () => {
  const tmp = (tmpSize?: Size) =>
    pod(rendered((chart) => newRelease(chart, { tmpSize }))).volumes.find(({ name }: any) => name === 'tmp').emptyDir;
  expect(tmp()).toEqual({ sizeLimit: '64Mi' });
  expect(tmp(Size.mebibytes(300))).toEqual({ sizeLimit: '300Mi' });
});

test('an existing ServiceAccount is used, none is made, and discovery binds its role to it', () => {
  const manifests = rendered((chart) =>
    newRelease(chart, {
      cluster: newCluster(chart, { discovery: Discovery.kubernetes() }),
      serviceAccountName: 'workload-identity',
    }),
  );
  expect(pod(manifests).serviceAccountName).toBe('workload-identity');
  expect(manifests.filter(({ kind }) => kind === 'ServiceAccount')).toEqual([]);
  expect(one(manifests, 'RoleBinding').subjects).toEqual([
    { kind: 'ServiceAccount', name: 'workload-identity', namespace: 'chat' },
  ]);
});

test('no pods run while a release is scaled to zero, and there is no budget to hold up a drain', () => {
  const manifests = rendered((chart) => newRelease(chart, { replicas: 3, scaledToZero: true }));
  expect(workload(manifests).spec.replicas).toBe(0);
  expect(manifests.filter(({ kind }) => kind === 'PodDisruptionBudget')).toEqual([]);
});

test('the HTTP port is open to everybody, or to the peers that are named', () => {
  const rule = (httpPeers?: NetworkPeer[]) =>
    one(
      rendered((chart) => newPhoenix(chart, { httpPeers })),
      'NetworkPolicy',
    ).spec.ingress[0];
  expect(rule()).toEqual({ ports: [{ port: 4000, protocol: 'TCP' }] });
  expect(rule([NetworkPeer.namespaces({ team: 'infra' })]).from).toEqual([
    { namespaceSelector: { matchLabels: { team: 'infra' } } },
  ]);
});

test('root runs with a waiver alone', () => {
  const asRoot = (allow: Waiver[]) => rendered((chart) => newRelease(chart, { user: 0, allow }));
  expect(errorOf(() => asRoot([])).message).toContain('`user` is 0');
  expect(pod(asRoot([Waiver.podSecurity('an image of before')])).securityContext).toMatchObject({
    runAsUser: 0,
    runAsNonRoot: false,
  });
});

test('LANG is C.UTF-8, or the user’s', () => {
  expect(variables(rendered((chart) => newRelease(chart))).LANG).toBe('C.UTF-8');
  expect(variables(rendered((chart) => newRelease(chart, { env: { LANG: 'de_DE.UTF-8' } }))).LANG).toBe('de_DE.UTF-8');
});

describe('probes', () => {
  const probes = (props: object) => {
    const { startupProbe, readinessProbe, livenessProbe } = container(
      rendered((chart) => newRelease(chart, { ports: HTTP, ...props })),
    );
    return { startupProbe, readinessProbe, livenessProbe };
  };

  test('readiness and liveness ask as startup does, in their own time', () => {
    const startupProbe = Probe.fromHttpGet('/up', { period: Duration.seconds(10), failureThreshold: 30 });
    const { readinessProbe, livenessProbe } = probes({ startupProbe });
    expect(readinessProbe).toMatchObject({ httpGet: { path: '/up' }, periodSeconds: 5, failureThreshold: 3 });
    expect(livenessProbe).toMatchObject({ httpGet: { path: '/up' }, periodSeconds: 10, failureThreshold: 6 });
  });

  test('there is none where none is asked for', () => {
    expect(probes({ livenessProbe: Probe.none() }).livenessProbe).toBeUndefined();
    expect(probes({ startupProbe: Probe.none() }).readinessProbe.tcpSocket).toEqual({ port: 'http' });
  });

  test('headers, scheme and delay reach the kubelet; a header of the user’s takes the place of the library’s', () => {
    const options = {
      headers: { host: 'chat.example.com', Accept: 'text/plain' },
      initialDelay: Duration.seconds(7),
      scheme: 'HTTPS' as never,
    };
    const { readinessProbe } = probes({ readinessProbe: Probe.fromHttpGet('/ready', options) });
    expect(readinessProbe.initialDelaySeconds).toBe(7);
    expect(readinessProbe.httpGet).toEqual({
      path: '/ready',
      port: 'http',
      scheme: 'HTTPS',
      httpHeaders: [
        { name: 'X-Forwarded-Proto', value: 'https' },
        { name: 'host', value: 'chat.example.com' },
        { name: 'Accept', value: 'text/plain' },
      ],
    });
  });

  test('a command is run with a waiver alone', () => {
    const readinessProbe = Probe.fromCommand(['/app/bin/healthy']);
    expect(errorOf(() => probes({ readinessProbe })).message).toContain('`readinessProbe` is "Probe.fromCommand"');
    const accepted = { readinessProbe, allow: [(Waiver as any).execProbe('a shell script')] };
    expect(probes(accepted).readinessProbe.exec).toEqual({ command: ['/app/bin/healthy'] });
  });
});

test('part-of and managed-by are the user’s and the chart’s, on objects and pods', () => {
  const own = { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'argocd' };
  const byUser = workload(rendered((chart) => newRelease(chart, { labels: own })));
  const byChart = workload(rendered((chart) => newRelease(chart), { namespace: 'chat', labels: own }));
  for (const { metadata, spec } of [byUser, byChart]) {
    expect(metadata.labels).toMatchObject(own);
    expect(spec.template.metadata.labels).toMatchObject(own);
  }
  expect(Object.keys(workload(rendered((chart) => newRelease(chart))).metadata.labels)).toEqual([
    'app.kubernetes.io/name',
  ]);
});
