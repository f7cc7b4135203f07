import { type AcceptedRisks, acceptedRisks } from '../risks/accepted-risks';
import type { ElixirReleaseProps } from './elixir-release-props';

/** Risks that a release accepts: its own, and those of its cluster. */
export function releaseRisks({ cluster, allow }: Pick<ElixirReleaseProps, 'cluster' | 'allow'>): AcceptedRisks {
  return { ...cluster?._description.annotations, ...acceptedRisks(allow) };
}
