import type { EnvVar } from '../kubernetes/api';
import { references } from '../kubernetes/environment';
import { looksSecret } from '../secrets/literals';
import type { Finding, Rendered } from './finding';
import type { Check } from './inventory';
import type { PodContainer } from './pods';

/** Every `$(VAR)` stands after the variable that it needs, and no name is set twice. */
export const environment: Check = ({ workloads }) =>
  workloads.flatMap((about) => about.containers.flatMap((container) => inContainer(about, container)));

function inContainer(about: Rendered, container: PodContainer): Finding[] {
  const declared = new Set<string>();
  return container.env.flatMap((variable) => {
    const { name, value } = variable;
    const unknown = references(value).filter((reference) => !declared.has(reference));
    const again = declared.has(name);
    declared.add(name);
    if (unknown.length === 0 && !again) return NOTHING;
    const property = `container ${container.name}, env ${name}`;
    return [
      ...unknown.map((reference) => ({ about, property, ...tooEarly(variable, reference) })),
      ...(again ? [{ about, property, ...TWICE, value: name }] : []),
    ];
  });
}

const NOTHING: Finding[] = [];

function tooEarly({ name, value }: EnvVar, reference: string) {
  return {
    ...(looksSecret(name, value) ? {} : { value }),
    why: `$(${reference}) is not declared before ${name}: the pod would get the text "$(${reference})" itself`,
    allowed: '$(VAR) of a variable that stands earlier in the list',
    fix: `declare ${reference} before ${name}, or write $$(${reference}) for the text itself`,
  };
}

const TWICE = {
  why: 'it is set twice, and the last one would win in silence',
  allowed: 'each name once',
  fix: 'remove one of them',
};
