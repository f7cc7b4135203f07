/** Whether a host of a way in, which may begin with `*.`, takes requests for a host. */
export function covers(one: string, host: string): boolean {
  return one === host || (one.startsWith('*.') && host.endsWith(one.slice(1)));
}

/** Whether two hosts, each of which may begin with `*.`, have requests in common. */
export function hostsMeet(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}
