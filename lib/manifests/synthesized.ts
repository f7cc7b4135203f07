import type { IConstruct } from 'constructs';

/** Key of what a program asks that runs an app, such as the command: set on `globalThis` before the app is loaded. */
const ASKED = Symbol.for('cdk8s-elixir.Synthesized');

/** Trees that were synthesized, and what the library says about one. */
export interface Synthesized {
  readonly trees: Set<IConstruct>;
  requiredSecrets?: (tree: IConstruct) => string | undefined;
}

/** What is asked; undefined where nobody does. */
export function synthesized(): Synthesized | undefined {
  return (globalThis as { [ASKED]?: Synthesized })[ASKED];
}

/** Asks from here on. */
export function askSynthesized(): Synthesized {
  const asked: Synthesized = { trees: new Set() };
  Object.defineProperty(globalThis, ASKED, { value: asked, configurable: true });
  return asked;
}
