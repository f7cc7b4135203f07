import { CLUSTERS } from './mutations/cluster';
import { PARTS } from './mutations/library';
import { RELEASES } from './mutations/release';

/** A way to break the library, and the test that must notice. */
export interface Mutation {
  readonly what: string;
  readonly file: string;
  readonly search: string;
  readonly replace: string;
  /** The test file, and a part of the test's name. */
  readonly caughtBy: readonly [file: string, name: string];
}

/** Every way that is tried. A search text that is not found any more fails the run. */
export const MUTATIONS: readonly Mutation[] = [...CLUSTERS, ...RELEASES, ...PARTS];
