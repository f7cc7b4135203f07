// What holds for the manifests of every app that the library accepts.
import { EPMD_PORT } from '../../lib/beam/distribution-ports';
import { expand } from '../../lib/kubernetes/environment';
import { argumentFiles } from './subjects';

const CLUSTER = 'cdk8s-elixir/cluster';
const POD_NAME = 'statefulset.kubernetes.io/pod-name';

/** The Deployments and StatefulSets. */
export function workloads(manifests: readonly any[]): any[] {
  return manifests.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
}

/** The Jobs and CronJobs. */
export function jobs(manifests: readonly any[]): any[] {
  return manifests.filter(({ kind }) => ['Job', 'CronJob'].includes(kind));
}

/** The template of the pods that a workload or a job makes. */
export function template({ kind, spec }: any): any {
  return kind === 'CronJob' ? spec.jobTemplate.spec.template : spec.template;
}

/** The templates of all pods. */
function templates(manifests: readonly any[]): any[] {
  return [...[...workloads(manifests), ...jobs(manifests)].map(template), ...runners(manifests)];
}

/** Pods of runners. */
export function runners(manifests: readonly any[]): any[] {
  return manifests.flatMap(({ data }) => (data?.['pod.json'] === undefined ? [] : [JSON.parse(data['pod.json'])]));
}

/** Groups of custom resources, whose types are the cluster's. */
const CUSTOM =
  /^(gateway|keda|traefik|cert-manager|cloud|networking\.gke|external-secrets|bitnami|secrets-store|argoproj|kustomize)\./;

/** Whether Kubernetes itself has the type of a manifest. */
export function isBuiltIn({ apiVersion }: { readonly apiVersion: string }): boolean {
  return !CUSTOM.test(apiVersion);
}

/** What the API's own types say against a manifest; custom resources are no types of Kubernetes itself. */
export function typeErrors(manifest: any): string | undefined {
  if (!isBuiltIn(manifest)) return undefined;
  const types = require(`kubernetes-models/${manifest.apiVersion}`);
  try {
    new types[manifest.kind](manifest).validate();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Values of environment variables in which a `$(VAR)` is left, as the kubelet sees them. */
export function unexpanded(manifests: readonly any[]): string[] {
  return templates(manifests).flatMap(({ spec }) => {
    const { containers, initContainers = [] } = spec;
    return [...containers, ...initContainers].flatMap(({ env = [] }: any) =>
      Object.entries(expand(env)).flatMap(([name, value]) => (/\$\([^()]+\)/.test(value) ? [`${name}=${value}`] : [])),
    );
  });
}

/** Labels by which an object selects pods; undefined where it selects none. */
function selectorOf({ kind, spec }: any): { [label: string]: string } | undefined {
  return kind === 'Service' ? spec.selector : (spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels);
}

const isHit = (selector: object, labels: any) =>
  Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Objects that select the pods of a job, beside its own policy. */
export function selectingJobs(manifests: readonly any[]): string[] {
  const started = runners(manifests).flatMap(({ metadata: { labels } }) => {
    const release = labels['cdk8s-elixir/runner'];
    return manifests
      .filter((one) => one.kind !== 'NetworkPolicy' || one.metadata.name !== `${release}-runners`)
      .filter((one) => isHit(selectorOf(one) ?? {}, labels))
      .map(({ kind, metadata }) => `${kind} ${metadata.name} selects runners of ${release}`);
  });
  const once = jobs(manifests).flatMap((job) => {
    const own = job.kind === 'Job' ? job.metadata.name.replace(/-[0-9a-f]{10}$/, '') : job.metadata.name;
    const { labels } = template(job).metadata;
    return manifests
      .filter((one) => one.kind !== 'NetworkPolicy' || one.metadata.name !== own)
      .filter((one) => isHit(selectorOf(one) ?? {}, labels))
      .map(({ kind, metadata }) => `${kind} ${metadata.name} selects ${job.kind} ${job.metadata.name}`);
  });
  return [...once, ...started];
}

/** ConfigMaps that pods mount or read, and that nothing makes; `platform` exists beforehand. */
export function missingConfigMaps(manifests: readonly any[]): string[] {
  const made = [
    'platform',
    ...manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name),
  ];
  return templates(manifests).flatMap(({ spec }) => {
    const containers = [...spec.containers, ...(spec.initContainers ?? [])];
    const named = [
      ...(spec.volumes ?? []).map((one: any) => one.configMap?.name),
      ...containers.flatMap(({ envFrom = [] }: any) => envFrom.map((one: any) => one.configMapRef?.name)),
      ...containers.flatMap(({ env = [] }: any) => env.map((one: any) => one.valueFrom?.configMapKeyRef?.name)),
    ];
    return named.filter((name) => name !== undefined && !made.includes(name));
  });
}

/** Labels of the pod of a StatefulSet that has this name. */
function numbered(manifests: readonly any[], pod: string): any[] {
  const [, name, ordinal] = /^(.*)-(\d+)$/.exec(pod) ?? [];
  return workloads(manifests)
    .filter(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === name)
    .filter(({ spec }) => Number(ordinal) >= (spec.ordinals?.start ?? 0))
    .map((one) => ({ ...template(one).metadata.labels, [POD_NAME]: pod }));
}

/** Selectors that miss the pods which they are for. */
export function missed(manifests: readonly any[]): string[] {
  const all = templates(manifests).map(({ metadata }) => metadata.labels);
  return manifests.flatMap((object) => {
    const { kind, metadata, spec } = object;
    const selector = selectorOf(object);
    const pod = selector?.[POD_NAME];
    const pods = pod === undefined ? all : numbered(manifests, pod);
    const own = ['Deployment', 'StatefulSet'].includes(kind) ? [spec.template.metadata.labels] : pods;
    const empty = ['Service', 'NetworkPolicy'].includes(kind) && CLUSTER in (selector ?? {}); // of no members yet
    return selector === undefined || empty || own.some((labels) => isHit(selector, labels))
      ? []
      : [`${kind} ${metadata.name}`];
  });
}

/** Each place in which the ports of a member's distribution are said. */
export function distributionPorts(manifests: readonly any[], member: any): { [place: string]: number[] } {
  const { name, labels } = { name: member.metadata.name, labels: member.spec.template.metadata.labels };
  const files = argumentFiles(manifests, name);
  const container = member.spec.template.spec.containers.find((one: any) => one.name === name);
  const headless = manifests.find(({ kind, spec }) => kind === 'Service' && spec.selector[CLUSTER] === labels[CLUSTER]);
  const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name);
  const fromMembers = policy?.spec.ingress.filter((rule: any) => rule.from?.[0].podSelector?.matchLabels?.[CLUSTER]);
  return {
    'vm.args': portsOf(files['vm.args']),
    'remote.vm.args': portsOf(files['remote.vm.args']),
    container: container.ports
      .filter((port: any) => /^(dist|epmd)/.test(port.name))
      .map((port: any) => port.containerPort),
    'headless Service': headless.spec.ports.map((port: any) => port.targetPort),
    ...(policy ? { NetworkPolicy: fromMembers[0].ports.map(({ port }: any) => port) } : {}),
  };
}

