import { Duration } from 'cdk8s';
import { Resources, Runners } from 'cdk8s-elixir';
import { member } from './builds';
import { type Build, type Proofs, text } from './proof';

const flame: Build = (options) => member({ runners: Runners.flame({ max: 2, ...options }) });

/** Pods that a release starts by itself. */
export const RUNNERS: Proofs = {
  'ReleaseProps.runners': text(member, undefined, Runners.flame({ max: 2 })),
  'FlameRunnersOptions.lifetime': { build: flame, other: Duration.hours(1) },
  'FlameRunnersOptions.resources': text(flame, Resources.small(), Resources.medium()),
  'FlameRunnersOptions.poolSize': text(
    (options) => member({ poolSize: 3, runners: Runners.flame({ max: 2, ...options }) }),
    3,
    1,
  ),
  'ElixirReleaseOverrides.runners': {
    build: (overrides) => member({ runners: Runners.flame({ max: 2 }), overrides }),
    same: {},
    other: { ResourceQuota: { metadata: { annotations: { touched: 'yes' } } } },
  },
};
