/** Old revisions that are kept for `kubectl rollout undo`. */
export const REVISIONS = 5;
