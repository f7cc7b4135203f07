import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asTexts } from '../json/read';
import type { PodContainer } from './container';

/** Takes a text of a manifest, under a name, at a place that a reader finds: the environment, a probe. */
export type TakesText = (place: string, name: string, text: string) => void;

/** Probes and hooks of a container, by which it runs commands and sends headers. */
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];
const HOOKS = ['postStart', 'preStop'];

/** Texts of a container: its variables, command and arguments, and those of its probes and hooks. */
export function textsOf({ env, lifecycle, manifest }: PodContainer, take: TakesText): void {
  const at = (place: string, name: string, text: unknown) => {
    if (typeof text === 'string' && text !== '') take(place, name, text);
  };
  for (const { name, value } of env) if (typeof name === 'string') at('env', name, value);
  at('', 'command', commandLine(manifest.command));
  at('', 'args', commandLine(manifest.args));
  const handler = (place: string, { exec, httpGet }: Dictionary) => {
    if (exec !== undefined) at(place, 'command', commandLine(asObject(exec).command));
    for (const { name, value } of asObjects(asObject(httpGet).httpHeaders)) at(place, String(name), value);
  };
  for (const probe of PROBES) if (manifest[probe] !== undefined) handler(probe, asObject(manifest[probe]));
  for (const hook of HOOKS) if (lifecycle[hook] !== undefined) handler(hook, asObject(lifecycle[hook]));
}

/** Words of a command as a shell shows them: a flag stands beside its value. */
function commandLine(words: unknown): string {
  return words === undefined ? '' : asTexts(words).join(' ');
}

/** Texts of a ConfigMap; what is binary in it is read as the text that it may be. */
export function textsOfConfigMap({ data, binaryData }: Dictionary, take: TakesText): void {
  for (const [name, text] of Object.entries(asObject(data))) if (typeof text === 'string') take('data', name, text);
  for (const [name, text] of Object.entries(asObject(binaryData))) {
    if (typeof text === 'string') take('binaryData', name, Buffer.from(text, 'base64').toString('latin1'));
  }
}
