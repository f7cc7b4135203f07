import {
  DNS_QUERY,
  KUBERNETES_BASENAME,
  KUBERNETES_LOOKUP,
  KUBERNETES_NAMESPACE,
  KUBERNETES_SELECTOR,
  KUBERNETES_SERVICE,
} from '../beam/discovery-variables';
import type { Workload } from '../inventory/workload';
import type { Dictionary } from '../json/dictionary';
import { orElsewhere } from './elsewhere';
import type { Report, Rule } from './rule';

/** Member whose discovery looks for other pods than those of its cluster. */
export const discoveryQuery: Rule = {
  id: 'beam/discovery-query',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: ({ members }, report) => {
    for (const about of members) {
      const headless = about.services.filter(({ spec }) => spec.clusterIP === 'None');
      if (headless.length === 0) continue; // said by another rule
      const tell = (variable: string, allowed: string) => (isRight: (text: string) => boolean) =>
        inVariable(about, variable, allowed, isRight, report);
      const names = headless.map(({ name }) => name);
      const service = `the headless Service ${names.join(' or ')}`;
      for (const variable of [DNS_QUERY, KUBERNETES_SERVICE]) {
        tell(variable, service)((text) => isService(text, names, about));
      }
      tell(KUBERNETES_NAMESPACE, '$(POD_NAMESPACE)')((text) => isNamespace(text, about));
      tell(KUBERNETES_SELECTOR, `labels that it has: ${shown(about)}`)((text) => isChosen(text, about));
      tell(KUBERNETES_BASENAME, 'the basename in RELEASE_NODE')((text) => isBasename(text, about));
    }
  },
};

function inVariable(
  about: Workload,
  variable: string,
  allowed: string,
  isRight: (text: string) => boolean,
  report: Report,
): void {
  const text = about.textOf(variable);
  if (text === undefined || isRight(text)) return;
  report({
    about,
    property: variable,
    value: text,
    why: 'discovery looks for other nodes than those of its cluster, so that this one is alone though its pod is Ready',
    allowed,
    fix: orElsewhere('remove the override', `write ${allowed}`),
  });
}

/** Whether a name may be that of one of the Services: short, or with the namespace and more behind it. */
function isService(text: string, names: readonly unknown[], about: Workload): boolean {
  const [name, namespace] = text.split('.');
  if (name.includes('$(')) return true;
  return names.includes(name) && (namespace === undefined || namespace === '' || isNamespace(namespace, about));
}

function isNamespace(text: string, { namespace }: Workload): boolean {
  return namespace === undefined || text.includes('$(') || text === namespace;
}

/** Whether a selector `key=value,…` chooses the pods, or a Service of theirs where endpoints are looked up. */
function isChosen(text: string, about: Workload): boolean {
  const pairs = text.split(',').map((pair) => pair.split('='));
  if (text.includes('$(') || pairs.some((pair) => pair.length !== 2 || /[!()\s]/.test(pair.join('')))) return true;
  const meets = (labels: Dictionary) => pairs.every(([key, value]) => labels[key] === value);
  const isOfPods = about.textOf(KUBERNETES_LOOKUP) === 'pods';
  return isOfPods ? meets(about.podLabels) : about.services.some(({ labels }) => meets(labels));
}

function isBasename(text: string, about: Workload): boolean {
  const [basename] = (about.textOf('RELEASE_NODE') ?? '').split('@');
  return basename === '' || basename.includes('$(') || text.includes('$(') || text === basename;
}

function shown({ podLabels }: Workload): string {
  return JSON.stringify(podLabels);
}
