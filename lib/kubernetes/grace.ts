import { type Dictionary, valueAt } from '../json/dictionary';
import { asNumber, asObject, asTexts } from '../json/read';

/**
 * Grace period of a pod that says none.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export const GRACE_SECONDS = 30;

/** Seconds that a container's preStop sleeps, as far as its action or command says. */
export function preStopSeconds(container: Dictionary): number | undefined {
  const { sleep, exec } = asObject(valueAt(container, 'lifecycle', 'preStop'));
  const seconds = asNumber(asObject(sleep).seconds);
  if (seconds !== undefined) return seconds;
  const words = asTexts(asObject(exec).command).join(' ');
  const found = /(?:^|[\s;&|/])sleep\s+(\d+(?:\.\d+)?)(?=$|[\s;&|])/.exec(words)?.[1];
  return found === undefined ? undefined : Number(found);
}
