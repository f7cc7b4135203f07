import type { RefusalProps } from '../errors/refusal';
import type { Manifest } from '../kubernetes/api';

/** One rendered manifest, with the place it comes from (a construct path, or later a file). */
export interface Rendered {
  readonly manifest: Manifest;
  readonly from: string;
  /** Whether the library made it: only then can the library report on it. */
  readonly own: boolean;
}

/** Whether an object says in this annotation why a risk is accepted; without a reason it is not. */
export function isWaived({ manifest }: Rendered, annotation: string): boolean {
  return Boolean(manifest.metadata.annotations?.[annotation]);
}

/** A finding about one rendered manifest. */
export interface Finding extends RefusalProps {
  readonly about: Rendered;
}

/** Takes what a check finds. */
export type Report = (finding: Finding) => void;
