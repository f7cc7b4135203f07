import { parseAllDocuments } from 'yaml';
import { check } from './support/check';
import { render } from './support/hello';
import { good, MISTAKES, type Mistake } from './support/invalid';
import { dryRun } from './support/objects';

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
