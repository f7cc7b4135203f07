import type { Dictionary } from '../json/dictionary';
import { labelKey } from './forms';
import { quantityValue } from './quantity-values';
import { entriesOf, itemsOf } from './read-json';
import type { Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

const OF_CONTAINERS = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const OF_PODS = /^(cpu|memory|hugepages-.+)$/;
const HUGE_PAGES = 'hugepages-';

/** Rules of what containers and pods ask for. */
export const RESOURCE_RULES: Rules = {
  *ResourceRequirements(resources) {
    yield* names('limits', resources.limits, OF_CONTAINERS);
    yield* names('requests', resources.requests, OF_CONTAINERS);
    const limits = new Map(entriesOf(resources.limits));
    for (const [name, value] of entriesOf(resources.requests)) {
      const [asked, limit] = [value, limits.get(name)].map(quantityValue);
      const isExact = !/^(cpu|memory|ephemeral-storage)$/.test(name);
      const at = ['requests', name];
      if (isExact && !limits.has(name)) yield missing(['limits', name], 'a limit, the same as the request', 'give it');
      if (asked === undefined || limit === undefined) continue;
      if (isExact ? asked !== limit : asked > limit) {
        yield wrong(at, value, `${isExact ? 'the same as' : 'no more than'} the limit`, 'change one of them');
      }
    }
    const all = [...limits.keys(), ...entriesOf(resources.requests).map(([name]) => name)];
    if (all.some((name) => name.startsWith(HUGE_PAGES)) && !all.some((name) => /^(cpu|memory)$/.test(name))) {
      yield wrong([], resources, 'huge pages beside cpu or memory', 'add one of them');
    }
    yield* claims(resources);
  },
  *PodSpec({ overhead, resources, containers, initContainers }) {
    yield* names('overhead', overhead, OF_CONTAINERS);
    if (typeof resources !== 'object' || resources === null) return;
    const { limits, requests, claims: given } = resources as Dictionary;
    if (given !== undefined && given !== null)
      yield wrong(['resources', 'claims'], given, 'no claims here', 'remove them');
    for (const [list, map] of Object.entries({ limits, requests })) {
      for (const fault of names(list, map, OF_PODS)) yield { ...fault, at: ['resources', ...fault.at] };
    }
    yield* podShare(requests, [containers, initContainers], limits);
  },
};

function* names(list: string, map: unknown, known: RegExp): Faults {
  for (const [name, value] of entriesOf(map)) {
    const isExtended = labelKey.accepts(name, 0) && name.includes('/') && !name.startsWith('requests.');
    const isKnown = known.test(name) && labelKey.accepts(name, 0);
    if (!isKnown && !(isExtended && known === OF_CONTAINERS)) {
      const words = 'cpu, memory, ephemeral-storage, or a name with a prefix of its own';
      yield wrong([list, name], value, words, 'rename it', 'there is no such resource');
    }
    const amount = quantityValue(value);
    const whole = isExtended && !/kubernetes\.io\//.test(name);
    if (amount !== undefined && (amount < 0 || (whole && !Number.isInteger(amount)))) {
      yield wrong([list, name], value, whole ? 'whole numbers from 0 on' : 'quantities from 0 on', 'change it');
    }
  }
}

function* claims(resources: Dictionary): Faults {
  const keys = itemsOf(resources.claims).map(([, { name, request }]) => [name, request ?? '']);
  for (const [index, [name, request]] of keys.entries()) {
    const clash = keys
      .slice(0, index)
      .some(([other, asked]) => other === name && (asked === request || asked === '' || request === ''));
    if (clash) yield wrong(['claims', index], {}, 'claims of which no two are the same', 'leave one out');
  }
}

/** What a pod asks for as a whole is no less than what its containers ask for together. */
function* podShare(requests: unknown, lists: readonly unknown[], limits: unknown): Faults {
  const inContainers = (part: 'requests' | 'limits', name: string) =>
    lists.map((list) =>
      itemsOf(list).map(([, { resources }]) => {
        const found = entriesOf((resources as Dictionary | undefined)?.[part]).find(([one]) => one === name);
        return quantityValue(found?.[1]) ?? 0;
      }),
    );
  for (const [name, value] of entriesOf(requests)) {
    const sum = inContainers('requests', name)[0].reduce((all, one) => all + one, 0);
    if ((quantityValue(value) ?? sum) < sum) {
      yield wrong(['resources', 'requests', name], value, 'what the containers ask for together, or more', 'raise it');
    }
  }
  for (const [name, value] of entriesOf(limits)) {
    const most = Math.max(0, ...inContainers('limits', name).flat());
    if ((quantityValue(value) ?? most) < most) {
      yield wrong(['resources', 'limits', name], value, 'the limit of each container, or more', 'raise it');
    }
  }
}
