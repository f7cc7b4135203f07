import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Helm, Include } from 'cdk8s';
import { expectEqual } from './support/equal';

const YAML = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: included
  labels: {on: "yes", "10": ten, "9": nine}
data:
  script: |
    #!/bin/sh

    exec "$@"
  folded: >-
    one
    two
  octal: "0775"
  date: "2001-12-14"
---
apiVersion: example.com/v1
kind: Odd
metadata: {name: shared}
one: &shared {a: [1, 2.50, .inf, 0775]}
two: *shared
when: 2001-12-14T21:59:43Z
---
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'include-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('FastApp writes the files of the stock App for an Include', () => {
  const url = join(folder, 'some.yaml');
  writeFileSync(url, YAML);
  const { error, files } = expectEqual((app) => void new Include(new Chart(app, 'chart'), 'include', { url }));
  expect(error).toBeUndefined();
  expect(files['chart.k8s.yaml']).toContain('name: included');
});

const hasHelm = spawnSync('helm', ['version']).status === 0;
if (!hasHelm) {
  console.warn('SKIPPED: equality for Helm charts, helm is not on PATH: go install helm.sh/helm/v3/cmd/helm@latest');
}

(hasHelm ? test : test.skip)('FastApp writes the files of the stock App for a Helm chart', () => {
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: some\nversion: 0.0.1\n');
  writeFileSync(join(folder, 'templates', 'some.yaml'), YAML.replace('.inf, ', ''));
  const { error, files } = expectEqual((app) => void new Helm(new Chart(app, 'chart'), 'helm', { chart: folder }));
  expect(error).toBeUndefined();
  expect(files['chart.k8s.yaml']).toContain('name: included');
});
