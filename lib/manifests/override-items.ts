import { meant } from '../errors/misspelt';
import { Refusal } from '../errors/refusal';
import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { isReplaceMark } from '../json/items';
import { asObjects } from '../json/read';

/** Two lists of one field: the library's, and that of an override. */
interface Lists {
  readonly property: string;
  /** Items of the library's that are merged into: none where the override replaces the list. */
  readonly made: readonly Dictionary[];
  /** Items of the library's in any case. */
  readonly own: readonly Dictionary[];
  /** Items of the override, with their index. */
  readonly given: readonly (readonly [number, Dictionary])[];
}

const POD = ['spec', 'template', 'spec'];

/**
 * Refuses items of an override that are merged into none of the library's and are not whole: their name is misspelt, or
 * they belong elsewhere.
 *
 * @param property property of the user's: `overrides.workload`
 */
export function checkItems(property: string, object: unknown, override: unknown): void {
  const [made, given] = [object, override].map((whole) => valueAt(whole, ...POD));
  if (!isDictionary(made) || !isDictionary(given)) return;
  const at = [property, ...POD].join('.');
  const lists = (list: string) => listsOf(`${at}.${list}`, valueAt(made, list), valueAt(given, list));
  const volumes = lists('volumes');
  for (const [index, volume] of added(volumes)) {
    if (hasNameAlone(volume)) throw noSource(`${volumes.property}[${index}]`, volume, volumes);
  }
  const claims = [object, override].flatMap((whole) => asObjects(valueAt(whole, 'spec', 'volumeClaimTemplates')));
  const known = [...names(volumes), ...claims.map((claim) => valueAt(claim, 'metadata', 'name'))];
  checkContainers(lists('containers'), lists('initContainers'), known);
  checkContainers(lists('initContainers'), lists('containers'), known);
}

function checkContainers(containers: Lists, others: Lists, volumes: readonly unknown[]): void {
  for (const [index, container] of containers.given) {
    const property = `${containers.property}[${index}]`;
    if (container.name === undefined) continue;
    const made = containers.made.find(({ name }) => name === container.name);
    if (!containers.own.some(({ name }) => name === container.name)) {
      throw noContainer(property, container, containers, others);
    }
    const lists = (list: string) => listsOf(`${property}.${list}`, valueAt(made, list), valueAt(container, list));
    const env = lists('env');
    for (const [at, variable] of added(env)) {
      if (hasNameAlone(variable)) throw noValue(`${env.property}[${at}]`, variable, env);
    }
    const mounts = lists('volumeMounts');
    for (const [at, mount] of added(mounts, 'mountPath')) {
      checkMount(`${mounts.property}[${at}]`, mount, mounts, volumes);
    }
  }
}

function checkMount(property: string, mount: Dictionary, { made }: Lists, volumes: readonly unknown[]): void {
  const paths = made.map(({ mountPath }) => mountPath);
  if (mount.name === undefined) {
    throw new Refusal({
      property: `${property}.mountPath`,
      value: mount.mountPath,
      why: 'nothing is mounted there, and a new mount needs the name of a volume',
      allowed: paths.join(', ') || 'a mount with the name of a volume',
      fix: suggestion(mount.mountPath, paths, 'add the name of a volume'),
    });
  }
  if (volumes.includes(mount.name)) return;
  throw new Refusal({
    property: `${property}.name`,
    value: mount.name,
    why: 'the pod has no such volume',
    allowed: volumes.join(', '),
    fix: suggestion(mount.name, volumes, 'add the volume: property `volumes` of the release'),
  });
}

function noContainer(property: string, { name }: Dictionary, { own }: Lists, others: Lists): Refusal {
  const known = own.map((container) => container.name);
  const elsewhere = others.own.some((container) => container.name === name);
  const list = others.property.split('.').at(-1);
  return new Refusal({
    property: `${property}.name`,
    value: name,
    why: 'the pod has no such container in this list, so the override would make a new one',
    allowed: known.length > 0 ? known.join(', ') : 'none: the list is empty',
    fix: elsewhere
      ? `write it into ${list}, where the container stands`
      : suggestion(name, known, 'a new container belongs into `sidecars` or `initContainers` of the release'),
  });
}

function noSource(property: string, { name }: Dictionary, { made }: Lists): Refusal {
  const known = made.map((volume) => volume.name);
  return new Refusal({
    property,
    value: name,
    why: 'the pod has no such volume, and a new one needs a source',
    allowed: known.join(', '),
    fix: suggestion(name, known, "add a source: { name: 'cache', emptyDir: {} }"),
  });
}

function noValue(property: string, { name }: Dictionary, { made }: Lists): Refusal {
  const known = made.map((variable) => variable.name);
  return new Refusal({
    property,
    value: name,
    why: 'the container has no such variable, and a new one needs a value',
    allowed: 'value or valueFrom, or the name of a variable that is there',
    fix: suggestion(name, known, "add a value: '' for an empty one"),
  });
}

function suggestion(given: unknown, known: readonly unknown[], otherwise: string): string {
  const near = meant(String(given), known.map(String));
  return near === undefined ? otherwise : `did you mean ${near}? Else ${otherwise}`;
}

function hasNameAlone(item: Dictionary): boolean {
  return Object.keys(item).every((key) => key === 'name');
}

/** Items that are merged into none; one that only removes is not among them. */
function added({ made, given }: Lists, key = 'name'): Lists['given'] {
  return given.filter(([, item]) => item.$patch !== 'delete' && !made.some((other) => other[key] === item[key]));
}

/** Names of the items that are there after the merge. */
function names({ made, given }: Lists): unknown[] {
  const removed = given.filter(([, item]) => item.$patch === 'delete').map(([, { name }]) => name);
  return [...made, ...given.map(([, item]) => item)].map(({ name }) => name).filter((name) => !removed.includes(name));
}

function listsOf(property: string, made: unknown, given: unknown): Lists {
  const items = Array.isArray(given) ? [...given.entries()] : [];
  const isItem = (entry: [number, unknown]): entry is [number, Dictionary] =>
    isDictionary(entry[1]) && !isReplaceMark(entry[1]);
  const own = asObjects(made);
  const replaced = Array.isArray(given) && given.some(isReplaceMark);
  return { property, made: replaced ? [] : own, own, given: items.filter(isItem) };
}
