import { Refusal } from '../errors/refusal';

/** Refuses what is no number of a port. */
export function checkPortNumber(property: string, port: number, from: number): number {
  if (Number.isInteger(port) && port >= from && port <= 65535) return port;
  throw new Refusal({
    property,
    value: port,
    allowed: `a whole number from ${from} to 65535`,
    fix: from > 1 ? 'listen on a port from 1024 on; a Service can still offer port 80' : 'choose a port in that range',
  });
}

/** Port as nothing else may listen on it in a pod: its number with its protocol, as in `4000/TCP`. */
export function portKey(port: number | undefined, protocol = 'TCP'): string {
  return `${port}/${protocol}`;
}
