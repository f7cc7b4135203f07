import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { check } from './support/check';
import { kubectl } from './support/kubectl';

const DIST = join(__dirname, '../../dist');

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.k8s.yaml'))
  .sort();

/** The objects whose kind this cluster has, put into the namespace, and the kinds that it does not have. */
async function known(file: string, namespace: string): Promise<{ objects: any[]; unknown: string[] }> {
  const kinds = await kubectl(['api-resources', '--no-headers', '--output=wide']);
  const has = ({ apiVersion, kind }: any) => new RegExp(`\\s${apiVersion}\\s+(true|false)\\s+${kind}\\s`).test(kinds);
  const all = parseAllDocuments(readFileSync(join(DIST, file), 'utf8')).map((one) => one.toJS());
  const moved = all.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
  return { objects: moved.filter(has), unknown: all.filter((one) => !has(one)).map(({ kind }) => kind) };
}

test('there is something in dist/', () => expect(files.length).toBeGreaterThan(0));

for (const file of files) {
  check(`every object of dist/${file} passes a strict server-side dry run under \`restricted\``, async (t) => {
    const namespace = await t.namespace();
    const { objects, unknown } = await known(file, namespace);
    for (const kind of new Set(unknown)) t.skip(`this cluster has no ${kind}; give E2E_CRDS`, `${kind} of ${file}`);
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    const strict = ['--dry-run=server', '--validate=strict', '--warnings-as-errors'];
    const said = await kubectl(['apply', ...strict, '-f', '-'], { input: list });
    const accepted = said.split('\n').filter((line) => line.endsWith('(server dry run)')).length;
    t.exactly(objects.length - accepted, 0, '', `rejections of ${file}, ${objects.length} objects`);
  });
}
