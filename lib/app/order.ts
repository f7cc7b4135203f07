import type { IConstruct } from 'constructs';
import { cycleError } from './cycle';

/** One construct needs another one first. */
export interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/** The dependencies of these constructs, in the order in which cdk8s looks at them. */
export function dependenciesOf(constructs: readonly IConstruct[]): Dependency[] {
  const found: Dependency[] = [];
  for (const source of constructs) {
    for (const target of source.node.dependencies) found.push({ source, target });
  }
  return found;
}

/**
 * Constructs in an order in which each stands after what it depends on: that of cdk8s's `DependencyGraph`, which visits
 * every path through the graph, where this visits every construct once.
 *
 * @throws where constructs depend on each other in a circle
 */
export function topology(
  constructs: readonly IConstruct[],
  dependencies: readonly Dependency[],
): readonly IConstruct[] {
  if (dependencies.length === 0) return byPath(constructs);
  const inside = new Set(constructs);
  const edges = dependencies.filter(({ target }) => inside.has(target));
  const needed = new Map<IConstruct, Set<IConstruct>>();
  const isNeeded = new Set<IConstruct>();
  for (const { source, target } of edges) {
    const targets = needed.get(source);
    if (targets) targets.add(target);
    else needed.set(source, new Set([target]));
    isNeeded.add(target);
  }
  const roots = byPath(constructs).filter((construct) => !isNeeded.has(construct));
  const order = postorder(roots, (construct) => needed.get(construct));
  if (order === undefined || order.length < inside.size) throw cycleError(edges);
  return order;
}

/** Depth first, each after its targets; undefined where a circle is met. */
function postorder(
  roots: readonly IConstruct[],
  targets: (construct: IConstruct) => Iterable<IConstruct> | undefined,
): IConstruct[] | undefined {
  const done = new Set<IConstruct>();
  const open = new Set<IConstruct>();
  const order: IConstruct[] = [];
  for (const root of roots) {
    const stack = [{ construct: root, rest: [root][Symbol.iterator]() as Iterator<IConstruct> }];
    while (stack.length > 0) {
      const { construct, rest } = stack[stack.length - 1];
      const { value: next, done: last } = rest.next();
      if (last) {
        stack.pop();
        if (open.delete(construct) && !done.has(construct)) {
          done.add(construct);
          order.push(construct);
        }
        continue;
      }
      if (open.has(next)) return undefined;
      if (done.has(next)) continue;
      open.add(next);
      stack.push({ construct: next, rest: (targets(next) ?? [])[Symbol.iterator]() });
    }
  }
  return order;
}

/** cdk8s keeps constructs by path in an object, in which paths that are whole numbers come first. */
function byPath(constructs: readonly IConstruct[]): readonly IConstruct[] {
  if (!constructs.some(({ node }) => /^\d+$/.test(node.id) && node.path === node.id)) return constructs;
  return Object.values(Object.fromEntries(constructs.map((construct) => [construct.node.path, construct])));
}
