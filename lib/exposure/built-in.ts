import type { IExposure } from './i-exposure';

const BUILT_IN = new WeakSet<IExposure>();

/** Way in of the library's own: its objects are the API's own JSON, and need no check. */
export function builtIn(exposure: IExposure): IExposure {
  BUILT_IN.add(exposure);
  return exposure;
}

/** Whether a way in is the library's own. */
export function isBuiltIn(exposure: IExposure): boolean {
  return BUILT_IN.has(exposure);
}
