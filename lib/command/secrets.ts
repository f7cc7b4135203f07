// Preloaded into the app by `cdk8s-elixir synth`: says which Secrets must exist, once the app was successful.
import { askSynthesized } from '../manifests/synthesized';

const asked = askSynthesized();

/** What is to be told: nothing where no Secret has to exist. */
export function requiredSecrets(): string[] {
  return [...asked.trees].flatMap((tree) => asked.requiredSecrets?.(tree) ?? []);
}

process.once('exit', () => {
  if (process.exitCode) return;
  for (const text of requiredSecrets()) console.log(text);
});
