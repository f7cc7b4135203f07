import type { IConstruct } from 'constructs';
import { cycleError } from './cycle';
import type { Dependency } from './dependency';

/** Dependencies of constructs, in the order in which cdk8s visits them. */
export function dependenciesOf(constructs: readonly IConstruct[]): Dependency[] {
  const found: Dependency[] = [];
  for (const source of constructs) {
    for (const target of source.node.dependencies) found.push({ source, target });
  }
  return found;
}

/**
 * Topological order of constructs, that of cdk8s's `DependencyGraph`. It visits every path through the graph; this
 * visits every construct once.
 *
 * @throws where the dependencies have a cycle
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

/** Depth-first postorder, each construct after its targets; undefined where there is a cycle. */
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

/** Order of constructs in cdk8s, which keeps them by path in an object: paths that are whole numbers come first. */
function byPath(constructs: readonly IConstruct[]): readonly IConstruct[] {
  if (!constructs.some(({ node }) => /^\d+$/.test(node.id) && node.path === node.id)) return constructs;
  return Object.values(Object.fromEntries(constructs.map((construct) => [construct.node.path, construct])));
}
