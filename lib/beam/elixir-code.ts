import { Refusal } from '../errors/refusal';

/** Text as a literal of Elixir. */
export function elixirString(text: string): string {
  return JSON.stringify(text).replaceAll('#{', '\\#{');
}

/**
 * Code as an argument of a container's command: the kubelet would expand `$(NAME)` in it.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/, `command`
 */
export function asArgument(code: string): string {
  return code.replaceAll('$(', '$$$$(');
}

/**
 * Expression that is evaluated in a release.
 *
 * @throws where there is none
 */
export function checkExpression(property: string, expression: string | undefined, example: string): string {
  if (expression?.trim()) return expression;
  throw new Refusal({ property, value: expression, allowed: 'Elixir code', fix: `for example '${example}'` });
}
