import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { KUBECTL, kubectl, kubectlJson } from './kubectl';

/** Leaves the objects' description, events and logs of a failed attempt in a folder, and names it in the error. */
export async function leaveTraces(
  title: string,
  attempt: number,
  namespaces: readonly string[],
  error: Error,
): Promise<Error> {
  const name = title.replace(/[^a-zA-Z0-9]+/g, '-').slice(0, 200);
  const folder = join(process.env.E2E_FAILURES as string, name, `attempt-${attempt}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'error.txt'), `${error.stack ?? error.message}\n`);
  for (const namespace of namespaces) await traces(folder, namespace).catch(() => {});
  error.message += `\nwhat was there: ${relative(process.cwd(), folder)}`;
  return error;
}

/** The message of an error for results.json: without colours, without paths of this machine, and not too long. */
export function summarized({ message }: Error): string {
  const folders = [resolve(__dirname, '../../..'), tmpdir()];
  const plain = stripVTControlCharacters(message).replaceAll(KUBECTL, 'kubectl');
  const text = folders.reduce((left, folder) => left.replaceAll(`${folder}/`, ''), plain);
  return text.length > 2000 ? `${text.slice(0, 1500)} … ${text.slice(-400)}` : text;
}

async function traces(folder: string, namespace: string): Promise<void> {
  const keep = async (name: string, args: string[]) => {
    const text = await kubectl(['-n', namespace, ...args], { timeoutSeconds: 30 }).catch((error) => String(error));
    writeFileSync(join(folder, `${namespace}-${name}.txt`), text);
  };
  await keep('objects', ['get', 'all,endpoints,networkpolicy,pvc,pdb,configmap', '-o', 'wide']);
  await keep('manifests', ['get', 'deployments,statefulsets,services,networkpolicies,pods', '-o', 'yaml']);
  await keep('description', ['describe', 'pods']);
  await keep('events', ['get', 'events', '--sort-by=.lastTimestamp']);
  const { items } = await kubectlJson(['-n', namespace, 'get', 'pods']);
  for (const { metadata } of items) {
    await keep(`log-${metadata.name}`, ['logs', metadata.name, '--all-containers', '--tail=400']);
    await keep(`log-${metadata.name}-before`, ['logs', metadata.name, '--previous', '--tail=400']);
  }
}
