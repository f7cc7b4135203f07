import type { IConstruct } from 'constructs';
import type { Dependency } from './order';

/** The error of cdk8s's `DependencyGraph` about a circle: it names the first dependency that closes one. */
export function cycleError(dependencies: readonly Dependency[]): Error {
  let open = 0; // so many dependencies have no circle
  let closed = dependencies.length; // so many have one
  while (closed - open > 1) {
    const middle = (open + closed) >> 1;
    if (hasCycle(dependencies.slice(0, middle))) closed = middle;
    else open = middle;
  }
  const { source, target } = dependencies[closed - 1];
  const route = [...routeOf(target, source, dependencies.slice(0, open)), target];
  return new Error(`Dependency cycle detected: ${route.map(({ node }) => node.path).join(' => ')}`);
}

/** Takes away what nothing depends on until nothing is left, or only circles. */
function hasCycle(dependencies: readonly Dependency[]): boolean {
  const targets = new Map<IConstruct, IConstruct[]>();
  const uses = new Map<IConstruct, number>();
  for (const { source, target } of dependencies) {
    push(targets, source, target);
    uses.set(target, (uses.get(target) ?? 0) + 1);
  }
  const free = [...targets.keys()].filter((construct) => !uses.has(construct));
  for (const construct of free) {
    for (const target of targets.get(construct) ?? []) {
      const left = (uses.get(target) as number) - 1;
      uses.set(target, left);
      if (left === 0) free.push(target);
    }
    targets.delete(construct);
  }
  return targets.size > 0;
}

/** The route from one construct to another as cdk8s reports it; where nothing leads there it does not look. */
function routeOf(from: IConstruct, to: IConstruct, dependencies: readonly Dependency[]): IConstruct[] {
  const outbound = new Map<IConstruct, Set<IConstruct>>();
  const inbound = new Map<IConstruct, IConstruct[]>();
  for (const { source, target } of dependencies) {
    outbound.set(source, (outbound.get(source) ?? new Set()).add(target));
    push(inbound, target, source);
  }
  const leading = new Set([to]);
  for (const construct of leading) for (const source of inbound.get(construct) ?? []) leading.add(source);
  const route: IConstruct[] = [];
  const visit = (construct: IConstruct): boolean => {
    route.push(construct);
    let found = false;
    for (const target of outbound.get(construct) ?? []) {
      if (target === to) {
        route.push(target);
        return true;
      }
      found = leading.has(target) && visit(target);
    }
    if (!found) route.pop();
    return found;
  };
  visit(from);
  return route;
}

function push(lists: Map<IConstruct, IConstruct[]>, at: IConstruct, value: IConstruct): void {
  const list = lists.get(at);
  if (list) list.push(value);
  else lists.set(at, [value]);
}
