// The smallest things that tests build, and how they read what came out of them.
import { ApiObject, App, Chart, type ChartProps, Testing } from 'cdk8s';
import {
  ElixirRelease,
  type ElixirReleaseProps,
  ErlangCluster,
  type ErlangClusterProps,
  ExistingSecret,
  Migration,
  type MigrationProps,
  PhoenixService,
  type PhoenixServiceProps,
  ReleaseCommand,
  ReleaseCronJob,
  type ReleaseCronJobProps,
  ReleaseJob,
  type ReleaseJobProps,
} from 'cdk8s-elixir';
import type { Construct } from 'constructs';
import type { Manifest } from '../../lib/kubernetes/api';

export const IMAGE = 'ghcr.io/acme/chat:1.4.2';
export const SECRET = ExistingSecret.named('chat');

/** A chart with a namespace, in an app of its own. */
export function newChart(props: ChartProps = { namespace: 'chat' }, id = 'test'): Chart {
  return new Chart(new App(), id, props);
}

/** A cluster with the least that it needs. */
export function newCluster(scope: Construct, props: Partial<ErlangClusterProps> = {}, id = 'chat'): ErlangCluster {
  return new ErlangCluster(scope, id, { cookie: SECRET.key('RELEASE_COOKIE'), ...props });
}

/** A release with the least that it needs. */
export function newRelease(scope: Construct, props: Partial<ElixirReleaseProps> = {}, id = 'worker'): ElixirRelease {
  return new ElixirRelease(scope, id, { image: IMAGE, ...props });
}

/** A Phoenix service with the least that it needs. */
export function newPhoenix(scope: Construct, props: Partial<PhoenixServiceProps> = {}, id = 'web'): PhoenixService {
  return new PhoenixService(scope, id, {
    image: IMAGE,
    host: 'chat.example.com',
    secretKeyBase: SECRET.key('SECRET_KEY_BASE'),
    ...props,
  });
}

const RUN = ReleaseCommand.eval('Chat.Release.run()');
const SCRIPT = '/app/bin/chat';

/** A job with the least that it needs. */
export function newJob(scope: Construct, props: Partial<ReleaseJobProps> = {}, id = 'job'): ReleaseJob {
  return new ReleaseJob(scope, id, { image: IMAGE, script: SCRIPT, run: RUN, ...props });
}

/** A job of a schedule with the least that it needs. */
export function newCronJob(
  scope: Construct,
  props: Partial<ReleaseCronJobProps> = {},
  id = 'cron-job',
): ReleaseCronJob {
  return new ReleaseCronJob(scope, id, { image: IMAGE, script: SCRIPT, run: RUN, schedule: '0 3 * * *', ...props });
}

/** A migration with the least that it needs. */
export function newMigration(scope: Construct, props: Partial<MigrationProps> = {}, id = 'migrate'): Migration {
  return new Migration(scope, id, { image: IMAGE, script: SCRIPT, ...props });
}

/** The manifests of a chart as the app would write them, checks included. */
export function synth(chart: Chart): any[] {
  return Testing.synth(chart);
}

/** What a function adds to a fresh chart, rendered. */
export function rendered(add: (chart: Chart) => unknown, props?: ChartProps): any[] {
  const chart = newChart(props);
  add(chart);
  return synth(chart);
}

/** The one manifest of a kind, and of a name where there are several. */
export function one(manifests: readonly any[], kind: string, name?: string): any {
  const found = manifests.filter((each) => each.kind === kind && (name === undefined || each.metadata.name === name));
  if (found.length === 1) return found[0];
  throw new Error(`${found.length} manifests are a ${kind} ${name ?? ''}: ${found.map((each) => each.metadata.name)}`);
}

/** The Deployment or StatefulSet of a name, or the only one. */
export function workload(manifests: readonly any[], name?: string): any {
  const found = manifests.filter((each) => ['Deployment', 'StatefulSet'].includes(each.kind));
  return name === undefined && found.length === 1 ? found[0] : found.find((each) => each.metadata.name === name);
}

/** The pod of a workload. */
export function pod(manifests: readonly any[], name?: string): any {
  return workload(manifests, name).spec.template.spec;
}

/** The release's own container. */
export function container(manifests: readonly any[], name?: string): any {
  const { metadata } = workload(manifests, name);
  return pod(manifests, name).containers.find((each: any) => each.name === metadata.name);
}

/** The spec of the only Job, or of the Jobs of the only CronJob. */
export function jobSpec(manifests: readonly any[]): any {
  const [found, ...others] = manifests.filter(({ kind }) => kind === 'Job' || kind === 'CronJob');
  if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} Jobs`);
  return found.kind === 'Job' ? found.spec : found.spec.jobTemplate.spec;
}

/** The container of the only Job, or of the Jobs of the only CronJob. */
export function jobContainer(manifests: readonly any[]): any {
  return jobSpec(manifests).template.spec.containers[0];
}

/** The variables of the release's container, each with its value or, from elsewhere, with where it comes from. */
export function variables(manifests: readonly any[], name?: string): { [variable: string]: any } {
  return Object.fromEntries(
    container(manifests, name).env.map((each: any) => [each.name, each.value ?? each.valueFrom]),
  );
}

/** The mounted argument files of a release. */
export function argumentFiles(manifests: readonly any[], name?: string): { [file: string]: string } {
  const volume = pod(manifests, name).volumes.find((each: any) => each.name === 'vm-args');
  return one(manifests, 'ConfigMap', volume.configMap.name).data;
}

/** Anything that somebody else put into the tree. */
export function foreign(
  scope: Construct,
  id: string,
  manifest: Partial<Manifest> & { [key: string]: unknown },
): ApiObject {
  return new ApiObject(scope, id, manifest as never);
}

/** The error that a function throws. */
export function errorOf(body: () => unknown): Error {
  try {
    body();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}
