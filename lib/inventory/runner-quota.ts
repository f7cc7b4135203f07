import { asObject, asTexts } from '../json/read';
import type { Subject } from './subject';

/** Scope of pods that have a longest life, as runners have. */
const SCOPE = 'Terminating';

/** Most pods with a longest life that a ResourceQuota lets there be at once; undefined where it counts others. */
export function runnersIn({ spec }: Subject): number | undefined {
  const { pods } = asObject(spec.hard);
  if (!asTexts(spec.scopes).includes(SCOPE) || !/^\d+$/.test(`${pods}`)) return undefined;
  return Number(pods);
}
