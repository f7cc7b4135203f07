import { FIELDS } from './invalid/fields';
import type { Mistake } from './invalid/mistake';
import { NAMES } from './invalid/names';

export { good } from './invalid/good';
export type { Mistake } from './invalid/mistake';

/** What the API server refuses, and the library must refuse when asked for it. */
export const MISTAKES: readonly Mistake[] = [...NAMES, ...FIELDS];