function portsOf(file: string): number[] {
  const single = distributionPortOf(file);
  if (single !== undefined) return [single];
  const [, first, last] = /inet_dist_listen_min (\d+) inet_dist_listen_max (\d+)/.exec(file) as RegExpExecArray;
  const count = Number(last) - Number(first) + 1;
  return [EPMD_PORT, ...Array.from({ length: count }, (_, index) => Number(first) + index)];
}

/** Port that an argument file makes a node without epmd use, or undefined with epmd. */
function distributionPortOf(file: string | undefined): number | undefined {
  const port = /^-erl_epmd_port (\d+)$/m.exec(file ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}

/** Scalers without their workload, or beside a number of pods in it. */
export function misscaled(manifests: readonly any[]): string[] {
  return manifests
    .filter(({ spec }) => spec?.scaleTargetRef !== undefined)
    .flatMap(({ kind, metadata, spec: { scaleTargetRef: target } }) => {
      const found = workloads(manifests).find((one) => one.kind === target.kind && one.metadata.name === target.name);
      return found !== undefined && found.spec.replicas === undefined ? [] : [`${kind} ${metadata.name}`];
    });
}

/** Workloads that neither a number nor a scaler gives pods, and containers with another number of hooks than one. */
export function unfinished(manifests: readonly any[]): string[] {
  const scaled = manifests.flatMap(({ spec }) => spec?.scaleTargetRef?.name ?? []);
  return workloads(manifests).flatMap(({ metadata: { name }, spec }) => [
    ...(spec.replicas === undefined && !scaled.includes(name) ? [`${name} has no number of pods`] : []),
    ...spec.template.spec.containers
      .filter(({ lifecycle }: any) => Object.keys(lifecycle?.preStop ?? { none: true }).length !== 1)
      .map(({ name: of }: any) => `${of} has not one hook`),
  ]);
}
