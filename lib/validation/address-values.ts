import { isAddress } from '../kubernetes/addresses';

/** Address that something outside of a machine can have. */
export function isReachable(value: unknown): boolean {
  if (!isAddress(value)) return false;
  return !/^(0\.0\.0\.0$|127\.|169\.254\.|224\.0\.0\.|::1?$|fe[89ab]|ff02)/i.test(value);
}
