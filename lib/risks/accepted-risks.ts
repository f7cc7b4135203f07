import { Refusal } from '../errors/refusal';
import type { Labels } from '../kubernetes/api';
import { shortHash } from '../kubernetes/hash';
import { OWN_PREFIX } from '../kubernetes/labels';
import type { Risk } from './risk';
import type { Waiver } from './waiver';

/** Accepted risks with their reasons, in the form in which manifests keep them: annotations. */
export type AcceptedRisks = Labels;

/** Longest name of an annotation, without its prefix. */
const MAX = 63;

/**
 * Accepted risks of some waivers.
 *
 * @throws where something else than a waiver is given
 */
export function acceptedRisks(waivers: readonly Waiver[] = []): AcceptedRisks {
  const accepted: { [annotation: string]: string } = {};
  for (const [index, waiver] of listed(waivers).entries()) {
    if (!Array.isArray(waiver?.risks)) throw noWaiver(`allow[${index}]`, waiver);
    for (const risk of waiver.risks) accepted[waiverKey(risk as Risk)] = waiver.reason;
  }
  return accepted;
}

function listed(waivers: readonly Waiver[]): readonly Waiver[] {
  if (Array.isArray(waivers)) return waivers;
  throw noWaiver('allow', waivers);
}

/** Whether annotations accept a risk: without a reason they do not. */
export function accepts(accepted: { readonly [annotation: string]: unknown }, risk: Risk): boolean {
  const reason = accepted[waiverKey(risk)];
  return typeof reason === 'string' && reason.trim() !== '';
}

const KEYS = new Map<Risk, string>();

/**
 * Key of the annotation that keeps the reason. A name that is too long, or that no key can have, ends in a hash, so that
 * no two share a key.
 */
export function waiverKey(risk: Risk): string {
  const known = KEYS.get(risk);
  if (known !== undefined) return known;
  const name = `waiver.${risk}`;
  const fits = name.length <= MAX && /^[-\w.]*[A-Za-z0-9]$/.test(name);
  const cut = () => name.replace(/[^-\w.]/g, '-').slice(0, MAX - 11);
  const key = `${OWN_PREFIX}/${fits ? name : `${cut()}-${shortHash(name)}`}`;
  if (KEYS.size < 1000) KEYS.set(risk, key);
  return key;
}

function noWaiver(property: string, value: unknown): Refusal {
  return new Refusal({
    property,
    value,
    allowed: 'a list of waivers',
    fix: "for example allow: [Waiver.latestTag('why')]",
  });
}
