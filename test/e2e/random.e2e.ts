import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { AppDescription } from '../support/app-description';
import { validApp } from '../support/arbitraries';
import { build } from '../support/build-app';
import { isBuiltIn } from '../support/invariants';
import { api } from './support/api';
import { atOnce } from './support/at-once';
import { check } from './support/check';
import { NEW_FIELDS } from './support/new-fields';
import { isKnown, objection } from './support/objects';
import { built, minor, objections, SCHEMAS, type Schemas } from './support/schemas';
import { telling } from './support/telling';

const COUNT = Number(process.env.E2E_SETS ?? (process.env.E2E_FULL === '1' ? 1000 : 300));
const SEED = Number(process.env.E2E_SEED ?? randomInt(2 ** 31));
const SETS = [...fc.sample(validApp(), { numRuns: COUNT, seed: SEED }).entries()];

/** What the sets were rendered to, for both checks. */
const rendered = new Map<AppDescription, readonly any[]>();

function manifests(set: AppDescription): readonly any[] {
  const yaml = () => build(set).synthYaml() as string;
  const all = rendered.get(set) ?? parseAllDocuments(yaml()).map((one) => one.toJS());
  rendered.set(set, all);
  return all;
}

/** The oldest Kubernetes that a set is for. */
const target = ({ version = '1.27' }: AppDescription) => minor(version);

/** Fails with the smallest set like that one for which something does not hold. */
function smallest(index: number, holds: (set: AppDescription) => Promise<void>): Promise<void> {
  const replay = { seed: SEED, path: String(index), numRuns: 1, interruptAfterTimeLimit: 120_000 };
  return fc.assert(fc.asyncProperty(validApp(), holds), replay);
}

check('whatever properties the library accepts, the API server accepts what comes out', async (t) => {
  t.note(SEED, '', 'seed of the random sets');
  const namespace = await t.namespace();
  const version = Number.parseInt((await api('GET', '/version')).body.minor, 10);
  const asked = SETS.filter(([, set]) => target(set) <= version);
  const unknown = new Set<string>();
  let objects = 0;
  const accepted = async (set: AppDescription) => {
    const known = await Promise.all(manifests(set).map(isKnown));
    const sent = manifests(set).filter((_, index) => known[index]);
    for (const { kind } of manifests(set).filter((_, index) => !known[index])) unknown.add(kind);
    const found = await Promise.all(sent.map((object) => objection(namespace, object)));
    expect(found.filter(Boolean)).toEqual([]);
    objects += sent.length;
  };
  let sets = 0;
  let refused = 0;
  const asking = atOnce(4, asked, async ([index, set]) => {
    await accepted(set).catch((error) => {
      refused = index;
      throw error;
    });
    sets += 1;
  });
  await asking.catch(async (error) => {
    await smallest(refused, accepted);
    throw error;
  });
  t.exactly(sets, asked.length, 'sets', 'random sets of properties that are accepted by strict dry run');
  t.atLeast(objects, asked.length * 3, 'objects', 'objects of the random sets');
  for (const kind of unknown) t.skip(`this cluster has no ${kind}; give E2E_CRDS`, `${kind} of the random sets`);
  if (asked.length < COUNT) t.skip(`this cluster is 1.${version}`, 'random sets for a newer Kubernetes');
});

/** A manifest, the place of its set, and the oldest Kubernetes that it is for. */
interface Shown {
  readonly index: number;
  readonly since: number;
  readonly manifest: any;
}

const MISSPELT = -1;

/** One of the workloads with a field that no Kubernetes has. */
function misspelt(all: readonly Shown[]): Shown {
  const { manifest } = structuredClone(all.findLast((one) => one.manifest.spec?.template)) as Shown;
  manifest.spec.template.spec.containers[0].notAField = true;
  return { index: MISSPELT, since: 0, manifest };
}

/** What the sets show to schemas, one misspelt field among it; what older ones are asked for comes first. */
function shown(): readonly Shown[] {
  const oldestFirst = [...SETS].sort(([, one], [, other]) => target(one) - target(other));
  const all = oldestFirst.flatMap(([index, set]) =>
    manifests(set)
      .filter(isBuiltIn)
      .map((manifest) => ({ index, since: target(set), manifest })),
  );
  return telling([...all, misspelt(all)]);
}

check('what comes out is valid by the schemas of every Kubernetes from its target on', async (t) => {
  if (!(await built())) return t.skip('there is no Go to build kubectl-validate with', 'schemas of every Kubernetes');
  const all = shown();
  t.note(all.length, 'objects', 'objects that show the schemas all fields of the random sets');
  const objected: [Schemas, number][] = [];
  await atOnce(2, SCHEMAS, async (schemas) => {
    const { version } = schemas;
    const asked = all.filter(({ since }) => since <= minor(version));
    const found = await objections(
      schemas,
      [...asked, ...NEW_FIELDS].map(({ manifest }) => manifest),
    );
    const answers = found.slice(asked.length);
    expect(answers.filter((answer) => answer && !answer.includes('unknown field'))).toEqual([]);
    const refused = NEW_FIELDS.filter((_, index) => answers[index] !== undefined);
    const newer = NEW_FIELDS.filter(({ since }) => minor(since) > minor(version));
    const since = (fields: typeof NEW_FIELDS) => fields.map((one) => one.since).join(', ') || 'none';
    t.exactly(since(refused), since(newer), '', `Kubernetes whose new fields the schemas of ${version} refuse`);
    const against = asked.filter((_, index) => found[index] !== undefined);
    expect(against).toContainEqual(expect.objectContaining({ index: MISSPELT }));
    const ours = against.filter(({ index }) => index !== MISSPELT);
    objected.push(...ours.map(({ index }): [Schemas, number] => [schemas, index]));
    t.exactly(ours.length, 0, '', `objections of the schemas of ${version} to random sets that are for it`);
  });
  for (const [schemas, index] of objected.slice(0, 1)) await smallest(index, (set) => valid(schemas, set));
});

async function valid(schemas: Schemas, set: AppDescription): Promise<void> {
  const found = await objections(schemas, manifests(set).filter(isBuiltIn));
  expect(found.filter(Boolean)).toEqual([]);
}
