/**
 * How the kubelet expands `$(VAR)` in environment variables: only variables of `env` that stand EARLIER in the list are
 * known (neither later ones nor those of `envFrom`), an unknown one is left as it is, and `$$` is a literal `$`.
 *
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
import { Refusal } from '../errors/refusal';
import type { EnvVar } from './api';

const REFERENCE = /\$\$|\$\(([^()]+)\)/g;

/** Whether a value may refer to variables at all: most do not. */
export function refers(value: unknown): value is string {
  return typeof value === 'string' && value.includes('$(');
}

/** The names that a value refers to by `$(NAME)`. */
export function references(value: unknown): string[] {
  if (!refers(value)) return [];
  return [...value.matchAll(REFERENCE)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}

/** What the container sees: every variable with its value expanded as the kubelet does it. */
export function expand(env: readonly EnvVar[]): { [name: string]: string } {
  const known: { [name: string]: string } = {};
  for (const { name, value } of env) {
    known[name] = String(value ?? '').replace(REFERENCE, (all, reference?: string) => {
      if (reference === undefined) return '$';
      return known[reference] ?? all;
    });
  }
  return known;
}

/**
 * Puts variables into an order in which every `$(VAR)` expands, whatever order they were given in: first those that
 * nothing else needs are kept by name, and each stands after those it refers to.
 *
 * @param known names that stand before all of these
 */
export function ordered(property: string, variables: readonly EnvVar[], known: ReadonlySet<string>): EnvVar[] {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const done = new Set<string>();
  const result: EnvVar[] = [];
  const visit = (variable: EnvVar, from: readonly string[]) => {
    if (done.has(variable.name)) return;
    if (from.includes(variable.name)) throw circle(property, [...from, variable.name]);
    for (const reference of references(variable.value)) {
      const needed = byName.get(reference);
      if (needed) visit(needed, [...from, variable.name]);
      else if (!known.has(reference)) throw unknown(property, variable, reference, [...known, ...byName.keys()]);
    }
    done.add(variable.name);
    result.push(variable);
  };
  for (const name of [...byName.keys()].sort()) visit(byName.get(name) as EnvVar, []);
  return result;
}

function circle(property: string, path: readonly string[]): Refusal {
  return new Refusal({
    property: `${property}.${path[0]}`,
    value: path.join(' → '),
    why: 'the variables refer to each other in a circle, so none of them can be expanded',
    allowed: '$(VAR) of a variable that does not need this one',
    fix: 'write out one of them',
  });
}

function unknown(property: string, variable: EnvVar, reference: string, known: readonly string[]): Refusal {
  return new Refusal({
    property: `${property}.${variable.name}`,
    value: variable.value,
    why: `$(${reference}) is declared nowhere, so the pod would get the text "$(${reference})" itself`,
    allowed: `$(VAR) of a declared variable: ${known.join(', ')}`,
    fix: `declare ${reference} in \`env\`, or write $$(${reference}) for the text itself`,
  });
}
