/**
 * Expansion of `$(VAR)` in environment variables by the kubelet: known are those of `env` that stand EARLIER in the
 * list, those of `envFrom` with their prefix, and the service variables; an unknown one is left as it is, and `$$` is
 * a literal
 * `$`.
 *
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/;
 * kubernetes, pkg/kubelet/kubelet_pods.go, `makeEnvironmentVariables`.
 */
import { Refusal } from '../errors/refusal';
import type { EnvVar } from './api';

const REFERENCE = /\$\$|\$\(([^()]+)\)/g;

/** Whether a value may refer to variables at all: most do not. */
export function refers(value: unknown): value is string {
  return typeof value === 'string' && value.includes('$(');
}

/** Names that a value refers to by `$(NAME)`. */
export function references(value: unknown): string[] {
  if (!refers(value)) return [];
  return [...value.matchAll(REFERENCE)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}

/** Variables that the kubelet sets for the API server's Service in every container. */
const API_SERVICE = /^KUBERNETES_(SERVICE_(HOST|PORT(_HTTPS)?)|PORT(_443_TCP(_(PROTO|PORT|ADDR))?)?)$/;

/** Variables that it sets for every other Service where `enableServiceLinks` is not false. */
const SERVICE_LINK =
  /^[A-Z][A-Z0-9_]*_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

/**
 * Whether the kubelet may set a variable of this name for a Service.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export function isServiceVariable(name: string, links: boolean): boolean {
  return API_SERVICE.test(name) || (links && SERVICE_LINK.test(name));
}

/** Variables as the container sees them: each value expanded as the kubelet does it. */
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

/** Variables that stand before others, as far as synth knows them. */
export interface KnownVariables {
  readonly names: ReadonlySet<string>;
  /** Prefixes of sources whose variables synth does not know: any name with one of them may come. */
  readonly openPrefixes: readonly string[];
}

/**
 * Orders variables so that every `$(VAR)` expands, whatever order they were given in: by name, each after those that it
 * refers to.
 *
 * @throws where a reference is to nothing, or references go in a circle
 */
export function orderVariables(property: string, variables: readonly EnvVar[], known: KnownVariables): EnvVar[] {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const isKnown = (name: string) =>
    known.names.has(name) ||
    isServiceVariable(name, false) ||
    known.openPrefixes.some((prefix) => name.startsWith(prefix));
  const done = new Set<string>();
  const result: EnvVar[] = [];
  const visit = (variable: EnvVar, from: readonly string[]) => {
    if (done.has(variable.name)) return;
    if (from.includes(variable.name)) throw circle(property, [...from, variable.name]);
    for (const reference of references(variable.value)) {
      const needed = byName.get(reference);
      if (needed) visit(needed, [...from, variable.name]);
      else if (!isKnown(reference)) throw unknown(property, variable, reference, [...known.names, ...byName.keys()]);
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
