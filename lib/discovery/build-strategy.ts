import { Refusal } from '../errors/refusal';
import { checkName } from '../kubernetes/names';
import type { DiscoveryTarget, IDiscovery } from './i-discovery';

/** Strategy whose environment variables have other names where the user says so. */
export function buildStrategy(
  strategy: string,
  rename: { [name: string]: string } = {},
  built: Omit<IDiscovery, 'strategy'>,
): IDiscovery {
  if (Object.keys(rename).length === 0) return { strategy, ...built };
  for (const [name, other] of Object.entries(rename)) checkName('environmentVariable', `rename.${name}`, other);
  const nameOf = (name: string) => rename[name] ?? name;
  const keys = <T>(map: { [name: string]: T }) =>
    Object.fromEntries(Object.entries(map).map(([name, value]) => [nameOf(name), value]));
  return {
    strategy,
    nodeHost: built.nodeHost,
    reads: built.reads,
    looksUpNames: built.looksUpNames,
    secrets: built.secrets && keys(built.secrets),
    nodeListVariable: built.nodeListVariable && nameOf(built.nodeListVariable),
    environment: (target: DiscoveryTarget) => {
      const variables = built.environment(target);
      const known = [
        ...Object.keys({ ...variables, ...built.secrets }),
        ...(built.nodeListVariable ? [built.nodeListVariable] : []),
      ];
      const names = known.map(nameOf);
      const same = names.find((name, index) => names.indexOf(name) !== index);
      if (same !== undefined) throw sameName(same);
      const unknown = Object.keys(rename).find((name) => !known.includes(name));
      if (unknown === undefined) return keys(variables);
      throw new Refusal({
        property: `discovery.rename.${unknown}`,
        value: rename[unknown],
        why: `${strategy} has no variable ${unknown}`,
        allowed: known.join(', '),
        fix: 'rename one of these',
      });
    },
  };
}

function sameName(name: string): Refusal {
  return new Refusal({
    property: 'discovery.rename',
    value: name,
    why: 'two variables of the strategy would have this name, and one of them would be lost',
    allowed: 'each name once',
    fix: 'choose another name for one of them',
  });
}
