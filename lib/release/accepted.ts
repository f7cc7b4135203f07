import type { Waiver } from '../risks/waiver';
import type { ElixirReleaseProps } from './elixir-release-props';

/** The risks that are accepted for a release: its own, and those of its cluster. */
export function accepted({ cluster, allow }: ElixirReleaseProps): readonly Waiver[] {
  return [...(cluster?._allow ?? []), ...(allow ?? [])];
}
