import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { type Command, run } from './measure';
import { COMMAND, folder, program, ROOT, WORK } from './programs';

/** A tool that is measured against, where the machine has it. */
export interface Peer {
  readonly name: string;
  readonly install: string;
}

export const HELM: Peer = { name: 'helm', install: 'go install helm.sh/helm/v3/cmd/helm@latest' };
export const KUSTOMIZE: Peer = {
  name: 'kustomize',
  install: 'go install sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
};

/** Whether a tool is there; if not, how it comes is said. */
export function has({ name, install }: Peer): boolean {
  try {
    run(name, ['version']);
    return true;
  } catch {
    console.log(`missing: ${name} is not on PATH, its measures are left out. To install it: ${install}`);
    return false;
  }
}

/** A Helm chart that renders the same services from a list of names. */
export function helm(count: number): Command {
  const chart = folder(`helm-${count}`);
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: services\nversion: 0.0.1\n');
  writeFileSync(join(chart, 'values.yaml'), stringify({ services: names(count) }));
  const body = sample().replaceAll('web-0', '{{ $name }}');
  writeFileSync(
    join(chart, 'templates', 'services.yaml'),
    `{{- range $name := .Values.services }}\n---\n${body}{{- end }}\n`,
  );
  return { file: 'helm', args: ['template', 'services', chart] };
}

/** The files of the services, as kustomize takes them. */
export function kustomize(count: number): Command {
  const base = folder(`kustomize-${count}`);
  mkdirSync(base, { recursive: true });
  const files = names(count).map((name) => `${name}.yaml`);
  for (const [index, file] of files.entries()) {
    writeFileSync(join(base, file), sample().replaceAll('web-0', `web-${index}`));
  }
  writeFileSync(join(base, 'kustomization.yaml'), stringify({ resources: files }));
  return { file: 'kustomize', args: ['build', base] };
}

/** Every object in some YAML, as text, sorted: the tools put them into another order and other quotes. */
export function objectsIn(yaml: string): string[] {
  return parseAllDocuments(yaml, { version: '1.1' })
    .map((document) => JSON.stringify(sorted(document.toJS())))
    .filter((text) => text !== 'null')
    .sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `web-${index}`);
}

/** The manifests of one service, `web-0`. */
function sample(): string {
  return readFileSync(join(WORK, 'out', 'sample', 'all.k8s.yaml'), 'utf8');
}

/** The same services, one chart each, through `cdk8s-elixir synth`. */
export function synth(count: number, file = process.execPath): Command {
  const output = folder('synth');
  const args = [COMMAND, 'synth', '--app', `node ${relative(ROOT, program('ours'))}`, '--output', output];
  return { file, args, cwd: ROOT, env: { BENCH: `${count} per` }, output };
}

/** Program of the bench for `count` services: one chart each (`per`), or all in one. */
export function services(name: string, count: number, layout: 'per' | 'one', ...rest: string[]): Command {
  const outdir = folder([name, layout, ...rest].join('-'));
  return { file: process.execPath, args: [program(name), String(count), layout, outdir, ...rest], output: outdir };
}
