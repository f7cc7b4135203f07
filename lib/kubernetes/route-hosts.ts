/** Whether a host of a way in, which may begin with `*.`, takes requests for a host. */
export function covers(one: string, host: string): boolean {
  return one === host || (one.startsWith('*.') && host.endsWith(one.slice(1)));
}
