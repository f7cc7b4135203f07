import { Refusal, type RefusalProps } from '../errors/refusal';
import { holdsNone } from '../sensitive/placeholders';
import { isSecretName } from '../sensitive/secret-names';
import { holdsSecret } from '../sensitive/secret-values';
import { type AcceptedRisks, accepts } from './accepted-risks';

/** Whether a name or the form of a value says that it is secret. */
export function looksSecret(name: string, value: unknown): boolean {
  const text = String(value);
  return holdsSecret(text) || (isSecretName(name) && !holdsNone(text));
}

/** Refuses a literal value under a name, or of a form, that says that it is secret. The value is never shown. */
export function checkNoSecret(property: string, name: string, value: unknown, risks: AcceptedRisks): void {
  if (!looksSecret(name, value) || accepts(risks, `plain-value.${name}`)) return;
  throw new Refusal(literalSecret(property, name));
}

/** Refuses a text whose form says that it holds a secret, whatever its name: that of a template, or of a parameter. */
export function checkHoldsNoSecret(property: string, name: string, text: string): void {
  if (holdsSecret(text)) throw new Refusal(literalSecret(property, name));
}

/** Refusal of a secret that is written out. */
export function literalSecret(property: string, name: string): RefusalProps {
  return {
    property: `${property}.${name}`,
    why: 'it looks like a secret, and what is in a manifest can be read by everyone who can read the repository, the CI log or the cluster objects',
    allowed: 'a reference to a key of an existing Secret',
    fix: `ExistingSecret.named('NAME').key('${name}'); if it is none: allow: [Waiver.plainValue('${name}', 'why')]`,
  };
}
