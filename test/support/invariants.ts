// What holds for the manifests of every app that the library accepts.
import { EPMD_PORT } from '../../lib/beam/distribution-ports';
import { expand } from '../../lib/kubernetes/environment';
import { argumentFiles } from './subjects';

const CLUSTER = 'cdk8s-elixir/cluster';

/** The Deployments and StatefulSets. */
export function workloads(manifests: readonly any[]): any[] {
  return manifests.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
}

/** What the API's own types say against a manifest; HTTPRoute is no type of Kubernetes itself. */
export function typeErrors(manifest: any): string | undefined {
  if (manifest.kind === 'HTTPRoute') return undefined;
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
  return workloads(manifests).flatMap(({ spec }) => {
    const { containers, initContainers = [] } = spec.template.spec;
    return [...containers, ...initContainers].flatMap(({ env = [] }: any) =>
      Object.entries(expand(env)).flatMap(([name, value]) => (/\$\([^()]+\)/.test(value) ? [`${name}=${value}`] : [])),
    );
  });
}

/** Selectors that miss the pods which they are for. */
export function missed(manifests: readonly any[]): string[] {
  const pods = workloads(manifests).map(({ spec }) => spec.template.metadata.labels);
  const hits = (selector: object) => (labels: any) =>
    Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels[key] === value);
  return manifests.flatMap(({ kind, metadata, spec }) => {
    const own = ['Deployment', 'StatefulSet'].includes(kind) ? [spec.template.metadata.labels] : pods;
    const selector =
      kind === 'Service' ? spec.selector : (spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels);
    const empty = kind === 'Service' && CLUSTER in spec.selector; // a cluster may have no members yet
    return selector === undefined || empty || own.some(hits(selector)) ? [] : [`${kind} ${metadata.name}`];
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
