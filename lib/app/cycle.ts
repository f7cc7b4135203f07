import type { IConstruct } from 'constructs';
import type { Dependency } from './dependency';

/** Error of cdk8s's `DependencyGraph` about a cycle: it names the first dependency that closes one. */
export function cycleError(dependencies: readonly Dependency[]): Error {
  let acyclic = 0; // length of the longest prefix known to be acyclic
  let cyclic = dependencies.length; // length of the shortest prefix known to have a cycle
  while (cyclic - acyclic > 1) {
    const middle = (acyclic + cyclic) >> 1;
    if (hasCycle(dependencies.slice(0, middle))) cyclic = middle;
    else acyclic = middle;
  }
  const { source, target } = dependencies[cyclic - 1];
  const route = [...routeOf(target, source, dependencies.slice(0, acyclic)), target];
  return new Error(`Dependency cycle detected: ${route.map(({ node }) => node.path).join(' => ')}`);
}

/** Whether dependencies have a cycle: constructs that nothing depends on are removed until only cycles are left. */
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

/** Path from one construct to another as cdk8s reports it; constructs from which no path leads there are skipped. */
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
