import { Refusal } from '../errors/refusal';
import { checkName } from '../kubernetes/names';

/**
 * Key of what is made: of a Secret, or the name of a file.
 *
 * @param keys those that it has; undefined where synth does not know them
 * @throws where it has no such key: pods would not start
 */
export function checkMade(property: string, key: string, keys: readonly string[] | undefined): string {
  if (keys === undefined) return checkName('configKey', property, key);
  if (keys.includes(key)) return key;
  throw new Refusal({
    property,
    value: key,
    allowed: keys.map((one) => `"${one}"`).join(', '),
    fix: 'add it there, or name one of these',
  });
}
