import { type AcceptedRisks, acceptedRisks } from '../risks/accepted-risks';
import type { SharedReleaseProps } from './shared-release-props';

/** Risks that a release accepts: its own, and those of its cluster. */
export function releaseRisks({ cluster, allow }: SharedReleaseProps): AcceptedRisks {
  return { ...cluster?._description.annotations, ...acceptedRisks(allow) };
}
