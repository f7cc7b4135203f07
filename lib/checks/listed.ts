import { asPort } from '../json/read';

/** Names and numbers of a manifest in words; what is neither is left out. */
export function listed(values: readonly unknown[]): string {
  return values.flatMap((value) => asPort(value) ?? []).join(', ');
}
