import { oddValues } from '../support/odd-values';
import { allPlaces } from '../support/props-table/places';
import { atOnce } from './support/at-once';
import { check } from './support/check';
import { isKnown, objection } from './support/objects';

/** Manifests that synth accepts, each once, with the place and the value of which it was made first. */
function accepted(): { readonly tried: number; readonly manifests: ReadonlyMap<string, string> } {
  const manifests = new Map<string, string>();
  let tried = 0;
  const places = allPlaces();
  const names = new Set(places.map(({ name }) => name));
  for (const { name, type, give } of places) {
    // A PhoenixService's pods are described as an ElixirRelease's are.
    if (names.has(name.replace(/^new PhoenixService/, 'new ElixirRelease')) && name.startsWith('new Ph')) continue;
    for (const value of oddValues(type)) {
      tried += 1;
      for (const manifest of rendered(give, value)) {
        const text = JSON.stringify(manifest);
        if (!manifests.has(text)) manifests.set(text, `${name} ${describe(value)}`);
      }
    }
  }
  return { tried, manifests };
}

function rendered(give: (value: unknown) => unknown, value: unknown): readonly unknown[] {
  try {
    const made = give(value);
    return Array.isArray(made) ? made : [];
  } catch {
    return []; // refused
  }
}

const describe = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 60);

check('what the library accepts of odd values at every place, the API server accepts', async (t) => {
  const namespace = await t.namespace();
  const { tried, manifests } = accepted();
  t.atLeast(tried, 10_000, 'values', 'odd values given, one at a time');
  const objections: string[] = [];
  await atOnce(16, [...manifests], async ([text, made]) => {
    const manifest = JSON.parse(text);
    if (!(await isKnown(manifest))) return;
    const said = await objection(namespace, manifest);
    if (said !== undefined) objections.push(`${made}: ${said}`);
  });
  t.atLeast(manifests.size, 1000, 'objects', 'different objects that came of them');
  t.exactly(objections.sort().slice(0, 40).join('\n') || 'none', 'none', '', 'objections of the API server');
});
