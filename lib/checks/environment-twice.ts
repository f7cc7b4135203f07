import type { Rule } from './rule';

/** Variable that a container sets twice: the last one wins in silence. */
export const environmentTwice: Rule = {
  id: 'kubernetes/environment-twice',
  severity: 'error',
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      for (const container of about.containers) {
        const names = new Set<unknown>();
        for (const { name } of container.env) {
          if (name === undefined) continue;
          if (names.has(name)) {
            report({
              about,
              property: `container ${container.name}, env ${name}`,
              value: name,
              why: 'it is set twice, and the last one would win in silence',
              allowed: 'each name once',
              fix: 'remove one of them',
            });
          }
          names.add(name);
        }
      }
    }
  },
};
