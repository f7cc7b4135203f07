import { App, type Chart, Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  type ElixirReleaseProps,
  ErlangCluster,
  Exposure,
  NetworkPeer,
  Probe,
  Resources,
  SecretUse,
  VmFlags,
} from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { newChart, newCluster, newRelease, SECRET } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

/** A release with one property that is too much. */
function release(name: string, props: Partial<ElixirReleaseProps>, expects: Omit<Expected, 'path'>): BadInput {
  return { name, build: () => newRelease(newChart(), props), expects: { path: 'test/worker', ...expects } };
}

function range(cidr: string, fix: string): BadInput {
  return {
    name: `the range ${cidr}`,
    build: () => NetworkPeer.cidr(cidr),
    expects: { property: 'NetworkPeer.cidr', value: JSON.stringify(cidr), allowed: 'a network address', fix },
  };
}

const GIBIBYTE = Size.gibibytes(1);

/** Ranges: what the API server, the kubelet or the VM has no room for, and references that lead nowhere. */
export const LIMITS: readonly BadInput[] = [
  range('10.0.0.1/8', '"10.0.0.0/8"'),
  range('172.16.5.9/12', '"172.16.0.0/12"'),
  range('10.0.0.0/08', '"10.0.0.0/8"'),
  range('::ffff:10.0.0.0/104', '10.0.0.0/8'),
  range('2001:db8::1/64', '10.0.0.0/8'),
  range('fe80::%eth0/64', '10.0.0.0/8'),
  release(
    'more replicas than 32 bits hold',
    { replicas: 2 ** 31 },
    { property: 'replicas', value: '2147483648', allowed: 'from 1 to 2147483647', fix: 'use 1 or more' },
  ),
  release(
    'a time that 32 bits do not hold',
    { terminationGracePeriod: Duration.seconds(2 ** 31) },
    { property: 'terminationGracePeriod', value: '2147483648 s', allowed: 'up to 2147483647', fix: '2147483647' },
  ),
  {
    name: 'a header of a probe that no server reads',
    build: () => Probe.fromHttpGet('/', { headers: { Accept: 'a'.repeat(4097) } }),
    expects: {
      property: 'Probe.fromHttpGet.headers["Accept"]',
      value: '4097 characters',
      allowed: '4096',
      fix: 'Accept',
    },
  },
  {
    name: 'more failures of a probe than 32 bits hold',
    build: () => Probe.fromTcpSocket({ failureThreshold: 2 ** 31 }),
    expects: { property: 'Probe.failureThreshold', value: '2147483648', allowed: '2147483647', fix: 'leave it out' },
  },
  release(
    'more annotations than an object has room for',
    { annotations: { a: 'x'.repeat(2 ** 18) } },
    { property: 'annotations', value: '262145 bytes', allowed: '256 KiB', fix: 'ConfigBundle' },
  ),
  {
    name: 'more data than a ConfigMap holds',
    build: () => new ConfigBundle(newChart(), 'config', { files: { a: 'x'.repeat(2 ** 20), b: 'y' } }),
    expects: { path: 'test/config', property: 'files', value: '1048577 bytes', allowed: '1 MiB', fix: 'in the image' },
  },
  {
    name: 'more paths than a route has',
    build: () => Exposure.gateway({ gateway: 'a', paths: Array.from({ length: 65 }, (_, index) => `/${index}`) }),
    expects: { property: 'Exposure.gateway.paths', value: '65 paths', allowed: '64 at most', fix: 'several ways in' },
  },
  {
    name: 'a path that is longer than a route takes',
    build: () => Exposure.gateway({ gateway: 'a', paths: [`/${'a'.repeat(1024)}`] }),
    expects: { property: 'Exposure.gateway.paths[0]', allowed: '1024 characters at most', fix: "['/']" },
  },
  {
    name: 'a key of a Secret twice',
    build: () => SecretUse.files(SECRET, '/run/a', { keys: ['A', 'B', 'A'] }),
    expects: { property: 'SecretUse.files.keys[2]', value: '"A"', allowed: 'each once', fix: 'remove it' },
  },
  release(
    'a pull secret twice',
    { imagePullSecrets: ['a', 'a'] },
    { property: 'imagePullSecrets[1]', value: '"a"', allowed: 'each once', fix: 'remove it' },
  ),
  release(
    'a ServiceAccount that is no name',
    { serviceAccountName: 'My Account' },
    { property: 'serviceAccountName', value: '"My Account"', allowed: 'lower-case letters', fix: 'of that form' },
  ),
  release(
    'a storage class that is no name',
    { storage: [{ name: 'data', mountPath: '/data', size: GIBIBYTE, storageClass: 'Fast' }] },
    { property: 'storage[0].storageClass', value: '"Fast"', allowed: 'lower-case letters', fix: 'of that form' },
  ),
  release(
    'a mount in a folder of the kernel',
    { scratch: [{ mountPath: '/proc/app', size: GIBIBYTE }] },
    { property: 'scratch[0].mountPath', value: '"/proc/app"', allowed: 'other than /, /proc', fix: '"/var/lib/app"' },
  ),
  release(
    'a mount over a folder of the system',
    { scratch: [{ mountPath: '/usr/./bin/', size: GIBIBYTE }] },
    { property: 'scratch[0].mountPath', value: '"/usr/./bin/"', allowed: '/usr/bin', fix: '"/var/lib/app"' },
  ),
  {
    name: 'more cores than a VM has schedulers',
    build: () => Resources.of({ cpu: { limit: Cpu.units(1025) }, memory: { limit: GIBIBYTE } }),
    expects: { property: 'resources.cpu', value: '"1025"', allowed: 'at most 1024', fix: 'Cpu.millis(500)' },
  },
  {
    name: 'less memory than an idle release takes',
    build: () => Resources.of({ memory: { limit: Size.mebibytes(39) } }),
    expects: { property: 'resources.memory.limit', value: '"39Mi"', allowed: '40 MiB or more', fix: 'mebibytes(512)' },
  },
  release(
    'a table of ports that takes the whole memory',
    { vmFlags: VmFlags.of({ maxPorts: 134217727 }) },
    { property: 'vmFlags.maxPorts', value: '134217727', allowed: 'fit into the memory limit', fix: 'leave it out' },
  ),
  release(
    'a table of processes that takes the whole memory',
    { vmFlags: VmFlags.of({ maxProcesses: 134217727 }) },
    { property: 'vmFlags.maxProcesses', value: '134217727', allowed: 'fit into the memory limit', fix: 'raise' },
  ),
  release(
    'folders that outgrow the disk limit',
    {
      scratch: [{ mountPath: '/scratch', size: GIBIBYTE }],
      resources: Resources.of({ memory: { limit: GIBIBYTE }, ephemeralStorage: { limit: GIBIBYTE } }),
    },
    { property: 'resources.ephemeralStorage.limit', value: '"1Gi"', allowed: 'may take', fix: 'Size.mebibytes(1328)' },
  ),
  release(
    'more disk than the API can count',
    { tmpSize: Size.kibibytes(2 ** 40 + 1) },
    { property: 'tmpSize', value: '1099511627777 KiB', allowed: '1 PiB at most', fix: 'Size.mebibytes(64)' },
  ),
  {
    name: 'a chart whose namespace is none',
    build: () => newRelease(newChart({ namespace: 'My_Chat' })),
    expects: {
      property: 'namespace of the chart',
      value: '"My_Chat"',
      allowed: 'lower-case letters',
      fix: '"my-chat"',
    },
  },
  {
    name: 'a chart whose label is none',
    build: () => newRelease(newChart({ labels: { team: 'a b' } })),
    expects: {
      property: 'labels of the chart["team"]',
      value: '"a b"',
      allowed: 'letters, digits',
      fix: 'of that form',
    },
  },
  {
    name: 'a cluster of another app',
    build: () => newRelease(newChart(), { cluster: newCluster(newChart()) }),
    expects: {
      path: 'test/worker',
      property: 'cluster',
      value: 'of another app',
      allowed: 'the same app',
      fix: 'in this app',
    },
  },
  {
    name: 'a cluster that was removed',
    build: () => {
      const chart = newChart();
      const cluster = newCluster(chart);
      chart.node.tryRemoveChild('chat');
      newRelease(chart, { cluster });
    },
    expects: {
      path: 'test/worker',
      property: 'cluster',
      value: 'removed from',
      allowed: 'the same app',
      fix: 'in this app',
    },
  },
  {
    name: 'a release in an app, beside charts',
    build: () => newRelease(new App() as unknown as Chart),
    expects: { property: 'scope', allowed: 'a chart, or a construct in one', fix: 'inside a chart' },
  },
  {
    name: 'a variable of the list of nodes that is none',
    build: () =>
      new ErlangCluster(newChart(), 'chat', {
        cookie: SECRET.key('A'),
        discovery: { strategy: 'own', nodeHost: 'address' as never, nodeListVariable: 'a=b', environment: () => ({}) },
      }),
    expects: {
      property: 'discovery.nodeListVariable',
      value: '"a=b"',
      allowed: 'letters, digits',
      fix: 'of that form',
    },
  },
];
