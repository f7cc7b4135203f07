import type { Chart } from 'cdk8s';
import { HttpEndpoint, PhoenixService, type PhoenixServiceProps } from 'cdk8s-elixir';
import { cluster, IMAGE, OTHER_IMAGE, web } from './hello';
import { view } from './mesh';
import { pods } from './pods';

/** Two versions of one release. */
export const COLORS = { blue: IMAGE, green: OTHER_IMAGE };

export type Color = keyof typeof COLORS;

/** How both versions are deployed. */
export interface Deployed {
  /** Version that the Service hands requests to. */
  readonly live: Color;
  /** Version that runs no pods. */
  readonly stopped?: Color;
  /** Whether both are in one ErlangCluster, in the place of one each. */
  readonly together?: boolean;
}

/** Pods of each version that runs. */
export const EACH = 2;

/** Blue and green as docs/versions.md has them, behind the Service `web`. */
export function colors({ live, stopped, together = false }: Deployed): (chart: Chart) => void {
  return (chart) => {
    const shared = together ? cluster(chart) : undefined;
    const make = (color: Color) => {
      const props: Partial<PhoenixServiceProps> = {
        image: COLORS[color],
        replicas: EACH,
        scaledToZero: stopped === color,
      };
      return new PhoenixService(chart, `web-${color}`, web(shared ?? cluster(chart, {}, `hello-${color}`), props));
    };
    const [blue, green] = [make('blue'), make('green')];
    new HttpEndpoint(chart, 'web', { release: (live === 'green' ? green : blue).release, name: 'web' });
  };
}

/** Nodes that the nodes of both versions see: how many, and how many of them are of the other version. */
export async function met(namespace: string): Promise<{ readonly nodes: number; readonly others: number }> {
  const all = (await pods(namespace)).filter(({ labels }) => labels['app.kubernetes.io/name'].startsWith('web-'));
  const color = new Map(all.map(({ ip, labels }) => [ip, labels['app.kubernetes.io/name']]));
  const views = await Promise.all(all.map((pod) => view(namespace, pod).catch(() => undefined))); // it may be gone by then
  const seen = views.flatMap((one) => (one?.nodes ?? []).map((node) => [hostOf(one?.node ?? ''), hostOf(node)]));
  const others = seen.filter(
    ([own, other]) => color.has(own) && color.has(other) && color.get(own) !== color.get(other),
  );
  return { nodes: seen.length, others: others.length };
}

const hostOf = (node: string) => node.split('@')[1];
