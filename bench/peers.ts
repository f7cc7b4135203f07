import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { type Command, run } from './measure';
import { COMMAND, folder, program, ROOT } from './places';
import { sample, templated } from './sample';

/** Tool that is measured against, where the machine has it. */
export interface Peer {
  readonly name: string;
  /** Command, as it stands on PATH. */
  readonly file: string;
  readonly version: readonly string[];
  readonly install: string;
  /** Whether 1,000 services take it minutes. */
  readonly slow?: boolean;
  /** Command that renders the same services. */
  readonly render: (count: number) => Command;
}

/** Every tool, each under the name that `go install` gives it; two helms cannot share one. */
export const PEERS: readonly Peer[] = [
  {
    name: 'helm 3 template',
    file: 'helm',
    version: ['version', '--short'],
    install: 'go install helm.sh/helm/v3/cmd/helm@latest',
    render: (count) => helm('helm', count),
  },
  {
    name: 'helm 4 template',
    file: 'helm4',
    version: ['version', '--short'],
    install: 'go install helm.sh/helm/v4/cmd/helm@latest, and call it helm4',
    render: (count) => helm('helm4', count),
  },
  {
    name: 'kustomize build',
    file: 'kustomize',
    version: ['version'],
    install: 'go install sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
    slow: true,
    render: kustomize,
  },
  {
    name: 'jsonnet',
    file: 'jsonnet',
    version: ['--version'],
    install: 'go install github.com/google/go-jsonnet/cmd/jsonnet@latest',
    slow: true,
    render: jsonnet,
  },
];

/** Tools that are there, with their versions; of the others it is said how they come. */
export function present(): ReadonlyMap<Peer, string> {
  const found = new Map<Peer, string>();
  for (const peer of PEERS) {
    try {
      found.set(peer, run(peer.file, peer.version).trim());
    } catch {
      console.log(`missing: ${peer.file} is not on PATH, its measures are left out. To install it: ${peer.install}`);
    }
  }
  return found;
}

/** A Helm chart that renders the services from a list of names. */
function helm(file: string, count: number): Command {
  const chart = folder(`helm-${count}`);
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: services\nversion: 0.0.1\n');
  writeFileSync(join(chart, 'values.yaml'), stringify({ services: names(count) }));
  const body = sample().replaceAll('web-0', '{{ $name }}');
  writeFileSync(
    join(chart, 'templates', 'services.yaml'),
    `{{- range $name := .Values.services }}\n---\n${body}{{- end }}\n`,
  );
  return { file, args: ['template', 'services', chart] };
}

/** The files of the services, as kustomize takes them. */
function kustomize(count: number): Command {
  const base = folder(`kustomize-${count}`);
  mkdirSync(base, { recursive: true });
  const files = names(count).map((name) => `${name}.yaml`);
  for (const [index, file] of files.entries()) {
    writeFileSync(join(base, file), sample().replaceAll('web-0', `web-${index}`));
  }
  writeFileSync(join(base, 'kustomization.yaml'), stringify({ resources: files }));
  return { file: 'kustomize', args: ['build', base] };
}

/** A function of the name that gives the objects, and a stream of them. */
function jsonnet(count: number): Command {
  const path = folder('jsonnet');
  mkdirSync(path, { recursive: true });
  const file = join(path, 'services.jsonnet');
  const all = `std.flatMap(function(index) service('web-' + index), std.range(0, ${count - 1}))`;
  writeFileSync(file, `local service(name) = ${templated()};\nstd.manifestYamlStream(${all})\n`);
  return { file: 'jsonnet', args: ['-S', file] };
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `web-${index}`);
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
