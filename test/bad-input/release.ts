import { Duration, Size } from 'cdk8s';
import { Drain, ElixirRelease, type ElixirReleaseProps, Resources, Waiver } from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { newChart, newRelease } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

const PATH = 'test/worker';

/** A release with one wrong property. */
function release(name: string, props: Partial<ElixirReleaseProps>, expects: Omit<Expected, 'path'>): BadInput {
  return { name, build: () => newRelease(newChart(), props), expects: { path: PATH, ...expects } };
}

function image(name: string, reference: string | undefined, value: string, fix: string): BadInput {
  return {
    name,
    build: () => new ElixirRelease(newChart(), 'worker', { image: reference as string }),
    expects: { path: PATH, property: 'image', value, allowed: 'an image with a fixed tag or a digest', fix },
  };
}

function replicas(value: number): BadInput {
  return release(
    `${value} replicas`,
    { replicas: value },
    { property: 'replicas', value: String(value), allowed: 'a whole number from 1', fix: 'scaledToZero: true' },
  );
}

function name(what: string, value: string, allowed: string, fix: string, more: Partial<ElixirReleaseProps> = {}) {
  return release(
    `a name ${what}`,
    { name: value, ...more },
    { property: 'name', value: value.slice(0, 60), allowed, fix },
  );
}

function command(what: string, words: string[]): BadInput {
  return release(
    `a command ${what}`,
    { command: words },
    { property: 'command', value: JSON.stringify(words), allowed: 'a command that becomes the VM', fix: "'start'" },
  );
}

const storage = { name: 'data', mountPath: '/data', size: Size.gibibytes(1) };

/** What runs: image, replicas, names, resources, command. */
export const RELEASE: readonly BadInput[] = [
  image('no image', undefined, 'not given', '"ghcr.io/acme/chat:1.4.2"'),
  image('an image with the tag latest', 'acme/chat:latest', '"acme/chat:latest"', '"acme/chat:1.4.2"'),
  image('an image without tag', 'acme/chat', '"acme/chat"', "Waiver.latestTag('why')"),
  image('an image that is no reference', 'Acme Chat', '"Acme Chat"', '"ghcr.io/acme/chat:1.4.2"'),
  ...[0, -1, 1.5, Number.NaN].map(replicas),
  name('in upper case', 'Worker', 'lower-case letters', 'for example "worker"'),
  name('with an underscore', 'chat_worker', 'lower-case letters', 'for example "chat-worker"'),
  name('that is too long', 'w'.repeat(64), '1 to 63 characters', 'for example'),
  name('that is too long for a StatefulSet', 'w'.repeat(53), '1 to 52 characters', 'for example', {
    stableNames: true,
  }),
  name('that starts with a digit, with pods of its own storage', '1worker', 'starting with a letter', '"worker"', {
    storage: [storage],
  }),
  {
    name: 'memory requested above its limit',
    build: () => Resources.of({ memory: { request: Size.gibibytes(2), limit: Size.gibibytes(1) } }),
    expects: {
      property: 'resources.memory.request',
      value: '2Gi, with a limit of 1Gi',
      allowed: 'at most the limit',
      fix: 'lower the request',
    },
  },
  {
    name: 'CPU requested above its limit',
    build: () =>
      Resources.of({
        cpu: { request: Cpu.units(2), limit: Cpu.millis(1500) },
        memory: { limit: Size.gibibytes(1) },
      }),
    expects: {
      property: 'resources.cpu.request',
      value: '2, with a limit of 1.5',
      allowed: 'at most the limit',
      fix: 'raise the limit',
    },
  },
  {
    name: 'disk requested above its limit',
    build: () =>
      Resources.of({ memory: { limit: Size.gibibytes(1) }, ephemeralStorage: { request: Size.gibibytes(3) } }),
    expects: {
      property: 'resources.ephemeralStorage.request',
      value: '3Gi, with a limit of 1Gi',
      allowed: 'at most the limit',
      fix: 'raise the limit',
    },
  },
  {
    name: 'no memory limit',
    build: () => newRelease(newChart(), { resources: Resources.of({ cpu: { limit: Cpu.units(1) } }) }),
    expects: {
      path: PATH,
      property: 'resources.memory.limit',
      value: 'not given',
      allowed: 'a size',
      fix: 'Size.mebibytes(512)',
    },
  },
  {
    name: 'no CPU at all',
    build: () => Resources.of({ cpu: { limit: Cpu.millis(0) }, memory: { limit: Size.gibibytes(1) } }),
    expects: { property: 'resources.cpu', value: '"0m"', allowed: 'more than zero', fix: 'Cpu.millis(500)' },
  },
  release(
    'a grace period shorter than the drains',
    { drains: [Drain.oban(Duration.seconds(60))], terminationGracePeriod: Duration.seconds(30) },
    { property: 'terminationGracePeriod', value: '"30 s"', allowed: 'more than 60 s', fix: 'leave it out for 70 s' },
  ),
  release(
    'a grace period shorter than the wait before SIGTERM',
    { preStopSleep: Duration.minutes(2), terminationGracePeriod: Duration.minutes(1) },
    { property: 'terminationGracePeriod', value: '"60 s"', allowed: 'more than 120 s', fix: 'leave it out for 130 s' },
  ),
  {
    name: 'a drain that takes no time',
    build: () => Drain.of('cache', Duration.seconds(0)),
    expects: { property: 'Drain cache', value: '0', allowed: 'whole seconds, 1 or more', fix: 'Duration.seconds(1)' },
  },
  command('that leaves the shell in front of the VM', ['sh', '-c', 'bin/chat start; sleep 1']),
  command('that leaves the shell in front of the VM, with more flags', ['/bin/sh', '-ec', 'bin/chat start']),
  command('that goes into the background', ['/app/bin/chat', 'daemon']),
  command('that needs a terminal', ['/app/bin/chat', 'start_iex']),
  command('of no words', []),
  release(
    'root',
    { user: 0 },
    { property: 'user', value: '0', allowed: 'a number from 1', fix: 'leave it out for 65534' },
  ),
  release(
    'a label that selectors are made of',
    { labels: { 'app.kubernetes.io/name': 'chat' } },
    {
      property: 'labels["app.kubernetes.io/name"]',
      value: '"chat"',
      allowed: 'any other label',
      fix: '`name` decides it',
    },
  ),
  release(
    'a label that Kubernetes does not take',
    { labels: { team: 'the chat team' } },
    { property: 'labels["team"]', value: '"the chat team"', allowed: '63', fix: 'choose a name of that form' },
  ),
  release(
    'an annotation key that Kubernetes does not take',
    { annotations: { 'my note': 'x' } },
    { property: 'annotations key', value: '"my note"', allowed: 'DNS prefix', fix: 'choose a name of that form' },
  ),
  release(
    'a pull secret that is no name',
    { imagePullSecrets: ['Registry!'] },
    { property: 'imagePullSecrets', value: '"Registry!"', allowed: 'lower-case', fix: 'choose a name of that form' },
  ),
  {
    name: 'a risk accepted without a reason',
    build: () => Waiver.latestTag(' '),
    expects: { property: 'Waiver latest-tag', value: '" "', allowed: 'a reason in words', fix: 'say why' },
  },
  release(
    'a preStop of a part of a second',
    { preStopSleep: Duration.millis(500) },
    { property: 'preStopSleep', value: '0.5 s', allowed: 'whole seconds', fix: 'Duration.seconds(1)' },
  ),
];
