import { Yaml } from 'cdk8s';
import { StandIns } from './stand-ins';

/** Document as the yaml package writes it for the stock App, but for texts that the API server would misread. */
export function stockDocument(value: unknown): string {
  const standIns = new StandIns();
  return standIns.replacedIn(Yaml.stringify(standIns.copyOf(value)));
}

/**
 * String as the yaml package writes it where content is indented by `indent` spaces: it writes a document in which the
 * string is nested that deep.
 */
export function stockString(value: string, indent: number): string {
  let nested: unknown = value;
  let before = 0;
  for (let depth = indent; depth > 0; depth -= 2) {
    nested = { k: nested };
    before += depth; // 'k:' and either a space or a line break, after an indentation of depth - 2
  }
  return Yaml.stringify(nested).slice(before + indent / 2, -1);
}

/** Key as the yaml package writes it, at the top of a document or below; undefined where it takes several lines. */
export function stockKey(key: string, top: boolean): string | undefined {
  const text = top ? Yaml.stringify({ [key]: 0 }) : Yaml.stringify({ k: { [key]: 0 } }).slice('k:\n  '.length);
  return text.indexOf('\n') === text.length - 1 && text.endsWith(': 0\n') && !text.startsWith('? ')
    ? text.slice(0, -' 0\n'.length)
    : undefined;
}
