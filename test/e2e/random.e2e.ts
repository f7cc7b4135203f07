import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { AppDescription } from '../support/app-description';
import { validApp } from '../support/arbitraries';
import { build } from '../support/build-app';
import { check } from './support/check';
import { dryRun, isKnown, lacksIpv6 } from './support/objects';
import { built, objections, SCHEMAS } from './support/schemas';

const SETS = Number(process.env.E2E_SETS ?? 1000);
const SEED = Number(process.env.E2E_SEED ?? 20261121);

/** What was rendered, for the second check to look at the same. */
const folder = mkdtempSync(join(tmpdir(), 'random-'));
let rendered = 0;

afterAll(() => rmSync(folder, { recursive: true }));

/** What the API server has against an object; where only its network lacks IPv6, against the same without. */
async function objection(namespace: string, object: any): Promise<string | undefined> {
  let answer = await dryRun(namespace, object);
  if (lacksIpv6(answer)) {
    const { ipFamilies, ipFamilyPolicy, ...spec } = object.spec;
    answer = await dryRun(namespace, { ...object, spec });
  }
  if (answer.status >= 300) return `${object.kind}: ${answer.body.message}`;
  return answer.warning ? `${object.kind}: ${answer.warning}` : undefined;
}

check('whatever properties the library accepts, the API server accepts what comes out', async (t) => {
  const namespace = await t.namespace();
  let objects = 0;
  const accepted = async (description: AppDescription) => {
    const yaml = build(description, { namespace }).synthYaml() as string;
    const all = parseAllDocuments(yaml).map((one) => one.toJS());
    const known = await Promise.all(all.map(isKnown));
    const sent = all.filter((_, index) => known[index]);
    const found = await Promise.all(sent.map((object) => objection(namespace, object)));
    expect(found.filter(Boolean)).toEqual([]);
    objects += sent.length;
    keep(all);
  };
  await fc.assert(fc.asyncProperty(validApp(), accepted), { numRuns: SETS, seed: SEED });
  t.note(SEED, '', 'seed of the random sets');
  t.atLeast(objects, SETS * 3, 'objects', `objects of ${SETS} random sets of properties, by strict dry run`);
  t.exactly(0, 0, '', `rejections of ${SETS} random sets of properties`);
});

/** Keeps a set for the schemas, without what only a custom resource's definition knows. */
function keep(all: readonly any[]): void {
  const part = join(folder, String(rendered % 8));
  mkdirSync(part, { recursive: true });
  const known = all.filter(({ kind }) => process.env.E2E_CRDS || kind !== 'HTTPRoute');
  writeFileSync(join(part, `${rendered}.yaml`), known.map((one) => JSON.stringify(one)).join('\n---\n'));
  rendered += 1;
}

check('what comes out is valid by the schemas of every supported Kubernetes', async (t) => {
  if (!(await built())) return t.skip('there is no Go to build kubectl-validate with', 'schemas of every Kubernetes');
  expect(rendered).toBeGreaterThanOrEqual(SETS);
  const left = [...SCHEMAS];
  const next = async (): Promise<void> => {
    const schemas = left.shift();
    if (schemas === undefined) return;
    const found = await objections(folder, schemas);
    expect(found.slice(0, 5)).toEqual([]);
    t.exactly(found.length, 0, '', `objections of the schemas of ${schemas.of} to the same sets`);
    await next();
  };
  await Promise.all([next(), next()]); // one for each of two cores
});
