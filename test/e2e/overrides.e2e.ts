import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FILE, generate } from '../support/kubernetes-schema/generate';
import { api } from './support/api';
import { atOnce } from './support/at-once';
import { IN_THE_TREE, OWN_RULES, ofCluster } from './support/beyond-the-server';
import { type Check, check } from './support/check';
import { seeded } from './support/mutations';
import { dryRun, isKnown } from './support/objects';
import { run } from './support/run';
import { type Tried, tryAll, tryRaw } from './support/tried';

const SEED = Number(process.env.E2E_SEED ?? randomInt(2 ** 31));

const IS_FULL = process.env.E2E_FULL === '1';

/** Of how many mutations one is tried, how many random values each raw property is given, and how many refusals are asked. */
const [SHARE, VALUES, REFUSED] = IS_FULL ? [1, 1500, 5000] : [3, 300, 1500];

/** Requests at once. */
const FEW = 6;

/** What is tried, once for both checks. */
let all: Promise<readonly Tried[]> | undefined;

async function tried(): Promise<readonly Tried[]> {
  const { body } = await api('GET', '/version');
  const version = `1.${Number.parseInt(body.minor, 10)}`;
  return [...(await tryAll(version, SEED, SHARE)), ...(await tryRaw(version, SEED, VALUES))];
}

/** What of it is of a kind that the cluster has; the others are told as skipped. */
async function known(t: Check): Promise<readonly Tried[]> {
  all ??= tried();
  const found = await all;
  const kinds = new Map<string, boolean>();
  for (const { kind, apiVersion } of found) {
    if (!kinds.has(kind)) kinds.set(kind, await isKnown({ kind, apiVersion }));
  }
  for (const [kind, isThere] of kinds) {
    if (!isThere) t.skip(`this cluster has no ${kind}; give E2E_CRDS`, `overrides of ${kind}`);
  }
  return found.filter(({ kind }) => kinds.get(kind));
}

const told = ({ part, path, override }: Tried, words: string) =>
  `${part}${path}: ${JSON.stringify(override).slice(0, 400)}: ${words}`;

check('what an override or a raw property makes and synth accepts, the API server accepts', async (t) => {
  t.note(SEED, '', 'seed of the mutations');
  const namespace = await t.namespace();
  const asked = await known(t);
  const accepted = asked.filter(({ refusal }) => refusal === undefined);
  const missed: string[] = [];
  const beyond: string[] = [];
  await atOnce(FEW, accepted, async (one) => {
    const { status, body } = await dryRun(namespace, one.object);
    if (status < 300) return;
    if (ofCluster(body.message)) beyond.push(body.message);
    else if (!one.inTree().some((message) => IN_THE_TREE.test(message))) missed.push(told(one, body.message));
  });
  expect(missed).toEqual([]);
  t.atLeast(asked.length, 3000, 'values', 'mutations of every node of every part, and random raw values');
  t.exactly(missed.length, 0, 'values', `of ${accepted.length} that synth accepts and the API server refuses`);
  t.note(beyond.length, 'values', 'of them that the API server refuses for what only the cluster knows');
});

check('the table of the schema is what the Go modules of Kubernetes and of the controllers say', async (t) => {
  const go = await run('go', ['version']).catch(() => undefined);
  if (go === undefined) return t.skip('there is no Go to get the modules with', 'the table of the schema');
  t.exactly(
    generate() === readFileSync(FILE, 'utf8') ? 'the same' : 'another: npm run schema',
    'the same',
    '',
    'table',
  );
});

check('what synth alone refuses, it refuses for a reason', async (t) => {
  t.note(SEED, '', 'seed of the mutations');
  const namespace = await t.namespace();
  const random = seeded(SEED);
  const asked = (await known(t))
    .filter(({ refusal, object }) => refusal !== undefined && object !== undefined)
    .map((one) => ({ one, at: random() }))
    .sort((one, other) => one.at - other.at)
    .slice(0, REFUSED);
  const wrongly: string[] = [];
  const reasons = new Map<string, number>();
  await atOnce(FEW, asked, async ({ one }) => {
    const { status } = await dryRun(namespace, one.object);
    if (status >= 300) return;
    const reason = OWN_RULES.find(({ words }) => words.test(one.refusal as string))?.reason;
    if (reason === undefined) wrongly.push(told(one, one.refusal as string));
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  });
  const alone = wrongly.length + [...reasons.values()].reduce((sum, count) => sum + count, 0);
  t.note(asked.length - alone, 'values', `of ${asked.length} that synth refuses and the API server too`);
  for (const [reason, count] of reasons) t.note(count, 'values', `that synth alone refuses: ${reason}`);
  // A reason that is not known yet may show with a new seed: a few of them are no failure, and are told.
  if (wrongly.length > 0) t.note(wrongly.join('\n'), '', 'refused by synth alone, without a known reason');
  t.atMost(wrongly.length, asked.length / 100, 'values', 'that synth alone refuses without a known reason');
});
