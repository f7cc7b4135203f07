import { App, Chart } from 'cdk8s';
import { KubernetesTarget } from 'cdk8s-elixir';
import { Refusal } from '../../../lib/errors/refusal';
import { merge } from '../../../lib/json/merge';
import { KUBERNETES } from '../../../lib/kubernetes/api-facts';
import { typeOfKind } from '../../../lib/kubernetes/schema';
import { PARTS } from '../../support/parts';
import { newRelease } from '../../support/subjects';
import { mutations, objectOf, type Random, seeded } from './mutations';

/** An override, and what synth makes of it. */
export interface Tried {
  readonly part: string;
  readonly path: string;
  readonly override: object;
  /** Message of the refusal; undefined where synth accepts it. */
  readonly refusal?: string;
  /** Kind of the object. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Object with the override merged into it; undefined where a raw property is refused. */
  readonly object: any;
  /** What the rules over the tree say. */
  readonly inTree: () => readonly string[];
}

/** Fields that overrides may not change at all, whatever stands there. */
const IDENTITY = /^\.(apiVersion|kind|status|metadata\.(name|namespace))\b/;

/** Mutations of every part for a Kubernetes, of so many one, each as synth takes it. */
export async function tryAll(version: string, seed: number, share: number): Promise<Tried[]> {
  const found = Object.entries(PARTS).flatMap(([part, make]) => {
    const base = make(newChart(version), undefined)?.toJson();
    const type = typeOfKind(base.apiVersion, base.kind);
    if (type === undefined) return []; // of a TriggerAuthentication, an ExternalSecret and others synth has no schema
    const all = [...mutations(seeded(seed), base, type)].filter(({ path }) => !IDENTITY.test(path));
    const some = all.filter((_, index) => (index + seed) % share === 0);
    return some.map(({ path, override }) => (): Tried => {
      const made = attempt(version, (chart) => make(chart, override)?.toJson());
      const { apiVersion, kind } = base;
      const object = made.object ?? merge(base, override, KUBERNETES, type);
      return { part, path, override, apiVersion, kind, ...made, object };
    });
  });
  return inTurns(found);
}

/** Calls one after the other; between some of them connections may be seen to close. */
async function inTurns<T>(calls: readonly (() => T)[]): Promise<T[]> {
  const all: T[] = [];
  for (const call of calls) {
    all.push(call());
    if (all.length % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return all;
}

/** What a chart makes, or the message of its refusal. */
function attempt(version: string, build: (chart: Chart) => unknown): Pick<Tried, 'refusal' | 'object' | 'inTree'> {
  const chart = newChart(version);
  const inTree = () => chart.node.root.node.findAll().flatMap(({ node }) => node.validate());
  try {
    return { object: build(chart), inTree };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: error.message, object: undefined, inTree };
  }
}

/** Properties in the API's own JSON, each with the type of its items and how a release takes one. */
const RAW: readonly (readonly [string, string, (value: any) => object])[] = [
  ['sidecars', 'Container', (one) => ({ sidecars: [one] })],
  ['sidecars beside a volume', 'Container', (one) => ({ sidecars: [one], volumes: [{ name: 'web', emptyDir: {} }] })],
  ['initContainers', 'Container', (one) => ({ initContainers: [one] })],
  ['volumes', 'Volume', (one) => ({ volumes: [one] })],
  ['volumeMounts', 'VolumeMount', (one) => ({ volumeMounts: [one] })],
  ['hostAliases', 'HostAlias', (one) => ({ hostAliases: [one] })],
  ['scheduling.tolerations', 'Toleration', (one) => ({ scheduling: { tolerations: [one] } })],
  ['scheduling.affinity', 'Affinity', (affinity) => ({ scheduling: { affinity } })],
  ['env', 'EnvVarSource', (valueFrom) => ({ env: { LOG_LEVEL: { valueFrom } } })],
];

/** Random values of every raw property, each as synth takes it. */
export function tryRaw(version: string, seed: number, count: number): Promise<Tried[]> {
  const random = seeded(seed);
  const calls = RAW.flatMap(([path, type, propsOf]) =>
    Array.from({ length: count }, () => () => tryOne(random, version, path, type, propsOf)),
  );
  return inTurns(calls);
}

function tryOne(
  random: Random,
  version: string,
  path: string,
  type: string,
  propsOf: (value: unknown) => object,
): Tried {
  const given = objectOf(random, type, 5) as { name?: unknown };
  // A name that fits lets the rest be read.
  const override = propsOf('name' in given && random() < 0.8 ? { ...given, name: 'proxy' } : given);
  const found = attempt(version, (chart) => newRelease(chart, override).workload.toJson());
  return { part: 'ElixirRelease', path: `.${path}`, override, apiVersion: 'apps/v1', kind: 'Deployment', ...found };
}

function newChart(version: string): Chart {
  const app = new App();
  KubernetesTarget.set(app, { version });
  return new Chart(app, 'test', { namespace: 'chat' });
}
