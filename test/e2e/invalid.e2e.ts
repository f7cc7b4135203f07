import type { Chart } from 'cdk8s';
import { PhoenixService, Waiver } from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { apply } from './support/apply';
import { check } from './support/check';
import { cluster, render, web } from './support/hello';
import { good, MISTAKES, type Mistake } from './support/invalid';
import { type Apart, apart } from './support/invalid/apart';
import { view, whole } from './support/mesh';
import { dryRun } from './support/objects';
import { pods } from './support/pods';
import { after, until } from './support/until';

/** The manifest of that kind and, where it is given, that name, with the mistake in it. */
function broken(all: readonly any[], { kind, at, to }: Mistake): any {
  const [wanted, name] = kind.split(' ');
  const found = all.find((one) => one.kind === wanted && (name === undefined || one.metadata.name === name));
  const copy = structuredClone(found);
  const path = at.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'));
  const last = path.pop() as string;
  const parent = path.reduce((object, part) => object?.[part], copy);
  if (parent === undefined) throw new Error(`${kind} has no ${at}`);
  parent[last] = to;
  return copy;
}

/** How the library takes it: the message of its refusal, or undefined where it lets it through. */
function refusal({ build }: Mistake): string | undefined {
  try {
    render('nowhere', build);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

check('what the API server refuses, the library refuses before', async (t) => {
  const namespace = await t.namespace();
  const all = parseAllDocuments(render(namespace, good)).map((one) => one.toJS());
  for (const object of all) expect(await dryRun(namespace, object)).toMatchObject({ status: 201 });

  const accepted: string[] = [];
  const missed: string[] = [];
  const wordless: string[] = [];
  for (const one of MISTAKES) {
    const { status } = await dryRun(namespace, broken(all, one));
    if (status < 400 || status >= 500) accepted.push(one.what);
    const message = refusal(one);
    if (message === undefined) missed.push(one.what);
    else if (!/allowed:/.test(message) || !/fix:/.test(message)) wordless.push(`${one.what}: ${message}`);
  }
  expect({ accepted, missed, wordless }).toEqual({ accepted: [], missed: [], wordless: [] });
  t.atLeast(MISTAKES.length, 50, 'manifests', 'invalid manifests that the API server and the library both refuse');
});

/** A web service of two pods in a cluster of its own; accepted as it is where somebody says so. */
function own(name: string, { web: overridden, cluster: others }: Partial<Apart> = {}, allow: Waiver[] = []) {
  return (chart: Chart) => {
    const props = { replicas: 2, allow, ...overridden };
    new PhoenixService(
      chart,
      name,
      web(cluster(chart, { name, nodeBasename: 'hello', ...others }, `${name}-cluster`), props),
    );
  };
}

check('what the API server accepts and no cluster forms under, the library refuses before', async (t) => {
  const namespace = await t.namespace();
  const waived = [Waiver.settingsElsewhere('to see what is refused')];
  const count = apart('').length;
  const cases = Array.from({ length: count }, (_, index) => ({
    name: `web-${index}`,
    ...apart(`web-${index}`)[index],
  }));
  const refused = cases.filter((one) => {
    const message = refusal({ build: own(one.name, one) } as Mistake);
    return message !== undefined && /allowed:/.test(message) && /fix:/.test(message);
  });
  expect(refused.map(({ what }) => what)).toEqual(cases.map(({ what }) => what));

  await apply(namespace, (chart) => {
    own('web-good')(chart);
    for (const one of cases) own(one.name, one, waived)(chart);
  });
  await whole(namespace, ['web-good'], 2, 120);
  const all = await until('all pods have started', 180, async () => {
    const found = await Promise.all(cases.map(({ name }) => pods(namespace, name)));
    return found.every((two) => two.length === 2 && two.every(({ container }) => container.started)) && found;
  });
  await after(20); // four looks of discovery
  const together: string[] = [];
  for (const [index, two] of all.entries()) {
    const views = await Promise.all(two.map((pod) => view(namespace, pod)));
    if (views.some(({ nodes }) => nodes.length > 0)) together.push(cases[index].what);
  }
  expect(together).toEqual([]);
  t.exactly(
    all.flat().length,
    2 * count,
    'pods',
    'pods that are up and see no other node, of pairs with such an override',
  );
});
