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
