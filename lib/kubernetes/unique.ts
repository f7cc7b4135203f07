import { Refusal } from '../errors/refusal';

/** Refuses a text that stands twice in a list, of which the API server warns. */
export function checkOnce(property: string, texts: readonly string[]): readonly string[] {
  const twice = texts.findIndex((text, index) => texts.indexOf(text) !== index);
  if (twice < 0) return texts;
  throw new Refusal({ property: `${property}[${twice}]`, value: texts[twice], allowed: 'each once', fix: 'remove it' });
}
